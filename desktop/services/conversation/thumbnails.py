"""Thumbnails of pictures in the history, made in the background, one at a time, the newest wish first."""

import io

from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import KeepingFailed
from desktop.core.image.pixel_buffer import Pixels
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

SIDE = 192
MOST_WAITING = 60


class Thumbnails(QObject):
    """Makes thumbnails that were wanted."""

    made = Signal(str, object)  # a picture's id, Pixels

    def __init__(self, tasks: Tasks, keeper: Keeper) -> None:
        super().__init__()
        self._tasks = tasks
        self._keeper = keeper
        self._waiting: list[str] = []

    def want(self, picture_id: str) -> None:
        """Make this one; wishes that are long past are dropped."""
        if picture_id not in self._waiting:
            self._waiting = [*self._waiting, picture_id][-MOST_WAITING:]
        if not self._tasks.running("thumbnails"):
            self._tasks.replace("thumbnails", self._run())

    async def _run(self) -> None:
        while self._waiting:
            picture_id = self._waiting.pop()
            try:
                data = (await self._keeper.pictures([picture_id])).get(picture_id)
            except KeepingFailed:
                continue
            pixels = await self._tasks.in_thread(thumbnail_of, data) if data else None
            if pixels is not None:
                self.made.emit(picture_id, pixels)


def thumbnail_of(data: bytes, side: int = SIDE) -> Pixels | None:
    """A small form of bytes that this program itself encoded (their hash was checked when they were read)."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
            image.thumbnail((side, side))
            return Pixels.of(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError):
        return None
