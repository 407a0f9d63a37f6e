"""A bin for images that nothing was found to show: they can come back for 30 days, and then go."""

import contextlib
import os
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.core.conversation.kept_aside import KEPT_FOR


class ImageBin:
    """A folder with a folder for each day. Methods may block and raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, today: date) -> None:
        """Moves the file of an image here."""
        place = private_folder(self._folder) / today.isoformat()
        private_folder(place)
        os.replace(path, place / path.name)

    def take_back(self, path: Path) -> bool:
        """Moves an image back to its place. Returns True if it was here."""
        for thrown in self._folder.glob(f"*/{path.name}"):
            private_folder(path.parent)
            os.replace(thrown, path)
            return True
        return False

    def remove(self, image_id: str) -> None:
        """Deletes an image for good."""
        for thrown in self._folder.glob(f"*/{image_id}"):
            thrown.unlink(missing_ok=True)

    def empty(self, today: date) -> None:
        """Deletes what has lain here for longer than 30 days."""
        for place in self._folder.glob("????-??-??"):
            with contextlib.suppress(ValueError, OSError):
                if today - date.fromisoformat(place.name) > KEPT_FOR:
                    for thrown in place.iterdir():
                        thrown.unlink()
                    place.rmdir()
