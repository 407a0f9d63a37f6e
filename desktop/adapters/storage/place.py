"""Notices that the history was deleted, moved or replaced under the running program, and writes it anew at its place.

On most systems an open file lives on without its name, so that the connection still has every row.
"""

import contextlib
import shutil
import tempfile
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.switch import HEALED_FOLDER, switch


class HistoryPlace:
    """The place of the history that a connection has open: a path, and which file was there at the opening."""

    def __init__(self, folder: Path, connection: SqliteConnection) -> None:
        self._folder = folder
        self._connection = connection
        self._file = self._file_there()

    @property
    def is_lost(self) -> bool:
        """True if there is no file any more at the place, or another one."""
        return self._file_there() != self._file

    def write_anew(self, today: date) -> None:
        """Copies the open history to its place; another file that is there is set aside. Raises StorageError.

        Afterwards the connection must be closed, and the history opened again.
        """
        with translated():
            private_folder(self._folder)
            new = Path(tempfile.mkdtemp(dir=self._folder, prefix=HEALED_FOLDER))
            try:
                self._connection.copy_to(new / NAME)
                set_aside = switch(new, self._folder, today)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            with contextlib.suppress(OSError):
                (self._folder / set_aside).rmdir()  # there was nothing to set aside

    def _file_there(self) -> tuple[int, int] | None:
        try:
            status = (self._folder / NAME).stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino
