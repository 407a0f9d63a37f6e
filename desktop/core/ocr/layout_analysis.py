"""In which order lines are read, and which belong together: columns, tables, code with its indentation.

From below: lines become heaps (line_grouping.py). Then the page is cut between heaps where nothing crosses, until
their order is known. (To cut the lines themselves, as books are read, fails on the window of a program: its bars cross
every gutter.) Last, it is told of each heap whether it is text, a table or code.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from desktop.core.geometry.rect import Area
from desktop.core.ocr.line_grouping import FEWEST_ROWS, Heap, alike, heaps
from desktop.core.ocr.ocr_result import Block, BlockKind, Line, around, middle_of

FAR = 0.9  # the least room between cells, in heights of a line
ROW_GAP = 3.0  # room between the rows of a ruled table
EMPTY_LINES = 2.6  # room between parts of one piece of code


def laid_out(lines: Iterable[Line]) -> tuple[Block, ...]:
    """Lines from anywhere on a page, in blocks, in reading order."""
    return tuple(_joined([block for heap in _in_order(heaps(lines)) for block in _blocks(heap)]))


# in which order


def _in_order(found: list[Heap]) -> list[Heap]:
    """Column by column where columns are tall, else from top to bottom."""
    placed = [(heap.area, heap) for heap in found]
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
    return sum(len(heap.rows) for _, heap in part) >= FEWEST_ROWS


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


def _blocks(heap: Heap) -> list[Block]:
    rows = [tuple(row) for row in heap.rows]
    if heap.is_code:
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
    return near and (fixed or first.kind is second.kind) and alike(*pitches)
