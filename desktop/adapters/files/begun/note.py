"""Notes of files and folders that are being made in the user's places, and must not stay when the program is killed.

Each note is a file among the program's states. Its program holds a lock on it while it is at work; one that nobody
holds any more tells what a kill has left.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from desktop import paths
from desktop.adapters.files.begun.file_lock import lock
from desktop.adapters.files.whole_file import NEW_FILE, PRIVATE, private_folder

PREFIX, SUFFIX = "begun-", ".json"
_BEYOND = 1 << 30
"""The place in a note that is locked: Windows lets nobody read what is."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is being made, and which folder it lies in: a mount point is another one while its disk is not there."""

    path: Path
    device: int = 0
    inode: int = 0

    @classmethod
    def at(cls, path: Path) -> Self:
        """Returns what is about to be made at a path. Raises OSError where its folder is not there."""
        beside = path.parent.stat()
        return cls(path, beside.st_dev, beside.st_ino)

    @classmethod
    def of_plain(cls, entry: object) -> Self | None:
        """Returns what a note tells; None if that is nothing of the kind."""
        match entry:
            case {"path": str(path), "device": int(device), "inode": int(inode)}:
                return cls(Path(path), device, inode)
        return None

    @property
    def plain(self) -> dict[str, object]:
        return {"path": os.fspath(self.path), "device": self.device, "inode": self.inode}

    @property
    def is_gone(self) -> bool:
        """True if it is sure that it is not there: its disk is, and has nothing of that name."""
        is_there = False
        try:
            beside = self.path.parent.stat()
            is_there = (beside.st_dev, beside.st_ino) == (self.device, self.inode)
            self.path.lstat()
        except FileNotFoundError:
            return is_there
        except (OSError, ValueError):
            pass
        return False


class Note:
    """The note of one file or folder, written before it is made. Where there can be none, it is made all the same."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the folder of `path` is not there."""
        self._begun = Begun.at(path.absolute())
        self._path = paths.folders().state / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
        self._file: int | None = None
        with contextlib.suppress(OSError):
            private_folder(self._path.parent)
            self._write()

    def end(self) -> None:
        """Takes the note back if what it tells of is not there any more; otherwise the next start looks after it."""
        file, self._file = self._file, None
        if file is None:
            return
        os.close(file)
        if self._begun.is_gone:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _write(self) -> None:
        file = os.open(self._path, NEW_FILE, PRIVATE)
        try:
            hold(file)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, json.dumps(self._begun.plain).encode())
            os.fsync(file)
        except BaseException:
            os.close(file)
            self._path.unlink(missing_ok=True)
            raise
        self._file = file


def hold(file: int) -> None:
    """Takes the lock of an open note. Raises OSError if its program is at work, or if there can be no locks."""
    os.lseek(file, _BEYOND, os.SEEK_SET)
    lock(file)


@contextlib.contextmanager
def noted(path: Path) -> Iterator[None]:
    """Notes a file while it is made. Raises OSError where its folder is not there."""
    note = Note(path)
    try:
        yield
    finally:
        note.end()
