"""Layout analysis: the reading order of lines, and the blocks of text, tables and code they form.

Works bottom-up: lines become groups (line_grouping.py). Then the page is cut between groups where nothing crosses,
until their order is known. (Cutting between lines, as for books, fails on program windows: their bars cross every
gutter.) Last, each group is classified as text, table or code.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.line_grouping import FEWEST_ROWS, LineGroup, TableGroup, alike, group_lines
from desktop.core.ocr.ocr_result import OcrLine, TextBlock, TextBlockKind, bounding_rect, median
from desktop.core.ocr.table_finding import take_tables

FAR = 0.9  # least gap between cells, in line heights
ROW_GAP = 3.0  # most gap between rows of a ruled table, in line heights
EMPTY_LINES = 2.6  # most gap between parts of one piece of code, in line heights


def analyze_layout(lines: Iterable[OcrLine]) -> tuple[TextBlock, ...]:
    """Returns the blocks of lines, given in any order, in reading order."""
    tables, rest = take_tables(lines)
    groups = [*map(TableGroup, tables), *group_lines(rest)]
    return tuple(_joined([block for group in _in_order(groups) for block in _blocks(group)]))


# reading order


def _in_order(groups: list[LineGroup]) -> list[LineGroup]:
    """Returns groups column by column where columns are tall, otherwise from top to bottom."""
    placed = [(group.rect, group) for group in groups]
    ordered: list[LineGroup] = []
    waiting = [placed]
    while waiting:
        part = waiting.pop()
        cut = _cut(part) if len(part) > 1 else None
        if cut is not None:
            waiting += [cut[1], cut[0]]
        elif part:
            part.sort(key=lambda entry: (entry[0].top, entry[0].left))
            ordered.append(part[0][1])
            waiting.append(part[1:])
    return ordered


_Placed = list[tuple[Rect, LineGroup]]


def _cut(part: _Placed) -> tuple[_Placed, _Placed] | None:
    """Returns the part cut in two, the one to be read first first; None if it cannot be cut."""
    across = _widest(part, lambda rect: (rect.left, rect.right))
    down = _widest(part, lambda rect: (rect.top, rect.bottom))
    if across is not None and all(_tall(side) for side in across):
        return across
    return down if down is not None else across


def _tall(part: _Placed) -> bool:
    return sum(len(group.rows) for _, group in part) >= FEWEST_ROWS


def _widest(part: _Placed, sides: Callable[[Rect], tuple[int, int]]) -> tuple[_Placed, _Placed] | None:
    """Returns the part cut through its widest gap; None if there is none."""
    ordered = sorted(part, key=lambda entry: sides(entry[0]))
    best, at_best, reach = 0, 0, sides(ordered[0][0])[1]
    for at, (rect, _) in enumerate(ordered[1:], 1):
        low, high = sides(rect)
        if low - reach > best:
            best, at_best = low - reach, at
        reach = max(reach, high)
    return (ordered[:at_best], ordered[at_best:]) if at_best else None


# classification


def _blocks(group: LineGroup) -> list[TextBlock]:
    rows = [tuple(row) for row in group.rows]
    if isinstance(group, TableGroup):
        return [TextBlock(TextBlockKind.TABLE, tuple(rows))]
    if group.is_code:
        cells = {len(row) for row in rows}
        squared = len(rows) >= FEWEST_ROWS and len(cells) == 1 and cells != {1} and all(map(_has_cells, rows))
        return [TextBlock(TextBlockKind.TABLE if squared else TextBlockKind.CODE, tuple(rows))]
    blocks: list[TextBlock] = []
    for row in rows:
        kind = TextBlockKind.TABLE if _has_cells(row) else TextBlockKind.TEXT
        if blocks and (blocks[-1].kind is kind or (kind is TextBlockKind.TEXT and _fills(row, blocks[-1]))):
            blocks[-1] = TextBlock(blocks[-1].kind, (*blocks[-1].rows, row))
        else:
            blocks.append(TextBlock(kind, (row,)))
    return [block if len(block.rows) > 1 else TextBlock(TextBlockKind.TEXT, block.rows) for block in blocks]


def _has_cells(row: tuple[OcrLine, ...]) -> bool:
    """Returns True if a gap between lines of a row is wider than one between words."""
    rects = [line.rect for line in row]
    return any(b.left - a.right >= FAR * max(a.height, b.height) for a, b in pairwise(rects))


def _fills(row: tuple[OcrLine, ...], table: TextBlock) -> bool:
    """Returns True if a single cell stands below one of a table's cells, as in a row with empty cells."""
    if table.kind is not TextBlockKind.TABLE or len(row) != 1 or len(row[0].words) > 6:
        return False
    rect, near = row[0].rect, 0.5 * row[0].rect.height
    above = [line.rect for line in table.rows[-1]]
    aligned = (min(abs(rect.left - cell.left), abs(rect.right - cell.right)) < near for cell in above[1:])
    return rect.top - max(cell.bottom for cell in above) < rect.height and any(aligned)


def _joined(blocks: list[TextBlock]) -> list[TextBlock]:
    """Joins code separated only by empty lines, and rows of one table that are far apart."""
    joined: list[TextBlock] = []
    for block in blocks:
        kinds = {joined[-1].kind, block.kind} if joined else set[TextBlockKind]()
        if TextBlockKind.CODE in kinds and _goes_on(joined[-1], block):
            joined[-1] = TextBlock(TextBlockKind.CODE, joined[-1].rows + block.rows)
        elif joined and TextBlockKind.CODE not in kinds and _same_table(joined[-1], block):
            joined[-1] = TextBlock(TextBlockKind.TABLE, joined[-1].rows + block.rows)
        else:
            joined.append(block)
    return joined


def _same_table(first: TextBlock, second: TextBlock) -> bool:
    """Returns True if the rows of two blocks have cells that stand below one another."""
    if not all(_has_cells(row) for row in (*first.rows, *second.rows)):
        return False
    above, below = first.rows[-1], second.rows[0]
    height = median(line.rect.height for line in (*above, *below))
    gap = min(line.rect.top for line in below) - max(line.rect.bottom for line in above)
    aligned = sum(1 for line in below if any(_aligned(line.rect, other.rect, height) for other in above))
    return 0 <= gap < ROW_GAP * height and aligned >= max(2, 0.6 * len(below))


def _aligned(rect: Rect, other: Rect, height: float) -> bool:
    near = 0.6 * height
    sides = abs(rect.left - other.left), abs(rect.right - other.right), abs(rect.center[0] - other.center[0])
    return min(sides) < near


def _goes_on(first: TextBlock, second: TextBlock) -> bool:
    """Returns True if the second block continues the code of the first after an empty line."""
    a, b = (bounding_rect(line.rect for line in block.lines) for block in (first, second))
    height = median(line.rect.height for line in (*first.lines, *second.lines))
    pitches = [median(line.char_width for line in block.lines if line.char_width) for block in (first, second)]
    fixed = all(line.char_width != 0 for block in (first, second) for line in block.lines)
    near = 0 <= b.top - a.bottom < EMPTY_LINES * height and min(a.right, b.right) > max(a.left, b.left)
    return near and (fixed or first.kind is second.kind) and alike(*pitches)
