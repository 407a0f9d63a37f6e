"""The guard: where private text must not leave, nothing leaves before it has been looked for and covered.

It fails closed. The sheets must have been read, nothing private may show on them (nor on what a crop or a cover cuts
in two), and the very bytes that are about to be sent are read once more; when any of that cannot be done, or a pattern
that somebody added cannot be used, the question is held back.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind, SendBlockedError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.custom_patterns import CustomPatterns
from desktop.core.privacy.detection import find_private_in_view, find_private_text
from desktop.core.privacy.findings import Finding, FindingKind, summarize
from desktop.core.privacy.patterns import name_of
from desktop.core.privacy.registry import PATTERNS

READER_WORDS = {
    ProblemKind.OCR_NOT_INSTALLED: "the text reader is not installed",
    ProblemKind.OCR_TIMED_OUT: "the text reader took too long",
    ProblemKind.OCR_CRASHED: "the text reader broke off",
}


class SendGuard:
    """`of_sheet` and `of_bytes` read, and raise NotRead; `in_thread` runs what takes its time."""

    def __init__(
        self,
        of_image: Callable[[AnnotatedImage], Awaitable[OcrResult]],
        of_bytes: Callable[[EncodedImage], Awaitable[OcrResult]],
        in_thread: Callable[..., Awaitable[Any]],
        patterns: CustomPatterns = CustomPatterns(),  # noqa: B008 (a frozen value)
    ) -> None:
        self._of_image = of_image
        self._of_bytes = of_bytes
        self._in_thread = in_thread
        self._patterns = patterns

    async def check(
        self, images: Iterable[AnnotatedImage], pictures: Iterable[EncodedImage], injection_notice: str = ""
    ) -> None:
        """Raises HeldBack unless all of it was read and nothing in it looks private, nor in what is `told` of it."""
        if self._patterns.rejected:
            wrong = f"“{self._patterns.rejected[0]}” cannot be used as a pattern"
            raise SendBlockedError(Problem(ProblemKind.PRIVACY_SCAN_FAILED, detail=wrong))
        more = self._patterns.patterns
        for image in images:
            bare = await _read(self._of_image(image.without_edits))
            _hold_back(await self._in_thread(find_private_in_view, image, bare, more))
        for picture in pictures:
            _hold_back(await self._in_thread(find_private_text, await _read(self._of_bytes(picture)), more))
        for line in injection_notice.splitlines():
            if name := await self._in_thread(name_of, line, (*more, *PATTERNS)):
                _hold_back((Finding(FindingKind.PRIVATE, name, ()),))


def _hold_back(findings: tuple[Finding, ...]) -> None:
    if findings:
        raise SendBlockedError(Problem(ProblemKind.PRIVATE_TEXT_VISIBLE, summarize(findings)))


async def _read(ocr_result: Awaitable[OcrResult]) -> OcrResult:
    try:
        return await ocr_result
    except (OcrError, ImageRejectedError) as refused:
        raise SendBlockedError(
            Problem(ProblemKind.PRIVACY_SCAN_FAILED, detail=READER_WORDS.get(refused.problem.kind, ""))
        ) from None
