"""In which order lines are read, and which belong together: columns, tables, code with its indentation.

From below: lines that stand close under or beside one another are a *heap*; heaps whose rows are level with one another
are the columns of one table. Then the page is cut between heaps where nothing crosses, until their order is known. (To
cut the lines themselves, as books are read, fails on the window of a program: its bars cross every gutter.)
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from desktop.core.area import Area
from desktop.core.reading import Block, BlockKind, Line, around, middle_of

BELOW, BESIDE = 1.15, 1.1  # room inside a heap, in heights of the higher of two lines
INDENT = 4.0  # how far right of the end of a line of code the next may begin
ALIKE = 2.2  # heights of lines in one heap
LEVEL = 0.35  # middles of lines on one row, in heights
SAME_TABLE = 0.6  # of the rows of the shorter heap are level with rows of the other
FULL, PROSE_WORDS = 0.72, 4  # a line of running text fills so much of its column, with so many words
FEWEST_ROWS = 3
FAR, FAR_CELL = 0.9, 40  # the least and the most room between cells
FAR_COLUMN, CELL_WORDS = 12, 6  # room before the last column of a program's output; words in a cell at the most
ROW_GAP = 3.0  # room between the rows of a ruled table
_SIGNS = re.compile(r"[{}();=$<>_|]|^\s*#")  # a line alone is code when it has some of these, too
EMPTY_LINES = 2.6  # room between parts of one piece of code
Heap = list[Line]


def laid_out(lines: Iterable[Line]) -> tuple[Block, ...]:
    """Lines from anywhere on a page, in blocks, in reading order."""
    heaps = _tables(_heaps([line for line in lines if line.words]))
    return tuple(_joined([block for heap in _in_order(heaps) for block in _blocks(heap)]))


# what stands close together


def _heaps(lines: list[Line]) -> list[Heap]:
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
    heaps: dict[int, Heap] = {}
    for at, line in enumerate(ordered):
        heaps.setdefault(home(at), []).append(line)
    return list(heaps.values())


def _close(first: Line, second: Line) -> bool:
    """Whether two lines are neighbours of one heap."""
    a, b = first.area, second.area
    low, high = sorted((a.height, b.height))
    if high > ALIKE * low:
        return False
    across, down = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
    if down > 0.5 * low:  # side by side
        return -across < BESIDE * high
    indented = _alike(first.pitch, second.pitch) and -across < INDENT * high
    return (indented or across > 0.3 * min(a.width, b.width)) and -down < BELOW * high


def _alike(pitch: float | None, other: float | None) -> bool:
    """Whether two lines are of the same letters of one width."""
    return bool(pitch and other) and abs((pitch or 0) - (other or 0)) < 0.08 * (pitch or 0)


def _tables(heaps: list[Heap]) -> list[Heap]:
    """Heaps that are columns of one table in one heap."""
    made: list[Heap] = []
    for heap in sorted(heaps, key=lambda heap: around(line.area for line in heap).left):
        into = next((other for other in reversed(made) if _level(other, heap)), None)
        if into is None:
            made.append(list(heap))
        else:
            into += heap
    return made


def _level(left: Heap, right: Heap) -> bool:
    """Whether the rows of two heaps are rows of one table, and neither is running text."""
    fewer, more = sorted((_rows(left), _rows(right)), key=len)
    if _is_code(left) and _beside(_rows(left), _rows(right)):
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


def _beside(rows: list[Heap], others: list[Heap]) -> bool:
    """Whether each of the other rows goes on with one of these, as a last column of a program's output does."""

    def goes_on(row: Heap, other: Heap) -> bool:
        height, room = row[0].area.height, other[0].area.left - row[-1].area.right
        return abs(_middle(row) - _middle(other)) < LEVEL * height and 0 <= room < FAR_COLUMN * height

    return all(any(goes_on(row, other) for row in rows) for other in others)


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


def _rows(lines: Heap) -> list[Heap]:
    """Lines side by side, from left to right, row by row from the top."""
    rows: list[Heap] = []
    for line in sorted(lines, key=lambda line: line.area.middle[1]):
        if rows and _on_row(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.area.left) for row in rows]


def _on_row(line: Line, row: Heap) -> bool:
    """Whether a line is level with a row, and beside all that is in it."""
    level = line.area.middle[1] - _middle(row) < 0.25 * (line.area.height + row[0].area.height)
    return level and all(
        min(line.area.right, other.area.right) - max(line.area.left, other.area.left)
        < 0.3 * min(line.area.width, other.area.width)
        for other in row
    )


# in which order


def _in_order(heaps: list[Heap]) -> list[Heap]:
    """Column by column where columns are tall, else from top to bottom."""
    placed = [(around(line.area for line in heap), heap) for heap in heaps]
    made: list[Heap] = []
    waiting = [placed]
    while waiting:
        part = waiting.pop()
        cut = _cut(part) if len(part) > 1 else None
        if cut is not None:
            waiting += [cut[1], cut[0]]
        elif part:
            part.sort(key=lambda each: (each[0].top, each[0].left))
            made.append(part[0][1])
            waiting.append(part[1:])
    return made


