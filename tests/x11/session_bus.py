"""A session bus of a test's own, and programs that are ended with all that they started."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str], **how: Any) -> Iterator["subprocess.Popen[Any]"]:
    """Yields a process of a group of its own, which is ended with all that it started."""
    process = subprocess.Popen(command, env=environment, start_new_session=True, **how)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


@contextlib.contextmanager
def session_bus(environment: dict[str, str]) -> Iterator[str]:
    """Yields the address of a session bus; `environment` is that of the programs that it starts."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with running(command, environment, **pipes) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
