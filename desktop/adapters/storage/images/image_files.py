"""Pictures on disk: files named by the SHA-256 of their bytes, written whole and then renamed, checked when read."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, private_folder, whole_file
from desktop.core.ids import sha256_hex


class ImageFiles:
    """A folder of pictures. Methods may block and raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._checked: set[str] = set()  # ids of files that were right once

    def put(self, image_id: str, data: bytes) -> None:
        """Keeps `data` under `image_id`; a file that is there is replaced if it is not what its name says."""
        place = self._place(image_id)
        if self._is_kept(image_id, data):
            return
        for folder in (self._folder, place.parent):
            private_folder(folder)
        with whole_file(place, PRIVATE) as file:
            file.write(data)
        self._checked.add(image_id)

    def get(self, image_id: str) -> bytes | None:
        """The bytes, or None when they are not there or no longer what their name says, as with what is no id."""
        try:
            data = self._place(image_id).read_bytes()
        except (OSError, ValueError):
            return None
        if sha256_hex(data) != image_id:
            self._checked.discard(image_id)
            return None
        self._checked.add(image_id)
        return data

    def remove(self, image_id: str) -> None:
        """Deletes a picture; one that is gone already is fine, and so is what is no id."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            self._place(image_id).unlink()
        self._checked.discard(image_id)

    def path_of(self, image_id: str) -> Path:
        """Returns where the file of an image is, or would be. Raises ValueError for what is no id."""
        return self._place(image_id)

    @staticmethod
    def is_id(image_id: str) -> bool:
        """Returns True for what can name a file here."""
        return len(image_id) == 64 and image_id.isalnum()

    def all_ids(self) -> Iterator[str]:
        """The ids of all that is kept; leftovers of writes that never ended are removed on the way."""
        for path in self._folder.glob("??/*"):
            if len(path.name) == 64:
                yield path.name
            else:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _is_kept(self, image_id: str, data: bytes) -> bool:
        """Returns True if the file holds `data`. What was right once is only asked for its size."""
        place = self._place(image_id)
        try:
            if place.stat().st_size != len(data):
                return False
            if image_id not in self._checked and place.read_bytes() == data:
                self._checked.add(image_id)
        except OSError:
            return False
        return image_id in self._checked

    def _place(self, image_id: str) -> Path:
        if not self.is_id(image_id):
            raise ValueError("not the id of a picture")
        return self._folder / image_id[:2] / image_id