_Placed = list[tuple[Area, Heap]]


def _cut(part: _Placed) -> tuple[_Placed, _Placed] | None:
    """The part in two, the first to be read first."""
    across = _widest(part, lambda area: (area.left, area.right))
    down = _widest(part, lambda area: (area.top, area.bottom))
    if across is not None and all(_tall(side) for side in across):
        return across
    return down if down is not None else across


def _tall(part: _Placed) -> bool:
    rows = sum(len(_rows(heap)) for _, heap in part)
    return rows >= FEWEST_ROWS


def _widest(part: _Placed, sides: Callable[[Area], tuple[int, int]]) -> tuple[_Placed, _Placed] | None:
    """The part cut through its widest room that nothing crosses."""
    ordered = sorted(part, key=lambda each: sides(each[0]))
    best, at_best, reach = 0, 0, sides(ordered[0][0])[1]
    for at, (area, _) in enumerate(ordered[1:], 1):
        low, high = sides(area)
        if low - reach > best:
            best, at_best = low - reach, at
        reach = max(reach, high)
    return (ordered[:at_best], ordered[at_best:]) if at_best else None


# what a heap is


def _blocks(lines: Heap) -> list[Block]:
    rows = [tuple(row) for row in _rows(lines)]
    if _is_code(lines):
        cells = {len(row) for row in rows}
        squared = len(rows) >= FEWEST_ROWS and len(cells) == 1 and cells != {1} and all(map(_has_cells, rows))
        return [Block(BlockKind.TABLE if squared else BlockKind.CODE, tuple(rows))]
    blocks: list[Block] = []
    for row in rows:
        kind = BlockKind.TABLE if _has_cells(row) else BlockKind.TEXT
        if blocks and (blocks[-1].kind is kind or (kind is BlockKind.TEXT and _fills(row, blocks[-1]))):
            blocks[-1] = Block(blocks[-1].kind, (*blocks[-1].rows, row))
        else:
            blocks.append(Block(kind, (row,)))
    return [each if len(each.rows) > 1 else Block(BlockKind.TEXT, each.rows) for each in blocks]


def _is_code(lines: Heap) -> bool:
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


def _has_cells(row: tuple[Line, ...]) -> bool:
    """Whether there is more room between its lines than between words."""
    areas = [line.area for line in row]
    return any(b.left - a.right >= FAR * max(a.height, b.height) for a, b in pairwise(areas))


def _fills(row: tuple[Line, ...], table: Block) -> bool:
    """Whether a single cell stands under one of a table's, as where a row has holes."""
    if table.kind is not BlockKind.TABLE or len(row) != 1 or len(row[0].words) > 6:
        return False
    area, near = row[0].area, 0.5 * row[0].area.height
    above = [line.area for line in table.rows[-1]]
    aligned = (min(abs(area.left - each.left), abs(area.right - each.right)) < near for each in above[1:])
    return area.top - max(each.bottom for each in above) < area.height and any(aligned)


def _joined(blocks: list[Block]) -> list[Block]:
    """Code that only empty lines part is one piece of code; rows far from one another can still be one table."""
    made: list[Block] = []
    for block in blocks:
        kinds = {made[-1].kind, block.kind} if made else set[BlockKind]()
        if BlockKind.CODE in kinds and _goes_on(made[-1], block):
            made[-1] = Block(BlockKind.CODE, made[-1].rows + block.rows)
        elif made and BlockKind.CODE not in kinds and _same_table(made[-1], block):
            made[-1] = Block(BlockKind.TABLE, made[-1].rows + block.rows)
        else:
            made.append(block)
    return made


def _same_table(first: Block, second: Block) -> bool:
    """Whether the rows of two blocks have cells that stand under one another."""
    if not all(_has_cells(row) for row in (*first.rows, *second.rows)):
        return False
    above, below = first.rows[-1], second.rows[0]
    height = middle_of(line.area.height for line in (*above, *below))
    gap = min(line.area.top for line in below) - max(line.area.bottom for line in above)
    aligned = sum(1 for line in below if any(_aligned(line.area, other.area, height) for other in above))
    return 0 <= gap < ROW_GAP * height and aligned >= max(2, 0.6 * len(below))


def _aligned(area: Area, other: Area, height: float) -> bool:
    near = 0.6 * height
    sides = abs(area.left - other.left), abs(area.right - other.right), abs(area.middle[0] - other.middle[0])
    return min(sides) < near


def _goes_on(first: Block, second: Block) -> bool:
    """Whether the second block is the same code after an empty line, or a line of it that stands alone."""
    a, b = (around(line.area for line in block.lines) for block in (first, second))
    height = middle_of(line.area.height for line in (*first.lines, *second.lines))
    pitches = [middle_of(line.pitch for line in block.lines if line.pitch) for block in (first, second)]
    fixed = all(line.pitch != 0 for block in (first, second) for line in block.lines)
    near = 0 <= b.top - a.bottom < EMPTY_LINES * height and min(a.right, b.right) > max(a.left, b.left)
    return near and (fixed or first.kind is second.kind) and _alike(*pitches)
