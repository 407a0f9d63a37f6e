"""Files that are dragged into other programs: many of them take files and no bytes.

Each lies in a new private folder outside the history, under a name that tells nothing, and is removed when the program
is left: the other program may read it long after the drop. A folder is noted, for a program that is killed.
"""

import re
import secrets
import shutil
import stat
import tempfile
from pathlib import Path

from desktop.adapters.files.begun.note import Note
from desktop.adapters.files.whole_file import is_own

_PREFIX = "askance-"
_NAME = re.compile(rf"{_PREFIX}[0-9a-f]{{16}}")


class DragFiles:
    """Makes the folders, and removes them."""

    def __init__(self) -> None:
        self._folders: dict[Path, Note] = {}

    def new_path(self, name: str) -> Path:
        """Returns the path of a file of that name, which is not there yet, in a new folder. Raises OSError."""
        folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(8)}"
        self._folders[folder] = Note(folder)
        folder.mkdir(mode=0o700)
        return folder / name

    def close(self) -> None:
        """Removes all folders with their files."""
        for folder, note in self._folders.items():
            shutil.rmtree(folder, ignore_errors=True)
            note.end()
        self._folders.clear()


def is_drag_folder(path: Path) -> bool:
    """Returns True for a folder of the user's own as it is made here. Raises OSError."""
    if not _NAME.fullmatch(path.name):
        return False
    status = path.lstat()
    return stat.S_ISDIR(status.st_mode) and is_own(status)
