"""Runs a measured program in a process of its own, and the servers that such programs ask."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from tests.x11.screen import Screen

DEADLINE_S = 180.0  # chosen; most programs take less than ten seconds, those that take longer set their own


def without_bytecode_switch(environment: dict[str, str]) -> dict[str, str]:
    """An environment in which Python keeps its compiled modules, as it does by default."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run_child(at: Screen, code: str, within_s: float = DEADLINE_S, **environment: str) -> dict[str, Any]:
    """Returns the JSON that `code` (a Python program) prints last; the time of the spawn is in BENCH_START.

    Raises RuntimeError, with the program's standard error, as soon as the program fails, or when it has not ended after
    `within_s`; after a crash it tells the place of every thread. Output goes to files, so that no process which the
    program leaves behind is waited for.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", code],
            env={**without_bytecode_switch(at.environment), "BENCH_START": repr(time.time()), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            ending = f"ended with {process.wait(within_s)}"
        except subprocess.TimeoutExpired:
            ending = f"had not ended after {within_s:g} s"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        lines = _text(output).strip().splitlines()
        if process.returncode or not lines:
            after = " after it had printed its result" if lines else ""
            raise RuntimeError(f"the measured program {ending}{after}: {_text(errors)[-4000:]}")
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def _text(file: Any) -> str:
    file.seek(0)
    text: str = file.read().decode(errors="replace")
    return text


@contextlib.contextmanager
def serving(module: str, *arguments: str) -> Iterator[str]:
    """Provides the address of a server (`python -m MODULE …`) in a process of its own.

    Raises RuntimeError when the server ends before it has printed its address.
    """
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().decode().strip()
        if not address:
            raise RuntimeError(f"{module} ended with {process.wait()} before it served")
        yield address
    finally:
        process.kill()
        process.communicate()
