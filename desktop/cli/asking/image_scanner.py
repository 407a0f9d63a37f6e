"""Looks through the images of a command for private text and instructions to the model, when it is waited for."""

from collections.abc import Callable, Sequence

from desktop.core.asking.question import AskedImage
from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.detection import find_injections_in_view, find_private_in_view
from desktop.core.privacy.findings import Finding
from desktop.core.privacy.pages.page_findings import findings_in_page_text, picture_unread, with_those_of_page
from desktop.core.privacy.patterns import TextDetector

_Result = tuple[Finding, ...] | Problem


class ImageScanner:
    """Fulfils `Scanner` of the privacy review. `read` returns the text of a source and raises OcrError.

    `off` are the names of families that are not looked for.
    """

    def __init__(
        self,
        read: Callable[[AnnotatedImage], OcrResult],
        patterns: Sequence[TextDetector],
        off: frozenset[str] = frozenset(),
    ) -> None:
        self._read = read
        self._patterns = patterns
        self._off = off
        self._read_already: dict[str, OcrResult | Problem] = {}  # by the key of the source
        self._pending: dict[str, AnnotatedImage] = {}

    def scan(self, image: AskedImage) -> _Result | None:
        """Returns the findings, in view pixels, or the problem that prevented reading; None until it is waited for."""
        if isinstance(image, SentImage):
            return ()  # a command sends no earlier image
        result = self._read_already.get(image.source.key)
        if result is None:
            self._pending[image.source.key] = image
            return None
        if isinstance(result, Problem):
            if image.page_text is None or result.kind is not ProblemKind.OCR_NOT_INSTALLED:
                return result
            return (*findings_in_page_text(image, self._patterns, self._off), picture_unread(image.view.size))
        visible = result.visible_in(image)
        private = find_private_in_view(image, result, self._patterns, self._off)
        on_picture = (*private, *find_injections_in_view(image, result, visible))
        return with_those_of_page(on_picture, findings_in_page_text(image, self._patterns, self._off, visible))

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...] | None:
        """Returns the findings on an image, in view pixels, if it has been read."""
        result = self.scan(image)
        return result if isinstance(result, tuple) else None

    def findings_on_sent(self, sent: SentImage) -> tuple[Finding, ...]:
        """Returns no findings: a command sends no earlier image."""
        return ()

    def rescan(self, image: AskedImage) -> None:
        """Lets an image that could not be read be read again."""
        if isinstance(image, AnnotatedImage):
            self._read_already.pop(image.source.key, None)

    async def progress(self) -> None:
        """Reads the images that have been asked for; a command has nothing else to do meanwhile."""
        for key, image in self._pending.items():
            try:
                self._read_already[key] = self._read(image)
            except (OcrError, ImageRejectedError) as refused:
                self._read_already[key] = refused.problem
        self._pending.clear()
