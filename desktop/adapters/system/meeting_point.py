"""The place where the starts of one user, with one home and one screen, meet: a lock, and a socket beside it.

The first start holds the lock for as long as it lives, whatever happens to it. So a later one knows that it is not
alone, even a moment after the first and long before that one listens. Both lie where no other user can put anything.
"""

import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.adapters.files.whole_file import private_folder
from desktop.deferred import deferred
from desktop.launch_request import name_for

if TYPE_CHECKING:
    import fcntl
    import msvcrt

    from desktop.adapters.system import single_instance
else:
    fcntl = deferred("fcntl")  # POSIX only
    msvcrt = deferred("msvcrt")  # Windows only
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

    def __init__(self, folder: Path, name: str) -> None:
        self.socket = name if os.name == "nt" else str(folder / name)
        self._lock_file = folder / f"{name}.lock"
        self._lock: int | None = None

    @property
    def is_mine(self) -> bool:
        """True while this process holds the lock."""
        return self._lock is not None

    def take(self) -> bool:
        """Takes the lock. Returns False if another process holds it, or if there can be no lock."""
        if self.is_mine:
            return True
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            lock = os.open(self._lock_file, flags, 0o600)
        except OSError:
            return False
        try:
            if os.name == "nt":
                msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
            else:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            os.close(lock)
            return False
        self._lock = lock
        return True

    def release(self) -> None:
        """Gives the lock back; the file stays, so that nobody ever locks another file of its name."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)


def meeting_point(data: Path) -> MeetingPoint | None:
    """Returns the meeting point for this home and screen; None where there is no safe place for one."""
    home, screen = Path(os.path.realpath(data)), _screen()  # however a start spells them
    name = name_for(Path(f"{home} {screen}") if screen else home)
    runtime = _runtime_folder()
    if runtime is not None and _has_room(runtime, name):
        return MeetingPoint(runtime, name)
    for place, folder in ((data, private_folder), (_FOLDER_FOR_LONG_PATHS, _folder_for_long_paths)):
        if place is None or not _has_room(place, name):  # a folder that cannot be used is not made
            continue
        try:
            return MeetingPoint(folder(place), name)
        except OSError:
            continue
    return None


def handed_over(point: MeetingPoint, message: str) -> bool:
    """Hands the message to the program that holds the meeting point, once it listens. Returns True if it was heard.

    Otherwise a window is to be opened: the first one if the other program ended meanwhile, so that the lock is taken
    now, or one beside a program that does not answer.
    """
    began = time.monotonic()
    while not point.take():
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
        return os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), wayland)  # a path may stand there, too
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
