"""Notices that the history or its log was deleted, moved or replaced under the running program, and writes it anew.

On most systems an open file lives on without its name, so that the connection still has every row.
"""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import file_at, private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME, log_of
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.switch import HEALED_FOLDER, remove_if_nothing_aside, switch


class HistoryPlace:
    """The place of the history that a connection has open: a path, and which file was there at the opening."""

    def __init__(self, folder: Path, connection: SqliteConnection) -> None:
        self._folder = folder
        self._connection = connection
        self._file = file_at(folder / NAME)
        self._log = file_at(log_of(folder / NAME))

    @property
    def _is_lost(self) -> bool:
        """True if there is no file any more at the place, or another one, or so with the log once there was one."""
        log = file_at(log_of(self._folder / NAME))
        self._log = self._log or log
        return log != self._log or file_at(self._folder / NAME) != self._file

    def regain(self, today: date) -> bool:
        """Copies the open history to its place if it is lost; another file that is there is set aside.

        Returns True if it was; then the connection must be closed, and the history opened again. Raises StorageError.
        """
        if not self._is_lost:
            return False
        with translated():
            private_folder(self._folder)
            new = Path(tempfile.mkdtemp(dir=self._folder, prefix=HEALED_FOLDER))
            try:
                self._connection.copy_to(new / NAME)
                set_aside = switch(new, self._folder, today)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            remove_if_nothing_aside(self._folder / set_aside)
        return True
