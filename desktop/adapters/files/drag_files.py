"""Files that are dragged into other programs: many of them take files and no bytes.

Each lies in a new private folder outside the history, under a name that tells nothing, and is removed when the program
is left: the other program may read it long after the drop.
"""

import shutil
import tempfile
from pathlib import Path


class DragFiles:
    """Makes the folders, and removes them."""

    def __init__(self) -> None:
        self._folders: list[Path] = []

    def new_path(self, name: str) -> Path:
        """Returns the path of a file of that name, which is not there yet, in a new folder. Raises OSError."""
        folder = Path(tempfile.mkdtemp(prefix="askance-"))
        self._folders.append(folder)
        return folder / name

    def close(self) -> None:
        """Removes all folders with their files."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        self._folders.clear()
