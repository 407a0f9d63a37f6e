"""Runs a program that prints a credential: without a shell, within a time, its output never logged.

Its command comes from a managed policy, or from what the user typed in the settings, and from nowhere else.
"""

import contextlib
import os
import selectors
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
_BEAT_S = 0.05  # between two looks whether a program has ended whose output is still open
_AFTER_END_S = 0.5  # for what an ended program has printed, where another one keeps its output open; chosen
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
    """Returns what the program printed, at most a byte more than is allowed.

    Raises OSError, StorageError and subprocess.TimeoutExpired.
    """
    printed = _PrintedToThread() if sys.platform == "win32" else _Printed()
    try:
        process = _started(call, printed)
        with process:
            try:
                output = printed.wait(process, call.timeout_s)
            except BaseException:
                _end(process)
                raise
            if len(output) > MOST_BYTES:
                _end(process)
                return output
    finally:
        printed.close()
    if process.returncode:
        raise _failed(Path(call.command[0]), f"it ended with {process.returncode}")
    return output


def _started(call: HelperCall, printed: "_Printed") -> "subprocess.Popen[bytes]":
    try:
        with given_core_limit():
            return subprocess.Popen(
                call.command,
                stdin=subprocess.DEVNULL,
                stdout=printed.written_to,
                stderr=subprocess.DEVNULL,
                env=_environment(call.origin),
                cwd=Path(call.command[0]).anchor,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    finally:
        printed.begin()


class _Printed:
    """What a program prints, read until its end or until it is too much.

    A program may end and leave another one behind that keeps its output open, so nobody waits for the end of that.
    """

    def __init__(self) -> None:
        self._read_from, self.written_to = os.pipe()
        self._output = bytearray()

    def begin(self) -> None:
        """Gives the writing end away; the program has its own copy of `written_to`."""
        os.close(self.written_to)

    def close(self) -> None:
        """Reads no more."""
        os.close(self._read_from)

    def wait(self, process: "subprocess.Popen[bytes]", timeout_s: float) -> bytes:
        """Returns the output as soon as it is complete or too much. Raises subprocess.TimeoutExpired."""
        deadline = time.monotonic() + timeout_s
        os.set_blocking(self._read_from, False)
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._read_from, selectors.EVENT_READ)
            while len(self._output) <= MOST_BYTES:
                has_ended = process.poll() is not None  # whatever it has printed is in the pipe then
                waiting.select(0.0 if has_ended else min(_BEAT_S, max(0.0, deadline - time.monotonic())))
                try:
                    more = os.read(self._read_from, MOST_BYTES + 1)
                except BlockingIOError:
                    if has_ended:
                        break
                else:
                    self._output += more
                    if not more:  # it has closed its output, and perhaps goes on
                        process.wait(max(0.0, deadline - time.monotonic()))
                        break
                if not has_ended and time.monotonic() >= deadline:
                    raise subprocess.TimeoutExpired(process.args, timeout_s)
        return bytes(self._output)


class _PrintedToThread(_Printed):
    """The same where a pipe cannot be waited for: a thread reads, as long as the output is open."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.Thread(target=self._read, name="credential", daemon=True)

    def begin(self) -> None:
        super().begin()
        self._thread.start()

    def close(self) -> None:
        """Does nothing: the thread closes what it reads from."""

    def wait(self, process: "subprocess.Popen[bytes]", timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        while self._thread.is_alive() and process.poll() is None:
            self._thread.join(min(_BEAT_S, max(0.0, deadline - time.monotonic())))
            if self._thread.is_alive() and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired(process.args, timeout_s)
        if process.poll() is not None:
            self._thread.join(_AFTER_END_S)  # for what lies in the pipe
        elif len(self._output) <= MOST_BYTES:  # it has closed its output and goes on
            process.wait(max(0.0, deadline - time.monotonic()))
        return bytes(self._output)

    def _read(self) -> None:
        try:
            while len(self._output) <= MOST_BYTES and (more := os.read(self._read_from, MOST_BYTES + 1)):
                self._output += more
        finally:
            os.close(self._read_from)


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
