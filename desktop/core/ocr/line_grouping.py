"""Lines that belong together, a *heap* each: what stands close under or beside one another, and the columns of tables.

Heaps whose rows are level with one another are the columns of one table.
"""

import re
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property

from desktop.core.geometry.rect import Area
from desktop.core.ocr.ocr_result import Line, around, middle_of

BELOW, BESIDE = 1.15, 1.1  # room inside a heap, in heights of the higher of two lines
INDENT = 4.0  # how far right of the end of a line of code the next may begin
ALIKE = 2.2  # heights of lines in one heap
LEVEL = 0.35  # middles of lines on one row, in heights
SAME_TABLE = 0.6  # of the rows of the shorter heap are level with rows of the other
FULL, PROSE_WORDS = 0.72, 4  # a line of running text fills so much of its column, with so many words
FEWEST_ROWS = 3
FAR_CELL = 40  # the most room between cells
FAR_COLUMN, CELL_WORDS = 12, 6  # room before the last column of a program's output; words in a cell at the most
_SIGNS = re.compile(r"[{}();=$<>_|]|^\s*#")  # a line alone is code when it has some of these, too
Row = list[Line]


class Heap:
    """Lines that belong together. What is known of it is found once."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)

    @cached_property
    def area(self) -> Area:
        """Around all of them."""
        return around(line.area for line in self.lines)

    @cached_property
    def tallest(self) -> int:
        """The height of its highest line."""
        return max(line.area.height for line in self.lines)

    @cached_property
    def rows(self) -> list[Row]:
        """Its lines side by side, from left to right, row by row from the top."""
        made: list[Row] = []
        for line in sorted(self.lines, key=lambda line: line.area.middle[1]):
            if made and _on_row(line, made[-1]):
                made[-1].append(line)
            else:
                made.append([line])
        return [sorted(row, key=lambda line: line.area.left) for row in made]

    @cached_property
    def middles(self) -> list[float]:
        """At which height each of its rows is, in order."""
        return sorted(_middle(row) for row in self.rows)

    @cached_property
    def words(self) -> float:
        """How many words a line of it has."""
        return sum(len(line.words) for line in self.lines) / len(self.lines)

    @cached_property
    def is_prose(self) -> bool:
        """Whether most lines run through their column, as those of a paragraph do."""
        width = self.area.width
        full = sum(1 for line in self.lines if line.area.width >= FULL * width and len(line.words) >= PROSE_WORDS)
        return full >= 0.6 * len(self.lines)

    @cached_property
    def is_code(self) -> bool:
        """Whether the letters of most lines are of one width: code, a terminal, a log."""
        told = [line for line in self.lines if line.pitch is not None]
        fixed = [line.pitch for line in told if line.pitch]
        if (
            not fixed
            or len(fixed) < 0.7 * len(told)
            or (len(fixed) < 2 and not any(_SIGNS.search(line.text) for line in self.lines))
        ):
            return False
        pitch = middle_of(fixed)
        return sum(1 for each in fixed if abs(each - pitch) < 0.08 * pitch) >= 0.7 * len(fixed)


def heaps(lines: Iterable[Line]) -> list[Heap]:
    """Lines from anywhere on a page, in heaps."""
    return _tables(_close_together([line for line in lines if line.words]))


def _close_together(lines: list[Line]) -> list[Heap]:
    ordered = sorted(lines, key=lambda line: line.area.top)
    homes = list(range(len(ordered)))

    def home(at: int) -> int:
        while homes[at] != at:
            homes[at] = homes[homes[at]]
            at = homes[at]
        return at

    tallest = max((line.area.height for line in ordered), default=0)
    for at, line in enumerate(ordered):
        for other in range(at + 1, len(ordered)):
            if ordered[other].area.top > line.area.bottom + BELOW * tallest:
                break
            if _close(line, ordered[other]):
                homes[home(other)] = home(at)
    made: dict[int, Row] = {}
    for at, line in enumerate(ordered):
        made.setdefault(home(at), []).append(line)
    return [Heap(each) for each in made.values()]


def _close(first: Line, second: Line) -> bool:
    """Whether two lines are neighbours of one heap."""
    a, b = first.area, second.area
    low, high = sorted((a.height, b.height))
    if high > ALIKE * low:
        return False
    across, down = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
    if down > 0.5 * low:  # side by side
        return -across < BESIDE * high
    indented = alike(first.pitch, second.pitch) and -across < INDENT * high
    return (indented or across > 0.3 * min(a.width, b.width)) and -down < BELOW * high


def alike(pitch: float | None, other: float | None) -> bool:
    """Whether two lines are of the same letters of one width."""
    return bool(pitch and other) and abs((pitch or 0) - (other or 0)) < 0.08 * (pitch or 0)


def _tables(columns: list[Heap]) -> list[Heap]:
    """Heaps that are columns of one table in one heap."""
    made: list[Heap] = []
    for heap in sorted(columns, key=lambda heap: heap.area.left):
        at = next((at for at in reversed(range(len(made))) if _level(made[at], heap)), None)
        if at is None:
            made.append(heap)
        else:
            made[at] = Heap(made[at].lines + heap.lines)
    return made


def _level(left: Heap, right: Heap) -> bool:
    """Whether the rows of two heaps are rows of one table, and neither is running text."""
    a, b = left.area, right.area
    if max(a.top, b.top) - min(a.bottom, b.bottom) > LEVEL * max(left.tallest, right.tallest):
        return False
    if left.is_code and _beside(left, right):
        return True
    fewer, more = sorted((left, right), key=lambda heap: len(heap.rows))
    if len(fewer.rows) * 3 < len(more.rows) or min(a.right, b.right) - max(a.left, b.left) > 0:
        return False
    if len(fewer.rows) > FEWEST_ROWS and left.is_prose and right.is_prose:
        return False
    if len(more.rows) > 1 and max(left.words, right.words) > CELL_WORDS:
        return False
    height = middle_of(line.area.height for line in (*left.lines, *right.lines))
    level = sum(1 for middle in fewer.middles if _next_to(middle, more.middles) < LEVEL * height)
    near = len(more.rows) > 1 or b.left - a.right < FAR_CELL * height
    return near and level >= SAME_TABLE * len(more.rows if len(more.rows) <= FEWEST_ROWS else fewer.rows)


def _next_to(middle: float, middles: list[float]) -> float:
    """How far the nearest of them is, which are in order."""
    at = bisect(middles, middle)
    return min(abs(middle - each) for each in middles[max(0, at - 1) : at + 1])


def _beside(left: Heap, right: Heap) -> bool:
    """Whether each row on the right goes on with one on the left, as a last column of a program's output does."""

    def goes_on(row: Row, other: Row) -> bool:
        height, room = row[0].area.height, other[0].area.left - row[-1].area.right
        return abs(_middle(row) - _middle(other)) < LEVEL * height and 0 <= room < FAR_COLUMN * height

    return all(any(goes_on(row, other) for row in left.rows) for other in right.rows)


def _middle(row: Row) -> float:
    return sum(line.area.middle[1] for line in row) / len(row)


def _on_row(line: Line, row: Row) -> bool:
    """Whether a line is level with a row, and beside all that is in it."""
    level = line.area.middle[1] - _middle(row) < 0.25 * (line.area.height + row[0].area.height)
    return level and all(
        min(line.area.right, other.area.right) - max(line.area.left, other.area.left)
        < 0.3 * min(line.area.width, other.area.width)
        for other in row
    )
