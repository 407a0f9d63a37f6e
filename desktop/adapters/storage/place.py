"""Writes the history anew where it or its log was deleted, moved or replaced under the running program.

The connection still has every row then.
"""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.open_files import OpenFiles
from desktop.adapters.storage.switch import HEALED_FOLDER, remove_if_nothing_aside, switch


class HistoryPlace:
    """The place of the history that a connection has open."""

    def __init__(self, folder: Path, connection: SqliteConnection) -> None:
        self._folder = folder
        self._connection = connection
        self._files = OpenFiles(folder / NAME)

    def regain(self, today: date) -> bool:
        """Copies the open history to its place if it is lost; another file that is there is set aside.

        Returns True if it was; then the connection must be closed, and the history opened again. Raises StorageError.
        """
        if not self._files.are_lost:
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
