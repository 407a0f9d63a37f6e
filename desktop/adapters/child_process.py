"""A child process that works for us, one piece of work at a time: warm, killed when it hangs, replaced when it is gone.

What is hostile (a stranger's picture) or heavy (text recognition) runs in one: a crash is its own, its memory goes
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

_Result = TypeVar("_Result")


class ChildProcessLostError(Exception):
    """The child ended, lied, or was killed because it said nothing for too long (`hung`)."""

    def __init__(self, hung: bool) -> None:
        super().__init__("hung" if hung else "died")
        self.hung = hung


def command_for(flag: str, module: str, *packages: str) -> list[str]:
    """How to start a child that runs `main` of `module`: light, isolated from the user's Python settings, without Qt.

    A frozen program starts itself with `flag`. From a checkout the child finds `packages`, and what lies beside them.
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
    return [sys.executable, "-I", "-S", "-c", boot]


class Watchdog:
    """Kills a child that says nothing for `deadline_s`; `wind` is for every sign of life."""

    def __init__(self, child: "subprocess.Popen[bytes]", deadline_s: float) -> None:
        self._child = child
        self._deadline_s = deadline_s
        self._timer: threading.Timer | None = None
        self.hung = False
        self.reset()

    def reset(self) -> None:
        """From now on it has the whole time again."""
        self.cancel()
        self._timer = threading.Timer(self._deadline_s, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Nothing is waited for any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()

    def _kill(self) -> None:
        self.hung = True
        self._child.kill()


AGAIN_S = 0.02
Talk = Callable[["subprocess.Popen[bytes]", Watchdog], _Result]


class ChildProcess:
    """Every method may be called from any thread and may block."""

    def __init__(self, command: list[str], deadline_s: float) -> None:
        self._command = command
        self._deadline_s = deadline_s
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether there is a child now."""
        child = self._child
        return child is not None and child.poll() is None

    def warm(self) -> None:
        """Start the child now, so that the first piece of work need not wait for it. Raises WorkerLost."""
        with self._turn:
            self._alive()

    def run(self, talk: Talk[_Result]) -> _Result:
        """What comes of talking with the child. Raises WorkerLost when it hangs, dies or lies, and drops it then."""
        with self._turn:
            child = self._alive()
            guard = Watchdog(child, self._deadline_s)
            try:
                return talk(child, guard)
            except (OSError, ValueError, KeyError, TypeError, MemoryError):
                self._drop()
                raise ChildProcessLostError(guard.hung) from None
            finally:
                guard.cancel()

    def stop(self) -> None:
        """End the child, once it has done what it does; the next piece of work starts another."""
        with self._turn:
            self._drop()

    def interrupt(self) -> None:
        """End the child in the middle of its work, which is lost then; the next piece of work starts another."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the child, in the middle of its work too. Later work is refused."""
        self._closed = True
        while not self._turn.acquire(timeout=AGAIN_S):
            self.interrupt()  # a child may be started in this very moment by who is just at work
        try:
            self._drop()
        finally:
            self._turn.release()

    def _alive(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise ChildProcessLostError(hung=False)
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
            )
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
    """What the child reads, and what it writes."""
    assert child.stdin is not None and child.stdout is not None
    return child.stdin, child.stdout
