"""Runs a program that prints a credential: without a shell, within a time, its output never logged.

Its command comes from a managed policy, or from what the user typed in the settings, and from nowhere else.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.adapters.policy.guard import Guard
from desktop.adapters.system.core_dumps import given_core_limit
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.endpoint import key_of

MOST_BYTES = 64_000  # of its output; chosen
_OF_PYTHON = ("LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME")


@dataclass(frozen=True, slots=True)
class HelperCall:
    """A command with its arguments, the origin that its credential is for, and both times in seconds."""

    command: tuple[str, ...]
    origin: str
    lifetime_s: float
    timeout_s: float


@dataclass(frozen=True, slots=True)
class _Kept:
    text: str = field(repr=False)
    until: float


class CredentialHelper:
    """Keeps each credential in memory for its lifetime; one that is over is asked for again. For any thread.

    `guard` returns what is wrong with the place of a program.
    """

    def __init__(self, guard: Guard, now: Callable[[], float] = time.monotonic) -> None:
        self._guard = guard
        self._now = now
        self._kept: dict[HelperCall, _Kept] = {}
        self._running = threading.Lock()  # two questions at once ask it once

    def credential(self, call: HelperCall) -> str:
        """Returns the credential, which may take as long as the call's timeout. Raises StorageError."""
        with self._running:
            kept = self._kept.get(call)
            if kept is None or self._now() >= kept.until:
                kept = _Kept(self._asked(call), self._now() + call.lifetime_s)
                self._kept = {call: kept}
            return kept.text

    def _asked(self, call: HelperCall) -> str:
        program = Path(call.command[0])
        try:
            if fault := self._guard(program):
                raise _failed(program, fault)
            output = _output(call)
        except OSError as error:
            raise _failed(program, error.strerror or "") from None
        except (subprocess.TimeoutExpired, OverflowError):  # the latter for a time of weeks
            raise _failed(program, f"it took longer than {call.timeout_s:g} s") from None
        key = key_of(output.decode("ascii", "replace")) if len(output) <= MOST_BYTES else None
        if key is None:
            raise _failed(program, "it printed no key")
        return key


def _output(call: HelperCall) -> bytes:
    """Returns what the program printed. Raises OSError, StorageError and subprocess.TimeoutExpired."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with given_core_limit():
        process = subprocess.Popen(
            call.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(call.origin),
            cwd=Path(call.command[0]).anchor,
            start_new_session=True,
            creationflags=flags,
        )
    with process:
        try:
            output, _ = process.communicate(timeout=call.timeout_s)
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise _failed(Path(call.command[0]), f"it ended with {process.returncode}")
    return output


def _environment(origin: str) -> dict[str, str]:
    """Returns the user's environment without what belongs to this program, and with the origin that is asked."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_PYTHON}
    if "LD_LIBRARY_PATH_ORIG" in kept:
        kept["LD_LIBRARY_PATH"] = kept.pop("LD_LIBRARY_PATH_ORIG")
    return {**kept, "ASKANCE_ORIGIN": origin}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program with whatever it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _failed(program: Path, reason: str) -> StorageError:
    return StorageError(Problem(ProblemKind.CREDENTIAL_HELPER, program.name, reason))
