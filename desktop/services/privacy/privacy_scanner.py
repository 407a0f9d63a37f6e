"""Caring: what there is to look at on each picture before it leaves, found in the background once it has been read."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.question import OutgoingImage
from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.detection import find_in_ocr, find_injections_in_view, find_private_in_view
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.patterns import TextDetector
from desktop.log import log
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.signals import emitted
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

MOST_REMEMBERED = 2000
UNKNOWN = "picture that could not be looked through"
ScanResult = tuple[Finding, ...] | Problem
"""What there is to look at, in shown pixels (of what went before: in its own); or why nobody could look."""
_Key = tuple[object, ...]
_Looking = Coroutine[Any, Any, ScanResult]


class PrivacyScanner(QObject):
    """Used on the loop's thread; the patterns are tried in another."""

    changed = Signal()  # something has been found, or it is known that nothing was

    def __init__(
        self,
        tasks: Tasks,
        ocr_queue: OcrQueue,
        texts: SentImageText,
        storage: StorageThread,
        patterns: Sequence[TextDetector],
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._ocr_queue = ocr_queue
        self._texts = texts
        self._storage = storage
        self._patterns = patterns
        self._found: dict[_Key, ScanResult] = {}
        self._looking: set[_Key] = set()

    def scan(self, going: OutgoingImage) -> ScanResult | None:
        """What there is to look at on a picture that would leave; None while that is not known, and found out."""
        if isinstance(going, SentImage):
            image = self._ocr_queue.image_for_key(going.content_key) if going.content_key else None
            if image is None or self._ocr_queue.cached(image.without_edits) is None:
                return self._under((going.id,), partial(self._on_bytes, going))
            return _scaled(self._on_workspace(image), image.view.size, going.size)
        return self._on_workspace(going)

    def _on_workspace(self, going: AnnotatedImage) -> ScanResult | None:
        findings, problem = self.findings_on(going), self._ocr_queue.problem(going)
        if findings is None and problem is None:
            self._ocr_queue.request(going)  # even where nobody reads by itself
        return problem if findings is None else findings

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...] | None:
        """The same of a sheet that has been read; None while that, or what there is, is not known."""
        bare, shown = self._ocr_queue.cached(image.without_edits), self._ocr_queue.cached(image)
        if bare is None or shown is None:
            return None
        key = image.source.key, image.quarter_turns, image.crop, image.redacted_rects  # other marks hide nothing
        found = self._under(key, partial(self._on_image, image, bare, shown))
        return found if isinstance(found, tuple) else None

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...] | None:
        """What there is on a picture that its reader has seen: by its sheet, or by what was kept of its text."""
        image = self._ocr_queue.image_for_key(sent.content_key) if sent.content_key else None
        if image is not None and self._ocr_queue.cached(image) is not None:
            return self.findings_on(image)
        found = self._found.get((sent.id,))
        if not isinstance(found, tuple):
            found = self._under((sent.id, "kept"), partial(self._on_kept, sent))
        return found if isinstance(found, tuple) else None

    def progress(self) -> Awaitable[None]:
        """Returns what is done as soon as a scan, or the OCR before it, brings something new, from this call on."""
        return emitted(self.changed, self._ocr_queue.changed)

    def rescan(self, going: OutgoingImage) -> None:
        """What could not be looked through is tried once more."""
        if isinstance(going, SentImage):
            self._found.pop((going.id,), None)
        else:
            self._ocr_queue.request(going, is_retry=True)

    async def _on_image(self, image: AnnotatedImage, bare: OcrResult, shown: OcrResult) -> ScanResult:
        def look() -> tuple[Finding, ...]:
            return (*find_private_in_view(image, bare, self._patterns), *find_injections_in_view(image, bare, shown))

        return await self._in_thread(image.view.size, look)

    async def _on_bytes(self, sent: SentImage) -> ScanResult:
        """The very bytes are read: what was kept of the text is not all that is legible."""
        try:
            data = (await self._storage.images([sent.id])).get(sent.id)
            if data is None:  # it is gone from the disk; what packing holds of it may go yet
                return Problem(ProblemKind.IMAGE_GONE, "1")
            ocr_result = await self._ocr_queue.recognize_bytes(EncodedImage.from_sent(sent, data))
        except (OcrError, ImageRejectedError) as refused:
            return refused.problem
        except StorageError:
            return Problem(ProblemKind.INTERNAL_ERROR)
        return await self._in_thread(sent.size, lambda: find_in_ocr(ocr_result, self._patterns))

    async def _on_kept(self, sent: SentImage) -> ScanResult:
        ocr_result = await self._texts.of(sent)
        return (
            ()
            if ocr_result is None
            else await self._in_thread(sent.size, lambda: find_in_ocr(ocr_result, self._patterns))
        )

    async def _in_thread(self, size: Size, look: Callable[[], tuple[Finding, ...]]) -> ScanResult:
        """What was found; all of the picture where looking broke off: what nobody knows does not count as harmless."""
        try:
            return await self._tasks.run_blocking(look)
        except Exception as error:
            log.error("looking for private text broke off: %s", type(error).__name__)  # its words may hold the text
            return (Finding(FindingKind.PRIVATE, UNKNOWN, (Rect.from_size(size),)),)

    def _under(self, key: _Key, look: Callable[[], _Looking]) -> ScanResult | None:
        if key not in self._found and key not in self._looking:
            self._looking.add(key)
            self._tasks.start("look for private text", self._look(key, look))
        return self._found.get(key)

    async def _look(self, key: _Key, look: Callable[[], _Looking]) -> None:
        try:
            found = await look()
        finally:
            self._looking.discard(key)
        self._found[key] = found
        while len(self._found) > MOST_REMEMBERED:
            del self._found[next(iter(self._found))]
        self.changed.emit()


def _scaled(found: ScanResult | None, size: Size, to: Size) -> ScanResult | None:
    """Places on a sheet of `size` as they are on a picture of it of another size."""
    if not isinstance(found, tuple):
        return found
    across, down = to[0] / max(1, size[0]), to[1] / max(1, size[1])
    return tuple(replace(each, rects=tuple(rect.scaled(across, down) for rect in each.rects)) for each in found)
