"""The text of sent images: stored beside them, so that it can be searched and is there without reading again."""

from collections import OrderedDict

from desktop.core.conversation.turn import Turn
from desktop.core.errors import OcrError, StorageError
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.ocr_worker import Priority
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

CAPACITY = 200  # results in memory; chosen


class SentImageText:
    """Caches and stores the text of sent images. Used on the loop's thread."""

    def __init__(self, tasks: Tasks, ocr_queue: OcrQueue, storage: StorageThread) -> None:
        self._tasks = tasks
        self._ocr_queue = ocr_queue
        self._storage = storage
        self._known: OrderedDict[str, OcrResult] = OrderedDict()

    def remember(self, turn: Turn) -> None:
        """Stores the text of a turn's images as soon as they have been read."""
        if turn.images:
            self._tasks.start("text of pictures", self._remember(turn.images))

    async def _remember(self, images: tuple[SentImage, ...]) -> None:
        for image in images:
            ocr_result = await self._from_workspace(image)
            if ocr_result is not None and not ocr_result.is_empty:
                self._storage.save_ocr_result(image.id, ocr_result)

    async def of(self, image: SentImage) -> OcrResult | None:
        """Returns the text of a sent image, in its own pixels; None if it was never read."""
        if image.id not in self._known:
            ocr_result = await self._stored(image) or await self._from_workspace(image)
            if ocr_result is None:
                return None
            self._known[image.id] = ocr_result
            while len(self._known) > CAPACITY:
                self._known.popitem(last=False)
        return self._known[image.id]

    async def _from_workspace(self, sent: SentImage) -> OcrResult | None:
        image = self._ocr_queue.image_for_key(sent.content_key)
        if image is None:
            return None
        try:
            return (await self._ocr_queue.recognize(image, Priority.BACKGROUND)).scaled(sent.size)
        except OcrError:
            return None  # OcrQueue has reported it if the image is shown

    async def _stored(self, image: SentImage) -> OcrResult | None:
        try:
            return (await self._storage.query(lambda store: store.ocr_results([image.id]))).get(image.id)
        except StorageError:
            return None  # StorageThread has reported it
