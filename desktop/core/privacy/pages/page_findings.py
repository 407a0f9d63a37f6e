"""What is found in the own text of a page that goes beside its picture, as findings on that picture.

So one cover hides both: the words on the picture, and the same words in the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.pages.own_text import own_words
from desktop.core.privacy.detection import find_in_ocr, find_injections_in_view, find_private_in_view
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.pages.page_comparison import differing_text
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT


def findings_in_page_text(
    image: AnnotatedImage,
    more: Sequence[TextDetector] = (),
    off: frozenset[str] = frozenset(),
    read: OcrResult | None = None,
) -> tuple[Finding, ...]:
    """Returns the findings in the text that goes beside an image, in view pixels; none without a text.

    `more` are custom patterns, `off` the names of families that are not looked for, `read` is what the picture shows.
    """
    whole, left = image.page_text, image.visible_page_text
    if whole is None or left is None or left.is_empty:
        return ()
    uncropped, view = image.uncropped_view, image.view
    bare = own_words(whole, image.source.size).transformed(uncropped.rect_to_view, uncropped.size)
    seen = own_words(left, image.source.size).transformed(view.rect_to_view, view.size)
    private = find_private_in_view(image, bare, more, off)
    differing = differing_text(seen, read) if read is not None else ()
    return (*private, *find_injections_in_view(image, bare, seen), *differing)


def findings_in_sent_text(
    sent: SentImage,
    more: Sequence[TextDetector] = (),
    off: frozenset[str] = frozenset(),
    read: OcrResult | None = None,
) -> tuple[Finding, ...]:
    """Returns the findings in the text that goes again beside a sent image, in its pixels; none without a text."""
    left, origin = sent.page_text, sent.origin
    if left is None or origin is None or left.is_empty:
        return ()
    words = own_words(left, origin.view.crop.size)
    seen = words.transformed(lambda rect: origin.to_sent(rect, sent.size), sent.size)
    return (*find_in_ocr(seen, more, off), *(differing_text(seen, read) if read is not None else ()))


def picture_unread(size: Size) -> Finding:
    """Returns what stands for a picture of `size` that cannot be read here, beside the findings in its text."""
    return Finding(FindingKind.UNREAD, UNKNOWN_TEXT, (Rect.from_size(size),))


def with_those_of_page(on_picture: Iterable[Finding], in_text: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings on a picture, then those in its text that are at no place of such a one."""
    found = tuple(on_picture)
    places = [(finding.name, rect) for finding in found for rect in finding.rects]

    def is_new(finding: Finding, rect: Rect) -> bool:
        return not any(name == finding.name and place.contains(rect.center) for name, place in places)

    left = (
        replace(finding, rects=rects)
        for finding in in_text
        if (rects := tuple(rect for rect in finding.rects if is_new(finding, rect)))
    )
    return (*found, *left)
