"""Runs all families of findings over the text of an image, and keeps those that are visible on the annotated image."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import RectIndex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.findings import UNREAD_TEXT, Finding, FindingKind, deduplicate
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.patterns import TextDetector, name_of
from desktop.core.privacy.registry import FAMILIES, PATTERNS

EDGE = 0.15  # of a line's height: an uncovered edge of that size makes no letter legible; chosen
LEAST_PX = 4  # a smaller part of a finding is not legible; chosen
_SEPARATOR = "  "


def find_private_text(ocr_result: OcrResult, more: Sequence[TextDetector] = ()) -> tuple[Finding, ...]:
    """Private text in pixels of the OCR result, block by block, then lines that nobody here can read.

    `more` are custom patterns, which come first.
    """
    found: list[Finding] = []
    for block in ocr_result.blocks:
        rows = [_Row(row) for row in block.rows]
        in_block = [finding for row in rows for finding in (*row.findings(more), *row.findings(PATTERNS))]
        in_block += [finding for family in FAMILIES for finding in family.in_block(block)]
        found += sorted(in_block, key=lambda finding: (finding.rect.top, finding.rect.left))
    for barcode in ocr_result.barcodes:
        name = name_of(barcode.text, (*more, *PATTERNS))
        if name:
            text_id = fingerprint(barcode.text)
            found.append(Finding(FindingKind.PRIVATE, name, (barcode.rect,), private_text_id=text_id))
    found += [Finding(FindingKind.UNREAD, UNREAD_TEXT, (line.rect,)) for line in ocr_result.unread]
    return deduplicate(found)


def find_injections(ocr_result: OcrResult) -> tuple[Finding, ...]:
    """Text written for the model or easily overlooked, in pixels of the OCR result."""

    def looks_private(text: str) -> bool:
        return bool(name_of(text, PATTERNS))

    return deduplicate([finding for family in FAMILIES for finding in family.in_image(ocr_result, looks_private)])


def find_in_ocr(ocr_result: OcrResult, more: Sequence[TextDetector] = ()) -> tuple[Finding, ...]:
    """All findings: private text, then text written for the model."""
    return (*find_private_text(ocr_result, more), *find_injections(ocr_result))


def find_private_in_view(
    image: AnnotatedImage, bare: OcrResult, more: Sequence[TextDetector] = ()
) -> tuple[Finding, ...]:
    """Private text that is visible on an annotated image, in view pixels.

    `bare` is the OCR result of the whole image without crop and annotations (`AnnotatedImage.uncropped_view`), so that
    text cut in two by a crop or a redaction is still found. A finding counts as redacted only if redactions cover all
    of it.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)
    codes = {barcode.rect for barcode in bare.barcodes}
    found = []
    for finding in find_private_text(bare, more):
        seen = (whole.rect_to_image(rect).intersection(frame.crop) for rect in finding.rects)
        core = _core if not set(finding.rects) & codes else _whole  # a strip of a barcode is enough to read it
        rects = tuple(frame.rect_to_view(area) for area in seen if _legible(area) and not covers.covers(core(area)))
        found += [replace(finding, rects=rects)] if rects else []
    return tuple(found)


def find_injections_in_view(image: AnnotatedImage, bare: OcrResult, shown: OcrResult) -> tuple[Finding, ...]:
    """Visible prompt-injection findings, in view pixels. Partly redacted text counts as visible.

    `shown` is the OCR result without the words that a redaction touches; only its words are quoted to the model.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)

    def legible(rect: Rect) -> Rect | None:
        image = whole.rect_to_image(rect)
        seen = image.intersection(frame.crop)
        half = seen.width * 2 < image.width or seen.height * 2 < image.height
        return None if half or covers.covers(_core(seen)) else frame.rect_to_view(seen)

    found = find_injections(bare.transformed(legible, frame.size))
    return tuple(replace(finding, text=_text_in(shown, finding.rect)) if finding.text else finding for finding in found)


def _text_in(ocr_result: OcrResult, rect: Rect) -> str:
    words = (word for line in ocr_result.lines for word in line.words if word.rect.intersection(rect) == word.rect)
    codes = (code.text for code in ocr_result.barcodes if code.rect.intersection(rect) == code.rect)
    return " ".join((*(word.text for word in words), *codes))


def _whole(rect: Rect) -> Rect:
    return rect


def _legible(rect: Rect) -> bool:
    return min(rect.size) >= LEAST_PX


def _core(rect: Rect) -> Rect:
    """Returns the part that a redaction has to cover."""
    return rect.expanded(-int(EDGE * min(rect.size)))


class _Row:
    """The lines of a row joined to one text; `rects` maps a span of it back to the image."""

    def __init__(self, lines: tuple[OcrLine, ...]) -> None:
        self.lines = lines
        self.text = _SEPARATOR.join(line.text for line in lines)

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        at, found = 0, list[Rect]()
        for line in self.lines:
            length = len(line.text)
            if start < at + length and end > at:
                found += _covered_rects(line, max(0, start - at), min(length, end - at))
            at += length + len(_SEPARATOR)
        return tuple(found)

    def findings(self, patterns: Iterable[TextDetector]) -> list[Finding]:
        taken: list[tuple[int, int]] = []
        found = []
        for pattern in patterns:
            for start, end in pattern.spans(self.text):
                if not any(start < last and end > first for first, last in taken):
                    taken.append((start, end))
                    rects, text_id = self.rects(start, end), fingerprint(self.text[start:end])
                    found.append(Finding(FindingKind.PRIVATE, pattern.name, rects, private_text_id=text_id))
        return found


def _covered_rects(line: OcrLine, start: int, end: int) -> tuple[Rect, ...]:
    """Returns what to redact: single letters if all are equally wide, otherwise whole words."""
    if line.char_width:
        return line.rects(start, end)
    return tuple(word.rect for first, last, word in line.spans() if start < last and end > first)
