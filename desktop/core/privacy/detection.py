"""The places on a picture that look private: what the table finds, by its lines, labels, and the blocks of keys."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import RectIndex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock
from desktop.core.privacy.findings import Finding, FindingKind, deduplicate, find_injections
from desktop.core.privacy.patterns import (
    A_LABEL,
    A_VALUE,
    BEGINS_KEY,
    ENDS_KEY,
    IN_KEY,
    LONGEST_LABEL,
    TABLE,
    TextDetector,
    name_of,
)

MOST_LINES_OF_A_KEY = 80
EDGE = 0.15  # of a line's height
LEAST_PX = 4
_SEPARATOR = "  "


def find_private_text(ocr_result: OcrResult, more: Sequence[TextDetector] = ()) -> tuple[Finding, ...]:
    """What looks private, by the table and by `more` of it."""
    found: list[Finding] = []
    for block in ocr_result.blocks:
        rows = [_Row(row) for row in block.rows]
        in_block = [finding for row in rows for finding in (*row.findings(more), *row.findings(TABLE))]
        in_block += [*_under_labels(rows), *_private_keys(block)]
        found += sorted(in_block, key=lambda finding: (finding.rect.top, finding.rect.left))
    for barcode in ocr_result.barcodes:
        name = name_of(barcode.text, (*more, *TABLE))
        found += [Finding(FindingKind.PRIVATE, name, (barcode.rect,))] if name else []
    return deduplicate(found)


def find_in_ocr(ocr_result: OcrResult, more: Sequence[TextDetector] = ()) -> tuple[Finding, ...]:
    """Everything to look at: what looks private, and what is written for the model."""
    return (*find_private_text(ocr_result, more), *find_injections(ocr_result))


def find_private_in_view(
    image: AnnotatedImage, bare: OcrResult, more: Sequence[TextDetector] = ()
) -> tuple[Finding, ...]:
    """What looks private on a sheet and is not covered, in its shown pixels.

    `bare` is what the whole picture says with nothing on it (`Sheet.bare`): what a crop or a cover cuts in two is still
    found, and what is found counts as covered only where covers hold all of it.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)
    codes = {barcode.rect for barcode in bare.barcodes}
    found = []
    for finding in find_private_text(bare, more):
        seen = (whole.rect_to_image(rect).intersection(frame.crop) for rect in finding.rects)
        core = _core if not set(finding.rects) & codes else _whole  # a code is read by a strip of it
        rects = tuple(frame.rect_to_view(area) for area in seen if _legible(area) and not covers.covers(core(area)))
        found += [replace(finding, rects=rects)] if rects else []
    return tuple(found)


def find_injections_in_view(image: AnnotatedImage, bare: OcrResult, shown: OcrResult) -> tuple[Finding, ...]:
    """What is written for the model on a sheet, in its shown pixels, and legible: what a cover only reaches into is.

    `shown` is what the sheet says without any word that a cover touches: of no other is the model told.
    """
    frame, whole, covers = image.view, image.uncropped_view, RectIndex(image.redacted_rects)

    def legible(rect: Rect) -> Rect | None:
        image = whole.rect_to_image(rect)
        seen = image.intersection(frame.crop)
        half = seen.width * 2 < image.width or seen.height * 2 < image.height
        return None if half or covers.covers(_core(seen)) else frame.rect_to_view(seen)

    found = find_injections(bare.transformed(legible, frame.size))
    return tuple(replace(finding, text=_said_in(shown, finding.rect)) if finding.text else finding for finding in found)


def _said_in(ocr_result: OcrResult, rect: Rect) -> str:
    words = (word for line in ocr_result.lines for word in line.words if word.rect.intersection(rect) == word.rect)
    codes = (each.text for each in ocr_result.barcodes if each.rect.intersection(rect) == each.rect)
    return " ".join((*(word.text for word in words), *codes))


def _whole(rect: Rect) -> Rect:
    return rect


def _legible(rect: Rect) -> bool:
    return min(rect.size) >= LEAST_PX


def _core(rect: Rect) -> Rect:
    """What a cover has to hold: an edge that is left makes no letter legible."""
    return rect.expanded(-int(EDGE * min(rect.size)))


class _Row:
    """The lines of a row as one text, and back from its letters to their places."""

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
                    found.append(Finding(FindingKind.PRIVATE, pattern.name, self.rects(start, end)))
        return found


def _covered_rects(line: OcrLine, start: int, end: int) -> tuple[Rect, ...]:
    """What a cover has to take: just the letters where all are as wide, whole words where nobody knows how wide."""
    if line.char_width:
        return line.rects(start, end)
    return tuple(word.rect for first, last, word in line.spans() if start < last and end > first)


def _under_labels(rows: list[_Row]) -> list[Finding]:
    """What stands beside or under a line that is only the name of a secret, as in a form."""
    found = []
    for at, row in enumerate(rows):
        for number, line in enumerate(row.lines):
            if len(line.text) > LONGEST_LABEL or not A_LABEL.match(line.text):
                continue
            beside = row.lines[number + 1 : number + 2]
            below = [each for each in rows[at + 1].lines if _under(each, line)] if at + 1 < len(rows) else []
            value = next((each for each in (*beside, *below) if A_VALUE.match(each.text)), None)
            if value is not None:
                found.append(Finding(FindingKind.PRIVATE, "password", (value.rect,)))
    return found


def _under(line: OcrLine, label: OcrLine) -> bool:
    return line.rect.left < label.rect.right and line.rect.right > label.rect.left


def _private_keys(block: TextBlock) -> list[Finding]:
    """The lines between the first and the last of a private key."""
    found, inside = [], 0
    for line in block.lines:
        if BEGINS_KEY.search(line.text):
            inside = MOST_LINES_OF_A_KEY
        elif ENDS_KEY.search(line.text) or (inside and not IN_KEY.match(line.text)):
            inside = 0
        elif inside:
            inside -= 1
            found.append(Finding(FindingKind.PRIVATE, "private key", (line.rect,)))
    return found
