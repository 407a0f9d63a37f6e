"""Lines that belong together, a *heap* each: what stands close under or beside one another, and the columns of tables.

Heaps whose rows are level with one another are the columns of one table.
"""

import re
from collections.abc import Iterable

from desktop.core.reading import Line, around, middle_of

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
Heap = list[Line]


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
    made: dict[int, Heap] = {}
    for at, line in enumerate(ordered):
        made.setdefault(home(at), []).append(line)
    return list(made.values())


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
    for heap in sorted(columns, key=lambda heap: around(line.area for line in heap).left):
        into = next((other for other in reversed(made) if _level(other, heap)), None)
        if into is None:
            made.append(list(heap))
        else:
            into += heap
    return made


def _level(left: Heap, right: Heap) -> bool:
    """Whether the rows of two heaps are rows of one table, and neither is running text."""
    fewer, more = sorted((rows_of(left), rows_of(right)), key=len)
    if is_code(left) and _beside(rows_of(left), rows_of(right)):
        return True
    a, b = (around(line.area for line in heap) for heap in (left, right))
    if len(fewer) * 3 < len(more) or min(a.right, b.right) - max(a.left, b.left) > 0:
        return False
    if len(fewer) > FEWEST_ROWS and _is_prose(left) and _is_prose(right):
        return False
    if len(more) > 1 and max(_words(left), _words(right)) > CELL_WORDS:
        return False
    height = middle_of(line.area.height for line in (*left, *right))
    middles = [_middle(row) for row in more]
    level = sum(1 for row in fewer if min(abs(_middle(row) - each) for each in middles) < LEVEL * height)
    near = len(more) > 1 or b.left - a.right < FAR_CELL * height
    return near and level >= SAME_TABLE * len(more if len(more) <= FEWEST_ROWS else fewer)


def _beside(left: list[Heap], right: list[Heap]) -> bool:
    """Whether each of the other rows goes on with one of these, as a last column of a program's output does."""

    def goes_on(row: Heap, other: Heap) -> bool:
        height, room = row[0].area.height, other[0].area.left - row[-1].area.right
        return abs(_middle(row) - _middle(other)) < LEVEL * height and 0 <= room < FAR_COLUMN * height

    return all(any(goes_on(row, other) for row in left) for other in right)


def _words(heap: Heap) -> float:
    """How many words a line of it has."""
    return sum(len(line.words) for line in heap) / len(heap)


def _is_prose(lines: Heap) -> bool:
    """Whether most lines run through their column, as those of a paragraph do."""
    width = around(line.area for line in lines).width
    full = sum(1 for line in lines if line.area.width >= FULL * width and len(line.words) >= PROSE_WORDS)
    return full >= 0.6 * len(lines)


def _middle(row: Heap) -> float:
    return sum(line.area.middle[1] for line in row) / len(row)


def rows_of(lines: Heap) -> list[Heap]:
    """Lines side by side, from left to right, row by row from the top."""
    made: list[Heap] = []
    for line in sorted(lines, key=lambda line: line.area.middle[1]):
        if made and _on_row(line, made[-1]):
            made[-1].append(line)
        else:
            made.append([line])
    return [sorted(row, key=lambda line: line.area.left) for row in made]


def _on_row(line: Line, row: Heap) -> bool:
    """Whether a line is level with a row, and beside all that is in it."""
    level = line.area.middle[1] - _middle(row) < 0.25 * (line.area.height + row[0].area.height)
    return level and all(
        min(line.area.right, other.area.right) - max(line.area.left, other.area.left)
        < 0.3 * min(line.area.width, other.area.width)
        for other in row
    )


def is_code(lines: Heap) -> bool:
    """Whether the letters of most lines are of one width: code, a terminal, a log."""
    told = [line for line in lines if line.pitch is not None]
    fixed = [line.pitch for line in told if line.pitch]
    if (
        not fixed
        or len(fixed) < 0.7 * len(told)
        or (len(fixed) < 2 and not any(_SIGNS.search(line.text) for line in lines))
    ):
        return False
    pitch = middle_of(fixed)
    return sum(1 for each in fixed if abs(each - pitch) < 0.08 * pitch) >= 0.7 * len(fixed)
