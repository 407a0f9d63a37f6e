"""Notices that an open database was deleted, moved or replaced, by the file and the log that are at its place.

On most systems an open file lives on without its name: what only such a one has would be lost with the program.
"""

from pathlib import Path

from desktop.adapters.files.whole_file import file_at


def log_of(path: Path) -> Path:
    """Returns the path of the write-ahead log of a database."""
    return path.with_name(f"{path.name}-wal")


class OpenFiles:
    """The file of a database and its log, as they are when it has been opened. A log that comes later belongs to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log_path = log_of(path)
        self._file = file_at(path)
        self._log = file_at(self._log_path)

    @property
    def are_lost(self) -> bool:
        """True if there is no file any more at the place, or another one, or so with the log once there was one."""
        log = file_at(self._log_path)
        self._log = self._log or log
        return log != self._log or file_at(self._path) != self._file
