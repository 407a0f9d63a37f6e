"""Notices that somebody else writes into the files of an open history, or cuts them.

The history's file changes when this connection writes its log back, and its log when it commits; SQLite counts both.
A file that changed without that was changed by somebody else. Both are read through the connection: a file of SQLite
that is opened beside it and closed again drops its locks.
"""

from pathlib import Path
from typing import NamedTuple, Self

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.grafting import number_in
from desktop.adapters.storage.damage.log_frames import HEADER_BYTES, is_whole_header
from desktop.adapters.storage.database import log_of

_HEAD_BYTES, _FRAME_BYTES = 100, 24 + 4096


class _File(NamedTuple):
    """When a file was last written (ns) and its size; zeros where there is none."""

    written_at: int
    size: int

    @classmethod
    def at(cls, path: Path) -> Self:
        try:
            status = path.stat()
        except OSError:
            return cls(0, 0)
        return cls(status.st_mtime_ns, status.st_size)


class _Log(NamedTuple):
    """The state of a log: how many times it was begun anew, its frames, and how many of them are written back.

    `is_whole` is False if its header says what cannot be.
    """

    begun: int
    frames: int
    written_back: int
    is_whole: bool


class ForeignWrites:
    """Watches the files of one connection. Every method raises StorageError."""

    def __init__(self, path: Path, connection: SqliteConnection) -> None:
        self._path = path
        self._connection = connection
        self.accept()

    def accept(self) -> None:
        """Takes the files as they are now for what this program wrote."""
        self._main, self._log_file = _File.at(self._path), _File.at(log_of(self._path))
        self._log = self._log_now()
        self._number = number_in(self._connection.head_on_disk(_HEAD_BYTES))

    def are_there(self) -> bool:
        """Returns True if a file changed and this connection has not changed it."""
        main, log_file = _File.at(self._path), _File.at(log_of(self._path))
        if (main, log_file) == (self._main, self._log_file):
            return False
        log = self._log_now()
        if log.frames < 0:  # a file system on which SQLite keeps no log: its own writes cannot be told from others
            return False
        was_committed = log[:2] != self._log[:2] and log.begun >= self._log.begun
        was_written_back = log.written_back != self._log.written_back or log.begun > self._log.begun
        is_cut = log.frames > 0 and log_file.size < HEADER_BYTES + log.frames * _FRAME_BYTES
        if (
            is_cut
            or not log.is_whole
            or (main != self._main and not was_written_back)
            or (log_file != self._log_file and not was_committed)
            or self.brought_another_history()
        ):
            return True
        self.accept()
        return False

    def brought_another_history(self) -> bool:
        """Returns True if there is the head of a history on the disk which this connection cannot have written."""
        number = number_in(self._connection.head_on_disk(_HEAD_BYTES))
        return number != 0 and not self._number <= number <= self._connection.commit_number

    def _log_now(self) -> _Log:
        _, frames, written_back = self._connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        head = self._connection.head_on_disk(HEADER_BYTES, of_log=True) if frames > 0 else bytes(HEADER_BYTES)
        return _Log(int.from_bytes(head[12:16], "big"), frames, written_back, frames <= 0 or is_whole_header(head))
