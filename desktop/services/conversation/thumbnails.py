"""Thumbnails of images in the history, made in the background one at a time, the newest request first."""

import io
from collections.abc import Awaitable, Callable
from functools import partial

from PIL import Image
from PySide6.QtCore import QObject, Signal

from desktop.core.errors import ImageRejectedError, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.redaction_fill import fill_redactions
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

SIDE = 192  # pixels of the longer side
ANSWER_SIDE = 1600  # of an image of an answer, which is shown as wide as its column
MOST_WAITING = 60  # requests; a list that is scrolled past needs no older ones


class Thumbnails(QObject):
    """Makes the requested thumbnails, each at most `side` pixels wide and high. Used on the loop's thread.

    `draw` returns the thumbnail of an image with its annotations and may raise ImageRejectedError: what a draft holds
    comes from elsewhere, and its redactions may not be burnt in.
    """

    ready = Signal(str, PixelBuffer)  # image id, or content key of a draft's image; thumbnail

    def __init__(
        self,
        tasks: Tasks,
        storage: StorageThread,
        draw: Callable[[AnnotatedImage], Awaitable[PixelBuffer]],
        side: int = SIDE,
    ) -> None:
        super().__init__()
        self._draw = draw
        self._tasks = tasks
        self._drawing = tasks.slot("thumbnails")
        self._storage = storage
        self._side = side
        self._waiting: list[tuple[str, str]] = []  # key, and the conversation of a draft

    def want(self, image_id: str) -> None:
        """Requests the thumbnail of a sent image; the oldest requests beyond a bound are dropped."""
        self._want(image_id, "")

    def want_of_draft(self, conversation_id: str, content_key: str) -> None:
        """Requests the thumbnail of the first image of a stored draft, in the state that `content_key` names."""
        self._want(content_key, conversation_id)

    def _want(self, key: str, conversation_id: str) -> None:
        if (key, conversation_id) not in self._waiting:
            self._waiting = [*self._waiting, (key, conversation_id)][-MOST_WAITING:]
        if not self._drawing.running:
            self._drawing.start(self._run())

    async def _run(self) -> None:
        while self._waiting:
            key, conversation_id = self._waiting.pop()
            try:
                make = self._of_draft(conversation_id, key) if conversation_id else self._of_sent(key)
                pixels = await make
            except (StorageError, ImageRejectedError):
                continue
            if pixels is not None:
                self.ready.emit(key, pixels)

    async def _of_sent(self, image_id: str) -> PixelBuffer | None:
        data = (await self._storage.images([image_id])).get(image_id)
        covers = await self._storage.query(partial(_covers_of, image_id))
        return await self._tasks.run_blocking(thumbnail_of, data, self._side, covers) if data else None

    async def _of_draft(self, conversation_id: str, content_key: str) -> PixelBuffer | None:
        """Returns None if the image has been changed since: its new state will be asked for."""
        draft = await self._storage.query(lambda store: store.draft(conversation_id))
        first = draft.images[0] if draft and draft.images else None
        return await self._draw(first) if first is not None and first.content_key == content_key else None


def _covers_of(image_id: str, store: Store) -> tuple[Rect, ...]:
    return store.covers_of(image_id)


def thumbnail_of(data: bytes, side: int = SIDE, covers: tuple[Rect, ...] = ()) -> PixelBuffer | None:
    """Returns a thumbnail of bytes that this program encoded itself (checked by hash when read); None if undecodable.

    `side` bounds the longer side, in pixels; `covers` are in pixels of the image, and filled before it is shrunk.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as file:
            image = file.convert("RGB") if covers else file  # a JPEG that is not loaded yet is shrunk while it loads
            fill_redactions(image, covers)
            image.thumbnail((side, side))
            return PixelBuffer.of(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError):
        return None
