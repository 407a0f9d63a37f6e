"""Scans images for private text and prompt injections, in the background, once their text has been read."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.question import AskedImage
from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.patterns import TextDetector
from desktop.deferred import deferred
from desktop.log import log
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.signals import emitted
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

if TYPE_CHECKING:
    from desktop.core.privacy import detection
    from desktop.core.privacy.pages import page_findings
else:
    detection = deferred("desktop.core.privacy.detection")
    page_findings = deferred("desktop.core.privacy.pages.page_findings")

MOST_REMEMBERED = 2000  # results; chosen
UNKNOWN = "picture that could not be looked through"
"""The name of the finding for a whole image that could not be scanned; users read it."""
ScanResult = tuple[Finding, ...] | Problem
"""Findings in view pixels (for sent images: in their own pixels), or the problem that prevented scanning."""
_Key = tuple[object, ...]
_Scan = Coroutine[Any, Any, ScanResult]


class PrivacyScanner(QObject):
    """Scans images and caches the results. Used on the loop's thread; patterns are matched in a worker thread."""

    changed = Signal()  # a scan has ended, with or without findings

    def __init__(
        self,
        tasks: Tasks,
        ocr_queue: OcrQueue,
        texts: SentImageText,
        storage: StorageThread,
        patterns: Sequence[TextDetector],
        families_off: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`families_off` returns the names of the families that the settings leave out now."""
        super().__init__()
        self._tasks = tasks
        self._ocr_queue = ocr_queue
        self._texts = texts
        self._storage = storage
        self._patterns = patterns
        self._families_off = families_off
        self._results: dict[_Key, ScanResult] = {}
        self._scanning: set[_Key] = set()

    def scan(self, outgoing: AskedImage) -> ScanResult | None:
        """Returns the result for an image that would be sent, or None; then a scan of it has been started."""
        if isinstance(outgoing, SentImage):
            image = self._image_as_sent(outgoing)
            if image is None or self._ocr_queue.cached(image.without_edits) is None:
                off = self._families_off()
                return self._result(_key_of(outgoing, off), partial(self._scan_bytes, outgoing, off))
            return _scaled(self._scan_workspace_image(image), image.view.size, outgoing.size)
        return self._scan_workspace_image(outgoing)

    def _scan_workspace_image(self, image: AnnotatedImage) -> ScanResult | None:
        findings, problem = self.findings_on(image), self._ocr_queue.problem(image)
        if findings is None and problem is None:
            self._ocr_queue.request(image)  # even if the settings leave images unread until then
        if problem is not None and problem.kind is ProblemKind.OCR_NOT_INSTALLED and image.page_text is not None:
            off = self._families_off()
            return self._result((*_view_key(image, off), "text"), partial(self._scan_page_text, image, off))
        return problem if findings is None else findings

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...] | None:
        """Returns the findings on an image, in view pixels; None while it has not been read or its scan runs."""
        bare, visible = self._ocr_queue.cached(image.without_edits), self._ocr_queue.cached(image)
        if bare is None or visible is None:
            return None
        off = self._families_off()
        result = self._result(_view_key(image, off), partial(self._scan_view, image, bare, visible, off))
        return result if isinstance(result, tuple) else None

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...] | None:
        """Returns the findings on an image that the host has received, in its pixels, or None while they are not known.

        They come from its annotated image where that has been read, otherwise from its stored text.
        """
        image = self._image_as_sent(sent)
        if image is not None and self._ocr_queue.cached(image) is not None:
            return self.findings_on(image)
        off = self._families_off()
        result = self._results.get(_key_of(sent, off))
        if not isinstance(result, tuple):
            result = self._result((*_key_of(sent, off), "kept"), partial(self._scan_stored_text, sent, off))
        return result if isinstance(result, tuple) else None

    def _image_as_sent(self, sent: SentImage) -> AnnotatedImage | None:
        """Returns the annotated image that `sent` was made of; None under later covers, which that lacks."""
        return self._ocr_queue.image_for_key(sent.content_key) if sent.content_key and not sent.covers else None

    def progress(self) -> Awaitable[None]:
        """Returns an awaitable that is done when a scan, or the OCR before it, has new results, counted from this call
        on.
        """
        return emitted(self.changed, self._ocr_queue.changed)

    def rescan(self, outgoing: AskedImage) -> None:
        """Lets an image that could not be scanned be scanned again."""
        if isinstance(outgoing, SentImage):
            self._results.pop(_key_of(outgoing, self._families_off()), None)
        else:
            self._ocr_queue.request(outgoing, is_retry=True)

    async def _scan_view(
        self, image: AnnotatedImage, bare: OcrResult, visible: OcrResult, off: frozenset[str]
    ) -> ScanResult:
        def find() -> tuple[Finding, ...]:
            on_picture = (
                *detection.find_private_in_view(image, bare, self._patterns, off),
                *detection.find_injections_in_view(image, bare, visible),
            )
            in_text = page_findings.findings_in_page_text(image, self._patterns, off, visible)
            return page_findings.with_those_of_page(on_picture, in_text)

        return await self._in_thread(image.view.size, find)

    async def _scan_page_text(self, image: AnnotatedImage, off: frozenset[str]) -> ScanResult:
        """Scans the text beside an image that cannot be read here."""
        size = image.view.size

        def find() -> tuple[Finding, ...]:
            in_text = page_findings.findings_in_page_text(image, self._patterns, off)
            return (*in_text, page_findings.picture_unread(size))

        return await self._in_thread(size, find)

    async def _scan_bytes(self, sent: SentImage, off: frozenset[str]) -> ScanResult:
        """Reads the stored bytes of the image and scans them: its stored text may lack what is legible."""
        try:
            data = (await self._storage.images([sent.id])).get(sent.id)
            if data is None:  # it is no longer stored; RequestBuilder may still have it in memory
                return Problem(ProblemKind.IMAGE_GONE, "1")
            encoded = await self._tasks.run_blocking(EncodedImage.from_sent, sent, data)
            ocr_result = await self._ocr_queue.recognize_bytes(encoded)
        except (OcrError, ImageRejectedError) as refused:
            if refused.problem.kind is not ProblemKind.OCR_NOT_INSTALLED or sent.page_text is None:
                return refused.problem
            return await self._in_thread(sent.size, partial(self._find_in_text_alone, sent, off))
        except StorageError:
            return Problem(ProblemKind.INTERNAL_ERROR)
        return await self._in_thread(sent.size, partial(self._find_in_sent, sent, ocr_result, off))

    async def _scan_stored_text(self, sent: SentImage, off: frozenset[str]) -> ScanResult:
        ocr_result = await self._texts.of(sent)
        visible = (ocr_result or OcrResult(sent.size)).without_words_under(sent.covers)
        return await self._in_thread(sent.size, partial(self._find_in_sent, sent, visible, off, ocr_result is not None))

    def _find_in_sent(
        self, sent: SentImage, ocr_result: OcrResult, off: frozenset[str], is_read: bool = True
    ) -> tuple[Finding, ...]:
        on_picture = detection.find_in_ocr(ocr_result, self._patterns, off)
        in_text = page_findings.findings_in_sent_text(sent, self._patterns, off, ocr_result if is_read else None)
        return page_findings.with_those_of_page(on_picture, in_text)

    def _find_in_text_alone(self, sent: SentImage, off: frozenset[str]) -> tuple[Finding, ...]:
        in_text = page_findings.findings_in_sent_text(sent, self._patterns, off)
        return (*in_text, page_findings.picture_unread(sent.size))

    async def _in_thread(self, size: Size, find: Callable[[], tuple[Finding, ...]]) -> ScanResult:
        """Returns the findings; if `find` fails, a finding over the whole image, since the unknown may be private."""
        try:
            return await self._tasks.run_blocking(find)
        except Exception as error:
            log.error("scanning for private text failed: %s", type(error).__name__)  # its message may quote the text
            return (Finding(FindingKind.PRIVATE, UNKNOWN, (Rect.from_size(size),)),)

    def _result(self, key: _Key, scan: Callable[[], _Scan]) -> ScanResult | None:
        """Returns the cached result of a scan; without one, starts the scan in the background."""
        if key not in self._results and key not in self._scanning:
            self._scanning.add(key)
            self._tasks.start("scan for private text", self._run(key, scan))
        return self._results.get(key)

    async def _run(self, key: _Key, scan: Callable[[], _Scan]) -> None:
        try:
            result = await scan()
        finally:
            self._scanning.discard(key)
        self._results[key] = result
        while len(self._results) > MOST_REMEMBERED:
            del self._results[next(iter(self._results))]
        self.changed.emit()


def _key_of(sent: SentImage, off: frozenset[str]) -> _Key:
    return sent.id, *sent.covers, sent.page_text, off


def _view_key(image: AnnotatedImage, off: frozenset[str]) -> _Key:
    # other annotations hide no text
    return image.source.key, image.quarter_turns, image.crop, image.redacted_rects, image.page_text, off


def _scaled(result: ScanResult | None, size: Size, to: Size) -> ScanResult | None:
    """Returns findings on an image of `size` with their rectangles in the pixels of the same image of size `to`."""
    if not isinstance(result, tuple):
        return result
    across, down = to[0] / max(1, size[0]), to[1] / max(1, size[1])
    return tuple(
        replace(finding, rects=tuple(rect.scaled(across, down) for rect in finding.rects)) for finding in result
    )
