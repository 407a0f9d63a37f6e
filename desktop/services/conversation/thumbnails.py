"""Thumbnails of images in the history, made in the background one at a time, the newest request first."""

import io

from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import StorageError
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

SIDE = 192  # pixels of the longer side
ANSWER_SIDE = 1600  # of an image of an answer, which is shown as wide as its column
MOST_WAITING = 60  # requests; a list that is scrolled past needs no older ones


class Thumbnails(QObject):
    """Makes the requested thumbnails, each at most `side` pixels wide and high. Used on the loop's thread."""

    ready = Signal(str, PixelBuffer)  # image id, thumbnail

    def __init__(self, tasks: Tasks, storage: StorageThread, side: int = SIDE) -> None:
        super().__init__()
        self._tasks = tasks
        self._drawing = tasks.slot("thumbnails")
        self._storage = storage
        self._side = side
        self._waiting: list[str] = []

    def want(self, image_id: str) -> None:
        """Requests a thumbnail; the oldest requests beyond a bound are dropped."""
        if image_id not in self._waiting:
            self._waiting = [*self._waiting, image_id][-MOST_WAITING:]
        if not self._drawing.running:
            self._drawing.start(self._run())

    async def _run(self) -> None:
        while self._waiting:
            image_id = self._waiting.pop()
            try:
                data = (await self._storage.images([image_id])).get(image_id)
            except StorageError:
                continue
            pixels = await self._tasks.run_blocking(thumbnail_of, data, self._side) if data else None
            if pixels is not None:
                self.ready.emit(image_id, pixels)


def thumbnail_of(data: bytes, side: int = SIDE) -> PixelBuffer | None:
    """Returns a thumbnail of bytes that this program encoded itself (checked by hash when read); None if undecodable.

    `side` bounds the longer side, in pixels.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
            image.thumbnail((side, side))
            return PixelBuffer.of(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError):
        return None
