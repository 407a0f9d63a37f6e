"""The text of pictures that were sent: read once, kept beside them, there again when their conversation is opened."""

from collections import OrderedDict

from desktop.core.conversation.turn import Turn
from desktop.core.errors import OcrError, StorageError
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.services.ocr.ocr_queue import BACKGROUND, OcrQueue
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

MOST_REMEMBERED = 200


class SentImageText:
    """Used on the loop's thread."""

    def __init__(self, tasks: Tasks, ocr_queue: OcrQueue, storage: StorageThread) -> None:
        self._tasks = tasks
        self._ocr_queue = ocr_queue
        self._storage = storage
        self._known: OrderedDict[str, OcrResult] = OrderedDict()

    def remember(self, turn: Turn) -> None:
        """Keep what the pictures of a turn say, as soon as they have been read, so that it can be searched for."""
        if turn.images:
            self._tasks.start("text of pictures", self._remember(turn.images))

    async def _remember(self, images: tuple[SentImage, ...]) -> None:
        for image in images:
            ocr_result = await self._from_workspace(image)
            if ocr_result is not None and not ocr_result.is_empty:
                self._storage.save_ocr_result(image.id, ocr_result)

    async def of(self, image: SentImage) -> OcrResult | None:
        """What a picture says, in its own pixels; None where that was never read."""
        if image.id not in self._known:
            found = await self._kept(image) or await self._from_workspace(image)
            if found is None:
                return None
            self._known[image.id] = found
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return self._known[image.id]

    async def _from_workspace(self, picture: SentImage) -> OcrResult | None:
        image = self._ocr_queue.image_for_key(picture.content_key)
        if image is None:
            return None
        try:
            return (await self._ocr_queue.recognize(image, BACKGROUND)).scaled(picture.size)
        except OcrError:
            return None  # who looks at it has been told

    async def _kept(self, image: SentImage) -> OcrResult | None:
        try:
            return (await self._storage.query(lambda store: store.ocr_results([image.id]))).get(image.id)
        except StorageError:
            return None  # the keeper has said so
