"""Turns for a history that is in use: the command line leaves them in a folder until the history opens again.

The database has one connection at a time (database.py says why), and the window has it for as long as it is open.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktop.adapters.files.json_file import read_json, write_json
from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.core.conversation.serialization import turn_from_plain, turn_to_plain
from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.image.encoding import EncodedImage

_TRIED_BYTES = 65_536  # room for a turn; chosen


class CliInbox:
    """A folder of turns, one JSON file each, with their images. Methods raise StorageError and OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._images = ImageFiles(folder / "pictures")

    def leave(self, turn: Turn, images: tuple[EncodedImage, ...]) -> None:
        """Leaves a turn to be taken in later."""
        for image in images:
            self._images.put(image.id, image.data)
        write_json(self._folder / f"{turn.id}.json", turn_to_plain(turn))

    def is_writable(self) -> bool:
        """Returns True if the folder takes a file."""
        try:
            with tempfile.TemporaryFile(dir=private_folder(self._folder)) as file:
                file.write(bytes(_TRIED_BYTES))
                file.flush()
        except OSError:
            return False
        return True

    def waiting(self) -> Iterator[tuple[Turn, tuple[EncodedImage, ...], Callable[[], None]]]:
        """Yields waiting turns, their images, and a function to call once they are saved. Unreadable ones stay."""
        for path in sorted(self._folder.glob("*.json")):
            if path.name.endswith(".damaged.json"):
                continue
            try:
                turn = turn_from_plain(read_json(path))
            except (StorageError, ValueError):
                continue
            if not all(ImageFiles.is_id(sent.id) for sent in turn.stored_images):
                continue
            found = [(sent, self._images.get(sent.id)) for sent in turn.stored_images]
            images = tuple(EncodedImage.as_sent(sent, data) for sent, data in found if data)
            yield turn, images, partial(self._done, path, turn)

    def _done(self, path: Path, turn: Turn) -> None:
        path.unlink(missing_ok=True)
        still = {picture["id"] for other in self._folder.glob("*.json") for picture in _images_of(other)}
        for image in turn.stored_images:
            if image.id not in still:
                self._images.remove(image.id)


def _images_of(path: Path) -> list[dict[str, str]]:
    try:
        values = json.loads(path.read_text("utf-8"))
        return [*values["pictures"], *values.get("answer_pictures", ())]
    except (OSError, ValueError, KeyError, TypeError):
        return []
