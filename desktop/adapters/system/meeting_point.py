"""The place where the starts of one user, with one home and one screen, meet: locks, and a socket.

The first start holds the locks for as long as it lives, whatever happens to it. So a later one knows that it is not
alone, even a moment after the first and long before that one listens. All lie where no other user can put anything.

Of two starts, one may know the session's own folder and the other not. So there is a lock in the folder of the
program's state, too, which names the socket of the start that holds it. It is not in the data folder: whoever keeps no
history has none.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.system.starts.start_lock import LockOutcome, StartLock
from desktop.deferred import deferred
from desktop.launch_request import name_for

if TYPE_CHECKING:
    from desktop.adapters.system import single_instance
else:
    single_instance = deferred("desktop.adapters.system.single_instance")

LONGEST_SOCKET = 100  # bytes; sun_path of <sys/un.h> has 104 or 108
WAIT_S = 4.0  # for a program that listens, and does not answer; chosen, like the next
START_S = 30.0  # for one that does not listen yet: it is starting, on a computer that is busy
STEP_S = 0.05
_SCREEN_NUMBER = re.compile(r"(?P<server>:\d+)\.\d+$")
# made or refused, never trusted
_FOLDER_FOR_LONG_PATHS = None if os.name == "nt" else Path(f"/tmp/askance-{os.geteuid()}")  # type: ignore[attr-defined, unused-ignore]  # noqa: S108


class MeetingPoint:
    """`socket` is the path, or on Windows the name, under which the first start listens."""

    def __init__(self, folder: Path, name: str, state: Path | None = None) -> None:
        """`folder` is that of the socket; `state` is the folder of the state, if it is another and can be used."""
        self.socket = self._own_socket = name if os.name == "nt" else str(folder / name)
        folders = (folder,) if state is None or state == folder else (folder, state)
        self._locks = tuple(StartLock(place / f"{name}.lock") for place in folders)
        self.has_locks = True

    @property
    def is_mine(self) -> bool:
        """True while this process holds a lock, and no other one does."""
        return any(lock.is_held for lock in self._locks)

    def take(self) -> bool:
        """Takes the locks. Returns False if another process holds one, or if there can be none.

        In the first case `socket` is that of the other process, as far as it is known; in the second `has_locks` is
        False.
        """
        if self.is_mine:
            return True
        self.socket, self.has_locks = self._own_socket, True
        for lock in self._locks:
            if lock.take(self._own_socket) is LockOutcome.HELD_ELSEWHERE:
                self.socket = lock.socket_of_holder() or self._own_socket
                self.release()
                return False
        self.has_locks = self.is_mine
        return self.is_mine

    def release(self) -> None:
        """Gives the locks back."""
        for lock in self._locks:
            lock.release()


def meeting_point(data: Path, state: Path) -> MeetingPoint | None:
    """Returns the meeting point for the history in `data` and this screen; None where there is no safe place for one.

    The folder `state` is made if it is not there.
    """
    home, screen = Path(os.path.realpath(data)), _screen()  # however a start spells them
    name = name_for(Path(f"{home} {screen}") if screen else home)
    runtime, own = _runtime_folder(), _made(state, private_folder)
    if runtime is not None and _has_room(runtime, name):
        return MeetingPoint(runtime, name, own)
    if own is not None and _has_room(own, name):
        return MeetingPoint(own, name)
    short = _made(_FOLDER_FOR_LONG_PATHS, _folder_for_long_paths)
    if short is not None and _has_room(short, name):
        return MeetingPoint(short, name, own)
    return None


def _made(place: Path | None, make: Callable[[Path], Path]) -> Path | None:
    """Returns the folder, which is made if it is not there; None if it cannot be used."""
    try:
        return make(place) if place is not None else None
    except (OSError, RuntimeError):  # the latter of a link that leads to itself, up to Python 3.12
        return None


def handed_over(point: MeetingPoint, message: str) -> bool:
    """Hands the message to the program that holds the meeting point, once it listens. Returns True if it was heard.

    Otherwise a window is to be opened: the first one if the other program ended meanwhile, so that the lock is taken
    now, or one beside a program that does not answer.
    """
    began = time.monotonic()
    while not point.take():
        if not point.has_locks:
            return False
        outcome = single_instance.send_to_running_instance(point.socket, message)
        if outcome is single_instance.CallOutcome.HEARD:
            return True
        longest_s = START_S if outcome is single_instance.CallOutcome.NOBODY else WAIT_S
        if time.monotonic() - began >= longest_s:
            return False
        time.sleep(STEP_S)
    return False


def _screen() -> str:
    """Returns the display session, empty if there is none: `:0` and `:0.0` are one."""
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if wayland:
        usual = "" if os.name == "nt" else f"/run/user/{os.geteuid()}"  # type: ignore[attr-defined, unused-ignore]
        return os.path.join(os.environ.get("XDG_RUNTIME_DIR") or usual, wayland)  # a path may stand there, too
    return _SCREEN_NUMBER.sub(r"\g<server>", os.environ.get("DISPLAY", ""))


def _runtime_folder() -> Path | None:
    """Returns the session's own folder, if it is the user's alone as it should be."""
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    if not sys.platform.startswith("linux") or not named or not os.path.isabs(named):
        return None
    return Path(named) if _is_private(Path(named)) else None


def _has_room(folder: Path, name: str) -> bool:
    """Returns True if a socket in this folder has a path that is short enough."""
    return os.name == "nt" or len(os.fsencode(folder / name)) <= LONGEST_SOCKET


def _folder_for_long_paths(folder: Path) -> Path:
    """Makes the folder among the temporary files, and returns it. Raises PermissionError if somebody else made it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_private(folder):
        raise PermissionError(f"not this user's alone: {folder}")
    return folder


def _is_private(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077  # type: ignore[attr-defined, unused-ignore]
