"""The last check before a request leaves, where the settings or a policy insist that private text is redacted.

It fails closed. Nothing private may stand in what was typed. The annotated images must have been read, nothing private
may be visible on them (nor be cut in two by a crop or a redaction), and the very bytes that are about to be sent are
read once more. If any of that is impossible, or a custom pattern cannot be used, the request is blocked.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

from desktop.core.errors import ImageRejectedError, OcrError, Problem, ProblemKind, SendBlockedError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.custom_patterns import CustomPatterns
from desktop.core.privacy.findings import Finding, FindingKind, joined_names
from desktop.core.privacy.patterns import name_of
from desktop.core.privacy.second_look import TextIds, without_harmless
from desktop.core.privacy.typed.typed_text import find_private_in_text
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.core.privacy import detection, registry
else:
    detection = deferred("desktop.core.privacy.detection")
    registry = deferred("desktop.core.privacy.registry")

_OCR_WORDS = {
    ProblemKind.OCR_NOT_INSTALLED: "the text reader is not installed",
    ProblemKind.OCR_TIMED_OUT: "the text reader took too long",
    ProblemKind.OCR_CRASHED: "the text reader broke off",
}


class SendGuard:
    """Blocks requests that show private text.

    `of_image` and `of_bytes` read text and raise OcrError; `in_thread` awaits a blocking call. `families_off` returns
    the names of the families that the settings leave out now.
    """

    def __init__(
        self,
        of_image: Callable[[AnnotatedImage], Awaitable[OcrResult]],
        of_bytes: Callable[[EncodedImage], Awaitable[OcrResult]],
        in_thread: Callable[..., Awaitable[Any]],
        patterns: CustomPatterns = CustomPatterns(),  # noqa: B008 (a frozen value)
        families_off: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._of_image = of_image
        self._of_bytes = of_bytes
        self._in_thread = in_thread
        self._patterns = patterns
        self._families_off = families_off

    async def check(
        self,
        images: Iterable[AnnotatedImage],
        encoded_images: Iterable[EncodedImage],
        injection_notice: str = "",
        typed: Iterable[str] = (),
    ) -> None:
        """Raises SendBlockedError unless all images were read and neither they nor any text look private.

        `images` are the new ones of the workspace, `encoded_images` all that the request contains; `typed` is what the
        user has written: the question, those before it, and the instructions. What was harmless on a whole image is so
        again only in what was made of that image, and if it was private on none.
        """
        if self._patterns.rejected:
            detail = f"“{self._patterns.rejected[0]}” cannot be used as a pattern"
            raise SendBlockedError(Problem(ProblemKind.PRIVACY_SCAN_FAILED, detail=detail))
        more, off = self._patterns.patterns, self._families_off()
        for text in typed:
            if found := await self._in_thread(find_private_in_text, text, more, off):
                raise SendBlockedError(Problem(ProblemKind.PRIVATE_TEXT_TYPED, joined_names(found)))
        read: dict[str, TextIds] = {}  # by the id of the image
        for image in images:
            bare = await _read(self._of_image(image.without_edits))
            _block(await self._in_thread(detection.find_private_in_view, image, bare, more, off))
            read[image.id] = await self._in_thread(detection.text_ids_in, bare, more, off)
        private = frozenset[str]().union(*(ids.found for ids in read.values()))
        for encoded in encoded_images:
            found = await self._in_thread(detection.find_private_text, await _read(self._of_bytes(encoded)), more, off)
            made_of = read.get(encoded.content_key.partition(".")[0])
            _block(found if made_of is None else without_harmless(found, made_of.harmless - private))
        for line in injection_notice.splitlines():
            if name := await self._in_thread(
                name_of, line, (*more, *registry.patterns_of(registry.families_without(off)))
            ):
                _block((Finding(FindingKind.PRIVATE, name, ()),))


def _block(findings: tuple[Finding, ...]) -> None:
    """Raises SendBlockedError if there are findings."""
    if findings:
        raise SendBlockedError(Problem(ProblemKind.PRIVATE_TEXT_VISIBLE, joined_names(findings)))


async def _read(ocr_result: Awaitable[OcrResult]) -> OcrResult:
    try:
        return await ocr_result
    except (OcrError, ImageRejectedError) as refused:
        raise SendBlockedError(
            Problem(ProblemKind.PRIVACY_SCAN_FAILED, detail=_OCR_WORDS.get(refused.problem.kind, ""))
        ) from None
