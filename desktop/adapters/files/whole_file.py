"""Writes files whole or not at all: into a new file beside, under a random name, which then takes the place.

The program's own files are private. A file in a place that the user chose gets the permissions that the user's umask
leaves. In neither case is a symbolic link followed: the new file never existed before, and taking the place replaces a
link instead of what it leads to.
"""

import contextlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from os import urandom as random_bytes
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
BY_UMASK = 0o666
UNFINISHED_S = 3600.0  # after which nobody writes a small file any more; chosen
_ENDING = ".part"
_UNFINISHED = re.compile(rf"\..*\.[0-9a-f]{{16}}{re.escape(_ENDING)}", re.DOTALL)
NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@contextlib.contextmanager
def whole_file(
    path: Path, mode: int, while_unfinished: Callable[[Path], AbstractContextManager[object]] = nullcontext
) -> Iterator[BinaryIO]:
    """Yields a new file that takes the place of `path` at the end, or is removed if anything fails. Raises OSError.

    The file is on the disk before it takes the place. `mode` is PRIVATE or BY_UMASK. `while_unfinished` is entered with
    the path of the new file before that is made, and left when it has taken the place or was removed.
    """
    temporary = path.with_name(f".{path.name[:80]}.{random_bytes(8).hex()}{_ENDING}")
    with while_unfinished(temporary), _in_place(temporary, path, mode) as file:
        yield file


@contextlib.contextmanager
def _in_place(temporary: Path, path: Path, mode: int) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(temporary, NEW_FILE, mode), "wb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with contextlib.suppress(OSError):  # what is left in the buffer has no room either
                file.close()
            _remove(temporary)
            raise
    try:
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)
        raise


def remove_unfinished(folder: Path, older_than_s: float = 0.0, of: str = "") -> None:
    """Removes what writes into this folder have left that never ended, because the program was killed meanwhile.

    With `older_than_s`, what another program of the user may be writing stays; with `of`, what is of other names.
    """
    for temporary in folder.glob(f".{of}*{_ENDING}"):
        with contextlib.suppress(OSError):
            if not older_than_s or time.time() - temporary.lstat().st_mtime > older_than_s:
                temporary.unlink()


def is_unfinished(path: Path) -> bool:
    """Returns True for a file of the user's own that a write has left which never ended. Raises OSError."""
    if not _UNFINISHED.fullmatch(path.name):
        return False
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and is_own(status)


def is_own(status: os.stat_result) -> bool:
    """Returns True for what belongs to the user; everything, where the system does not tell."""
    return os.name != "posix" or status.st_uid == os.geteuid()  # type: ignore[attr-defined, unused-ignore]


def _remove(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def private_folder(folder: Path) -> Path:
    """Makes a folder of the program's own that nobody else can look into, and returns it. Raises OSError.

    A folder that is there is tightened, if it is the user's. A symbolic link that the user has put in its place goes on
    working: the folder that it leads to stays as it is, but it must be the user's too. Returns where the link leads.
    """
    if folder.is_symlink():
        folder = own_target(folder)
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        status = folder.stat()
        if status.st_uid == os.geteuid() and stat.S_IMODE(status.st_mode) & 0o077:  # type: ignore[attr-defined, unused-ignore]
            folder.chmod(0o700)
    return folder


def private_file(path: Path) -> None:
    """Makes an empty file that nobody else may read, or tightens the user's own that is there. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    if os.name == "posix" and path.stat().st_uid == os.geteuid() and stat.S_IMODE(path.stat().st_mode) & 0o077:  # type: ignore[attr-defined, unused-ignore]
        path.chmod(PRIVATE)


def leave_mark(path: Path) -> None:
    """Makes an empty file that nobody else may read, unless it is there; never where a link leads. Raises OSError."""
    os.close(os.open(path, NEW_FILE & ~os.O_EXCL, PRIVATE))


def tighten(path: Path) -> None:
    """Lets nobody but the user into a file of the program and into its folder, where a version before made them open.

    What a symbolic link leads to stays as it is, and so does what belongs to others.
    """
    for place in (path.parent, path):
        with contextlib.suppress(OSError):
            status = place.lstat()
            mode = stat.S_IMODE(status.st_mode)
            if not stat.S_ISLNK(status.st_mode) and mode & 0o077 and status.st_uid == os.geteuid():
                place.chmod(mode & 0o700)


def own_target(path: Path) -> Path:
    """Returns where the user's own symbolic link leads, or the path itself if it is no link.

    Raises PermissionError if the link, or what it leads to, belongs to somebody else.
    """
    if not path.is_symlink():
        return path
    target = path.resolve()
    if os.name == "posix":
        owners = {path.lstat().st_uid, target.stat().st_uid if target.exists() else os.geteuid()}  # type: ignore[attr-defined, unused-ignore]
        if owners != {os.geteuid()}:  # type: ignore[attr-defined, unused-ignore]
            raise PermissionError(1, "the link or its target belongs to another user", str(path))
    return target


def sync_folder(folder: Path) -> None:
    """Waits until the names in the folder are on the disk, where the system can do that. Raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_at(path: Path) -> tuple[int, int] | None:
    """Returns which file is at a path, whatever stands in it; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
