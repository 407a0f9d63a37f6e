"""Selecting text on an image as on a page: from one character to another, in reading order."""

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto

from desktop.core.geometry.rect import Point, Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, bounding_rect


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A position between characters: the index of a line in the OCR result, and an offset in its text."""

    line: int
    offset: int


class CaretStep(Enum):
    """How far a key moves the caret. Left and right are those of the screen, up and down go from line to line."""

    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    UP = auto()
    DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    START = auto()
    END = auto()


_TURNED = {
    CaretStep.LEFT: CaretStep.RIGHT,
    CaretStep.RIGHT: CaretStep.LEFT,
    CaretStep.WORD_LEFT: CaretStep.WORD_RIGHT,
    CaretStep.WORD_RIGHT: CaretStep.WORD_LEFT,
}


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


def moved(ocr_result: OcrResult, caret: Caret, step: CaretStep) -> Caret:
    """Returns the caret after a step; at an end of the text it stays. There must be text."""
    lines, last = ocr_result.lines, len(ocr_result.lines) - 1
    text = lines[caret.line].text
    if _is_right_to_left(text):
        step = _TURNED.get(step, step)
    if step is CaretStep.LEFT:
        back = Caret(caret.line - 1, len(lines[caret.line - 1].text)) if caret.line else caret
        return Caret(caret.line, caret.offset - 1) if caret.offset else back
    if step is CaretStep.RIGHT:
        on = Caret(caret.line + 1, 0) if caret.line < last else caret
        return Caret(caret.line, caret.offset + 1) if caret.offset < len(text) else on
    if step is CaretStep.WORD_LEFT:
        starts = [start for start, _, _ in lines[caret.line].spans() if start < caret.offset]
        return Caret(caret.line, starts[-1]) if starts else moved(ocr_result, Caret(caret.line, 0), CaretStep.UP)
    if step is CaretStep.WORD_RIGHT:
        ends = [end for _, end, _ in lines[caret.line].spans() if end > caret.offset]
        return Caret(caret.line, ends[0]) if ends else Caret(min(last, caret.line + 1), 0)
    return _moved_by_lines(ocr_result, caret, step)


def _moved_by_lines(ocr_result: OcrResult, caret: Caret, step: CaretStep) -> Caret:
    lines, last = ocr_result.lines, len(ocr_result.lines) - 1
    match step:
        case CaretStep.LINE_START:
            return Caret(caret.line, 0)
        case CaretStep.LINE_END:
            return Caret(caret.line, len(lines[caret.line].text))
        case CaretStep.START:
            return Caret(0, 0)
        case CaretStep.END:
            return Caret(last, len(lines[last].text))
    to = caret.line + (1 if step is CaretStep.DOWN else -1)
    if not 0 <= to <= last:
        return _moved_by_lines(ocr_result, caret, CaretStep.START if to < 0 else CaretStep.END)
    return Caret(to, _offset(lines[to], (caret_rect(ocr_result, caret).left, lines[to].rect.center[1])))


def caret_rect(ocr_result: OcrResult, caret: Caret) -> Rect:
    """Returns where a caret stands, a pixel wide."""
    line = ocr_result.lines[caret.line]
    at = min(caret.offset, len(line.text) - 1)
    letters = line.rects(at, at + 1) or line.rects(max(0, at - 1), at)  # none for the gap between words
    letter = letters[0] if letters else line.rect
    if line.is_vertical:
        y = letter.bottom if caret.offset > at else letter.top
        return Rect(line.rect.left, y, line.rect.right, y + 1)
    x = letter.right if caret.offset > at or not line.rects(at, at + 1) else letter.left
    return Rect(x, line.rect.top, x + 1, line.rect.bottom)


def _is_right_to_left(text: str) -> bool:
    """Returns True if the first letter with a direction is Hebrew, Arabic or of a like script."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


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
