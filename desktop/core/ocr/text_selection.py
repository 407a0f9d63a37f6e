"""Selecting text on a picture as on a page: from one letter to another, in reading order."""

from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Area, Point
from desktop.core.ocr.ocr_result import Line, Reading, around


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
    def empty(self) -> bool:
        return self.anchor == self.head


def caret_at(reading: Reading, point: Point) -> Caret | None:
    """The caret nearest to a point; None where there is no text."""
    if not reading.lines:
        return None
    at = min(range(len(reading.lines)), key=lambda at: _distance(reading.lines[at].area, point))
    return Caret(at, _offset(reading.lines[at], point))


def line_at(reading: Reading, point: Point, reach: float) -> int | None:
    """The number of the line under a point, or within `reach` of it."""
    return next((at for at, line in enumerate(reading.lines) if line.area.holds(point, reach)), None)


def word_at(reading: Reading, point: Point) -> TextSelection | None:
    """The word under a point, selected."""
    at = line_at(reading, point, 0)
    if at is None:
        return None
    offset = _offset(reading.lines[at], point)
    for start, end, _ in reading.lines[at].spans():
        if start <= offset <= end:
            return TextSelection(Caret(at, start), Caret(at, end))
    return None


def everything(reading: Reading) -> TextSelection | None:
    """All of it."""
    if not reading.lines:
        return None
    last = len(reading.lines) - 1
    return TextSelection(Caret(0, 0), Caret(last, len(reading.lines[last].text)))


def areas(reading: Reading, selection: TextSelection) -> tuple[Area, ...]:
    """What of the picture is selected, piece by piece; room between the words of a line is part of it."""
    found = []
    for line, start, end in _pieces(reading, selection):
        parts = line.areas(start, end)
        if parts and line.stands:
            found.append(around(parts))
        elif parts:
            found.append(Area(parts[0].left, line.area.top, parts[-1].right, line.area.bottom))
    return tuple(found)


def selected(reading: Reading, selection: TextSelection) -> Reading:
    """A reading of just what is selected."""
    kept = {id(line): (start, end) for line, start, end in _pieces(reading, selection)}
    blocks = []
    for block in reading.blocks:
        rows = tuple(
            row
            for each in block.rows
            if (row := tuple(cut for line in each if id(line) in kept and (cut := _cut(line, *kept[id(line)])).words))
        )
        if rows:
            blocks.append(replace(block, rows=rows))
    return Reading(reading.size, tuple(blocks))


def _pieces(reading: Reading, selection: TextSelection) -> list[tuple[Line, int, int]]:
    first, last = selection.first, selection.last
    found = []
    for at in range(first.line, min(last.line, len(reading.lines) - 1) + 1):
        line = reading.lines[at]
        start = first.offset if at == first.line else 0
        end = last.offset if at == last.line else len(line.text)
        if start < end:
            found.append((line, start, end))
    return found


def _cut(line: Line, start: int, end: int) -> Line:
    words = []
    for first, last, word in line.spans():
        low, high = max(start, first) - first, min(end, last) - first
        if low < high:
            words.append(replace(word, text=word.text[low:high], area=word.part(low, high, line.stands)))
    return replace(line, words=tuple(words))


def _offset(line: Line, point: Point) -> int:
    """The place between letters of a line that is nearest to a point, along the way the line goes."""
    best, nearest = 0, float("inf")
    sought = point[1] if line.stands else point[0]
    for start, _, word in line.spans():
        first, length = (word.area.top, word.area.height) if line.stands else (word.area.left, word.area.width)
        for at in range(len(word.text) + 1):
            away = abs(first + length * at / max(1, len(word.text)) - sought)
            if away < nearest:
                best, nearest = start + at, away
    return best


def _distance(area: Area, point: Point) -> float:
    """How far a point is from an area; what is above and below counts more, as it does on a page."""
    across = max(area.left - point[0], 0, point[0] - area.right)
    down = max(area.top - point[1], 0, point[1] - area.bottom)
    return float(across + 3 * down)
