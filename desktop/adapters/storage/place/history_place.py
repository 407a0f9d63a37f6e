"""Notices that the history or its log was deleted, moved, replaced or overwritten under the running program.

On most systems an open file lives on without its name, so that the connection still has every row. Of one that was cut
or overwritten it still has the pages that it keeps in memory, which may be all of them.
"""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.signs import clear_mark
from desktop.adapters.storage.damage.soundness import is_sound
from desktop.adapters.storage.database import NAME, log_of
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.place.foreign_writes import ForeignWrites
from desktop.adapters.storage.switch import HEALED_FOLDER, remove_if_nothing_aside, switch
from desktop.core.errors import Problem, ProblemKind, StorageError

_REST = 20
"""How many times as long as the last check of files that others touch the next one waits; chosen."""


class HistoryPlace:
    """The place of the history that a connection has open: a path, and which file was there at the opening."""

    def __init__(self, folder: Path, connection: SqliteConnection, now: Callable[[], float] = time.monotonic) -> None:
        """`now` returns seconds."""
        self._folder = folder
        self._connection = connection
        self._file = _file_at(folder / NAME)
        self._log = _file_at(log_of(folder / NAME))
        self._foreign_writes = ForeignWrites(folder / NAME, connection)
        self._now = now
        self._next_check = now()

    @property
    def _is_lost(self) -> bool:
        """True if there is no file any more at the place, or another one, or so with the log once there was one."""
        log = _file_at(log_of(self._folder / NAME))
        self._log = self._log or log
        return log != self._log or _file_at(self._folder / NAME) != self._file

    def regain(self, today: date) -> Problem | None:
        """Writes the history anew if its files were deleted, moved, replaced or spoilt. Returns what to say of it.

        Afterwards the connection must be closed, and the history opened again; so must it be at a StorageDamageError,
        where what is open is spoilt, too. Raises StorageError.
        """
        if self._is_lost:
            with self._copied() as copy:
                self._put_in_place(copy, today)
            return Problem(ProblemKind.STORE_WRITTEN_ANEW)
        if self._now() < self._next_check or not self._foreign_writes.are_there():
            return None
        began = self._now()
        problem = self._regained_from_writes(today)
        self._next_check = self._now() + _REST * (self._now() - began)
        return problem

    def _regained_from_writes(self, today: date) -> Problem | None:
        """Looks whether what somebody wrote did harm: first at all that the connection has, then at the disk alone."""
        if self._foreign_writes.brought_another_history():
            self._connection.refuse("another history was written over this one")
        with contextlib.ExitStack() as copying:
            copy: Path | None = None
            with contextlib.suppress(StorageError):  # the disk may be full, or too little is in memory
                copy = copying.enter_context(self._copied())
            self._connection.execute("PRAGMA shrink_memory")
            if is_sound(self._connection):
                self._foreign_writes.accept()
                return None
            if copy is None or not _is_sound_file(copy / NAME):
                self._connection.refuse("the history was cut or overwritten")
            assert copy is not None
            return Problem(ProblemKind.STORE_OVERWRITTEN, self._put_in_place(copy, today))

    @contextlib.contextmanager
    def _copied(self) -> Iterator[Path]:
        """Yields a new folder with a copy of the history that is open. Raises StorageError."""
        with translated():
            private_folder(self._folder)
            new = Path(tempfile.mkdtemp(dir=self._folder, prefix=HEALED_FOLDER))
        try:
            self._connection.copy_to(new / NAME)
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def _put_in_place(self, copy: Path, today: date) -> str:
        """Puts a copy in the place. Returns the name of what was set aside; empty if there was nothing."""
        with translated():
            set_aside = switch(copy, self._folder, today)
            clear_mark(self._folder)  # the suspicion was about the file that is set aside
            remove_if_nothing_aside(self._folder / set_aside)
            return set_aside


def _is_sound_file(path: Path) -> bool:
    with SqliteConnection(path, immutable=True) as copy:
        return is_sound(copy)


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
