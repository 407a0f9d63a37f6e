"""Selecting text on an image as on a page: from one character to another, in reading order."""

from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Point, Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, bounding_rect


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A position between characters: the index of a line in the OCR result, and an offset in its text."""

    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class TextSelection:
    """The text between the start of a selection and its moving end; either may come first."""

    anchor: Caret
    head: Caret

    @property
    def first(self) -> Caret:
        return min(self.anchor, self.head)

    @property
    def last(self) -> Caret:
        return max(self.anchor, self.head)

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.head


def caret_at(ocr_result: OcrResult, point: Point) -> Caret | None:
    """Returns the caret nearest to a point in pixels of the OCR result; None if there is no text."""
    if not ocr_result.lines:
        return None
    at = min(range(len(ocr_result.lines)), key=lambda at: _distance(ocr_result.lines[at].rect, point))
    return Caret(at, _offset(ocr_result.lines[at], point))


def line_at(ocr_result: OcrResult, point: Point, reach: float) -> int | None:
    """Returns the index of the line under a point, or within `reach` pixels of it; None if there is none."""
    return next((at for at, line in enumerate(ocr_result.lines) if line.rect.contains(point, reach)), None)


def word_at(ocr_result: OcrResult, point: Point) -> TextSelection | None:
    """Returns the selection of the word under a point; None if there is none."""
    at = line_at(ocr_result, point, 0)
    if at is None:
        return None
    offset = _offset(ocr_result.lines[at], point)
    for start, end, _ in ocr_result.lines[at].spans():
        if start <= offset <= end:
            return TextSelection(Caret(at, start), Caret(at, end))
    return None


def everything(ocr_result: OcrResult) -> TextSelection | None:
    """Returns the selection of all text; None if there is none."""
    if not ocr_result.lines:
        return None
    last = len(ocr_result.lines) - 1
    return TextSelection(Caret(0, 0), Caret(last, len(ocr_result.lines[last].text)))


def rects(ocr_result: OcrResult, selection: TextSelection) -> tuple[Rect, ...]:
    """Returns the selected rectangles, line by line; they include the gaps between words."""
    areas = []
    for line, start, end in _pieces(ocr_result, selection):
        parts = line.rects(start, end)
        if parts and line.is_vertical:
            areas.append(bounding_rect(parts))
        elif parts:
            across = bounding_rect(parts)
            areas.append(Rect(across.left, line.rect.top, across.right, line.rect.bottom))
    return tuple(areas)


def selected(ocr_result: OcrResult, selection: TextSelection) -> OcrResult:
    """Returns the OCR result of the selected text alone."""
    kept = {id(line): (start, end) for line, start, end in _pieces(ocr_result, selection)}
    blocks = []
    for block in ocr_result.blocks:
        rows = tuple(
            row
            for lines in block.rows
            if (row := tuple(cut for line in lines if id(line) in kept and (cut := _cut(line, *kept[id(line)])).words))
        )
        if rows:
            blocks.append(replace(block, rows=rows))
    return OcrResult(ocr_result.size, tuple(blocks))


def _pieces(ocr_result: OcrResult, selection: TextSelection) -> list[tuple[OcrLine, int, int]]:
    first, last = selection.first, selection.last
    pieces = []
    for at in range(first.line, min(last.line, len(ocr_result.lines) - 1) + 1):
        line = ocr_result.lines[at]
        start = first.offset if at == first.line else 0
        end = last.offset if at == last.line else len(line.text)
        if start < end:
            pieces.append((line, start, end))
    return pieces


def _cut(line: OcrLine, start: int, end: int) -> OcrLine:
    words = []
    for first, last, word in line.spans():
        low, high = max(start, first) - first, min(end, last) - first
        if low < high:
            words.append(replace(word, text=word.text[low:high], rect=word.part(low, high, line.is_vertical)))
    return replace(line, words=tuple(words))


def _offset(line: OcrLine, point: Point) -> int:
    """Returns the offset in a line that is nearest to a point, along the line's direction."""
    best, nearest = 0, float("inf")
    sought = point[1] if line.is_vertical else point[0]
    for start, _, word in line.spans():
        first, length = (word.rect.top, word.rect.height) if line.is_vertical else (word.rect.left, word.rect.width)
        for at in range(len(word.text) + 1):
            away = abs(first + length * at / max(1, len(word.text)) - sought)
            if away < nearest:
                best, nearest = start + at, away
    return best


def _distance(rect: Rect, point: Point) -> float:
    """Returns the distance of a point from a rectangle; vertical distance counts three times, to prefer its line."""
    across = max(rect.left - point[0], 0, point[0] - rect.right)
    down = max(rect.top - point[1], 0, point[1] - rect.bottom)
    return float(across + 3 * down)
