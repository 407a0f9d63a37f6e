"""Selecting text on a picture as on a page: from one letter to another, in reading order."""

from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Point, Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, bounding_rect


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between letters: a line's number in the reading, and an offset in its text."""

    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class TextSelection:
    """From where it began to where it ends now; either may come first."""

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
    """The caret nearest to a point; None where there is no text."""
    if not ocr_result.lines:
        return None
    at = min(range(len(ocr_result.lines)), key=lambda at: _distance(ocr_result.lines[at].rect, point))
    return Caret(at, _offset(ocr_result.lines[at], point))


def line_at(ocr_result: OcrResult, point: Point, reach: float) -> int | None:
    """The number of the line under a point, or within `reach` of it."""
    return next((at for at, line in enumerate(ocr_result.lines) if line.rect.contains(point, reach)), None)


def word_at(ocr_result: OcrResult, point: Point) -> TextSelection | None:
    """The word under a point, selected."""
    at = line_at(ocr_result, point, 0)
    if at is None:
        return None
    offset = _offset(ocr_result.lines[at], point)
    for start, end, _ in ocr_result.lines[at].spans():
        if start <= offset <= end:
            return TextSelection(Caret(at, start), Caret(at, end))
    return None


def everything(ocr_result: OcrResult) -> TextSelection | None:
    """All of it."""
    if not ocr_result.lines:
        return None
    last = len(ocr_result.lines) - 1
    return TextSelection(Caret(0, 0), Caret(last, len(ocr_result.lines[last].text)))


def rects(ocr_result: OcrResult, selection: TextSelection) -> tuple[Rect, ...]:
    """What of the picture is selected, piece by piece; room between the words of a line is part of it."""
    found = []
    for line, start, end in _pieces(ocr_result, selection):
        parts = line.rects(start, end)
        if parts and line.is_vertical:
            found.append(bounding_rect(parts))
        elif parts:
            found.append(Rect(parts[0].left, line.rect.top, parts[-1].right, line.rect.bottom))
    return tuple(found)


def selected(ocr_result: OcrResult, selection: TextSelection) -> OcrResult:
    """A reading of just what is selected."""
    kept = {id(line): (start, end) for line, start, end in _pieces(ocr_result, selection)}
    blocks = []
    for block in ocr_result.blocks:
        rows = tuple(
            row
            for each in block.rows
            if (row := tuple(cut for line in each if id(line) in kept and (cut := _cut(line, *kept[id(line)])).words))
        )
        if rows:
            blocks.append(replace(block, rows=rows))
    return OcrResult(ocr_result.size, tuple(blocks))


def _pieces(ocr_result: OcrResult, selection: TextSelection) -> list[tuple[OcrLine, int, int]]:
    first, last = selection.first, selection.last
    found = []
    for at in range(first.line, min(last.line, len(ocr_result.lines) - 1) + 1):
        line = ocr_result.lines[at]
        start = first.offset if at == first.line else 0
        end = last.offset if at == last.line else len(line.text)
        if start < end:
            found.append((line, start, end))
    return found


def _cut(line: OcrLine, start: int, end: int) -> OcrLine:
    words = []
    for first, last, word in line.spans():
        low, high = max(start, first) - first, min(end, last) - first
        if low < high:
            words.append(replace(word, text=word.text[low:high], rect=word.part(low, high, line.is_vertical)))
    return replace(line, words=tuple(words))


def _offset(line: OcrLine, point: Point) -> int:
    """The place between letters of a line that is nearest to a point, along the way the line goes."""
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
    """How far a point is from an area; what is above and below counts more, as it does on a page."""
    across = max(rect.left - point[0], 0, point[0] - rect.right)
    down = max(rect.top - point[1], 0, point[1] - rect.bottom)
    return float(across + 3 * down)
