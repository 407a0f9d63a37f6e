"""A lock that a start of the program holds for as long as it lives; its file names the socket of that start."""

import json
import os
import time
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from desktop.adapters.files.begun.file_lock import lock

_MOST_BYTES = 4096
_LOOKS, _LOOK_EVERY_S = 5, 0.05  # at a note that may be the last holder's, before the next one has written; chosen
_BOOT = Path("/proc/sys/kernel/random/boot_id")
"""Names a start of the system: containers share it, two computers with one file server do not. See proc(5)."""


class LockOutcome(Enum):
    """What became of taking a lock: it is this process's, another one's within reach, or there can be none."""

    TAKEN = auto()
    HELD_ELSEWHERE = auto()
    IMPOSSIBLE = auto()


class StartLock:
    """A lock on a file. The file stays, so that nobody ever locks another file of its name."""

    def __init__(self, path: Path, wait: Callable[[float], None] = time.sleep) -> None:
        self._path = path
        self._wait = wait
        self._file: int | None = None

    @property
    def is_held(self) -> bool:
        """True while this process holds the lock."""
        return self._file is not None

    def take(self, socket: str) -> LockOutcome:
        """Takes the lock, and notes the socket of this process in it, where a locked file can be read."""
        if self.is_held:
            return LockOutcome.TAKEN
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            file = os.open(self._path, flags, 0o600)
        except OSError:
            return LockOutcome.IMPOSSIBLE
        try:
            lock(file)
        except OSError as error:
            os.close(file)
            is_held = isinstance(error, (BlockingIOError, PermissionError))
            return LockOutcome.HELD_ELSEWHERE if is_held and self._is_in_reach() else LockOutcome.IMPOSSIBLE
        self._file = file
        if os.name != "nt":
            note = json.dumps({"computer": _computer(), "socket": socket}).encode()
            try:
                os.ftruncate(file, 0)
                os.pwrite(file, note, 0)
            except OSError:  # the disk is full; a start that knows the same folders finds this one all the same
                pass
        return LockOutcome.TAKEN

    def socket_of_holder(self) -> str:
        """Returns the socket that the holder of the lock has noted; empty if it has not yet."""
        socket = self._note().get("socket", "")
        return socket if os.path.isabs(socket) else ""

    def release(self) -> None:
        """Gives the lock back."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _is_in_reach(self) -> bool:
        """Returns False if the holder is on another computer or in another container: no socket of here reaches it."""
        for look in range(_LOOKS):
            if look:
                self._wait(_LOOK_EVERY_S)
            own, socket = _computer(), self.socket_of_holder()
            is_of_here = not own or self._note().get("computer", own) == own
            if is_of_here and (not socket or os.path.isdir(os.path.dirname(socket))):
                return True
        return False

    def _note(self) -> dict[str, str]:
        try:
            with self._path.open("rb") as file:
                note = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        entries = note.items() if isinstance(note, dict) else ()
        return {name: value for name, value in entries if isinstance(value, str)}


def _computer() -> str:
    """Returns what no other computer has; empty where the system has nothing of the kind: a name changes in places."""
    try:
        return _BOOT.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
