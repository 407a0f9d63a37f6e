"""A child process that works for the program, one job at a time: warm, killed when it hangs, replaced when it is gone.

Hostile work (an untrusted image) and heavy work (text recognition) run in one: it crashes alone, its memory is freed
with it, and the window does not wait for it.
"""

import contextlib
import importlib.util
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

from desktop.adapters.cage.launch import start_child
from desktop.adapters.cage.limits import Limits, cpu_spent_s

_Result = TypeVar("_Result")


class ChildProcessLostError(Exception):
    """Raised when the child ended, broke the protocol, or was killed because it was silent for too long (`hung`)."""

    def __init__(self, hung: bool) -> None:
        super().__init__("hung" if hung else "died")
        self.hung = hung


def command_for(flag: str, module: str, *packages: str) -> list[str]:
    """Returns the command for a child that runs `main` of `module`: light, isolated from Python's user settings, no Qt.

    A frozen program starts itself with `flag`. From a checkout the child finds `packages` and everything beside them.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    search = [str(Path(__file__).parents[2])]
    for package in packages:
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            search.append(str(Path(found.origin).parents[1]))
    paths = list(dict.fromkeys(search))
    boot = f"import sys; sys.path += {paths!r}; from {module} import main; sys.exit(main())"
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", boot]


LIVING_SHARE = 0.01  # of a deadline: a child that has worked so long in that time is not asleep; chosen, like the next
MOST_DEADLINES = 10  # on the clock, however little of the processor a child gets


class Watchdog:
    """Kills a child that sends nothing for `deadline_s` of processor time, or is idle that long.

    It counts the child's processor time, so that a busy machine kills nobody; where the system does not tell that, the
    clock counts. Call `reset` for every sign of life.
    """

    def __init__(self, child: "subprocess.Popen[bytes]", deadline_s: float) -> None:
        self._child = child
        self._deadline_s = deadline_s
        self._timer: threading.Timer | None = None
        self._is_over = False
        self.hung = False
        self.reset()

    def reset(self) -> None:
        """Starts the whole time again."""
        self.cancel()
        self._is_over = False
        spent = cpu_spent_s(self._child.pid)
        self._wait(self._deadline_s, spent, spent, 0.0)

    def cancel(self) -> None:
        """Stops the timer; the child is not killed any more."""
        self._is_over = True
        while (timer := self._timer) is not None:
            timer.cancel()
            timer.join()
            if self._timer is timer:
                self._timer = None

    def _wait(self, seconds: float, at_reset_s: float, before_s: float, waited_s: float) -> None:
        """Looks at the child after some seconds. Two of its processor times were read at the reset and just now."""
        self._timer = threading.Timer(seconds, self._check, (at_reset_s, before_s, waited_s + seconds))
        self._timer.daemon = True
        self._timer.start()

    def _check(self, at_reset_s: float, before_s: float, waited_s: float) -> None:
        now_s = cpu_spent_s(self._child.pid)
        left_s = self._deadline_s - (now_s - at_reset_s)
        is_alive = now_s - before_s >= LIVING_SHARE * self._deadline_s
        if left_s > 0 and is_alive and waited_s < MOST_DEADLINES * self._deadline_s:
            if not self._is_over:
                self._wait(max(left_s, self._deadline_s / 10), at_reset_s, now_s, waited_s)
            return
        self.hung = True
        self._child.kill()


AGAIN_S = 0.02  # between two attempts to end a child that another thread uses; chosen
Talk = Callable[["subprocess.Popen[bytes]", Watchdog], _Result]


class ChildProcess:
    """Owns at most one child. Every method may be called from any thread and may block.

    `command` and `deadline_s`, the longest silence, apply to the next child and the next job. The child puts `limits`
    on itself; once it has spent half of its processor time it is replaced between two jobs, before the system ends it.
    """

    def __init__(self, command: list[str], deadline_s: float, limits: Limits) -> None:
        self.command = command
        self.deadline_s = deadline_s
        self._most_cpu_s = limits.cpu_s / 2
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        """True if there is a child now."""
        return self.pid is not None

    @property
    def pid(self) -> int | None:
        """The process id of the child, None if there is none now."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def warm(self) -> None:
        """Starts the child now, so that the first job need not wait for it. Raises ChildProcessLostError."""
        with self._lock:
            self._alive()

    def run(self, talk: Talk[_Result]) -> _Result:
        """Returns the result of `talk`.

        Ends the child and raises ChildProcessLostError if it hangs, dies or breaks the protocol.
        """
        with self._lock:
            child = self._alive()
            guard = Watchdog(child, self.deadline_s)
            try:
                return talk(child, guard)
            except (OSError, ValueError, KeyError, TypeError, MemoryError):
                self._drop()
                raise ChildProcessLostError(guard.hung) from None
            finally:
                guard.cancel()

    def stop(self) -> None:
        """Ends the child once its current job is done; the next job starts another."""
        with self._lock:
            self._drop()

    def interrupt(self) -> None:
        """Ends the child in the middle of its job, which is lost; the next job starts another."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """Ends the child, even in the middle of a job. Later jobs are refused."""
        self._closed = True
        while not self._lock.acquire(timeout=AGAIN_S):
            self.interrupt()  # the thread that has the lock may be starting a child at this moment
        try:
            self._drop()
        finally:
            self._lock.release()

    def _alive(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise ChildProcessLostError(hung=False)
        child = self._child
        if child is not None and (child.poll() is not None or cpu_spent_s(child.pid) > self._most_cpu_s):
            self._drop()
        if self._child is None:
            self._child = start_child(self.command)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # unsent bytes of a dead child
                    pipe.close()
        child.wait()


def pipes(child: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    """Returns the pipe that the child reads and the one that it writes."""
    assert child.stdin is not None and child.stdout is not None
    return child.stdin, child.stdout
