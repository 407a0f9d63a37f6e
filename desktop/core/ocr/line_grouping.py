"""Groups of lines that are close below or beside one another, and the columns of tables joined.

Groups whose rows are level with one another are the columns of one table. All bounds are chosen, and checked against
the screens in tests/core/ocr.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, bounding_rect, median

BELOW, BESIDE = 1.15, 1.1  # gaps inside a group, in heights of the higher of two lines
INDENT = 4.0  # line heights that the next line of code may begin right of the end of one
ALIKE = 2.2  # ratio of line heights in one group, at most
LEVEL = 0.35  # distance of the middles of lines in one row, in line heights
EXACT = 2  # pixels between the middles of the cells of a row, and between the ends of lines set flush
SAME_TABLE = 0.6  # share of the shorter group's rows that are level with rows of the other
FULL, PROSE_WORDS = 0.72, 4  # running text: share of its column that a line fills, and words of a line
FEWEST_ROWS = 3
FINE = 4  # pixels between two places that are tried for a gutter
FAR_CELL = 40  # most gap between cells, in line heights
FAR_COLUMN = 12  # most gap before the last column of program output, in line heights
CELL_WORDS = 6  # most words in a cell
_SIGNS = re.compile(r"[{}();=$<>_|]|^\s*#")  # a single line is code only if it has one of these
Row = list[OcrLine]


class LineGroup:
    """Lines that belong together. Its properties are computed once."""

    def __init__(self, lines: Iterable[OcrLine]) -> None:
        self.lines = list(lines)

    @cached_property
    def rect(self) -> Rect:
        """The bounding rectangle of all lines."""
        return bounding_rect(line.rect for line in self.lines)

    @cached_property
    def tallest(self) -> int:
        """The height of the highest line, in pixels."""
        return max(line.rect.height for line in self.lines)

    @cached_property
    def rows(self) -> list[Row]:
        """The lines in rows from the top, each row from left to right."""
        rows: list[Row] = []
        for line in sorted(self.lines, key=lambda line: line.rect.center[1]):
            if rows and _on_row(line, rows[-1]):
                rows[-1].append(line)
            else:
                rows.append([line])
        return [sorted(row, key=lambda line: line.rect.left) for row in rows]

    @cached_property
    def middles(self) -> list[float]:
        """The vertical middle of each row, in ascending order."""
        return sorted(_middle(row) for row in self.rows)

    @cached_property
    def words(self) -> float:
        """The mean number of words of a line."""
        return sum(len(line.words) for line in self.lines) / len(self.lines)

    @cached_property
    def is_label(self) -> bool:
        """True if it is a single label of a form, whose value stands beside it, however far."""
        return len(self.rows) == 1 and self.rows[0][-1].text.rstrip().endswith((":", "："))

    @cached_property
    def is_prose(self) -> bool:
        """True if most lines fill their column, as those of a paragraph do."""
        width = self.rect.width
        full = sum(1 for line in self.lines if line.rect.width >= FULL * width and len(line.words) >= PROSE_WORDS)
        return full >= 0.6 * len(self.lines)

    @cached_property
    def is_code(self) -> bool:
        """True if most lines have characters of one width: code, a terminal, a log."""
        measured = [line for line in self.lines if line.char_width is not None]
        fixed = [line.char_width for line in measured if line.char_width]
        if (
            not fixed
            or len(fixed) < 0.7 * len(measured)
            or (len(fixed) < 2 and not any(_SIGNS.search(line.text) for line in self.lines))
        ):
            return False
        pitch = median(fixed)
        return sum(1 for width in fixed if abs(width - pitch) < 0.08 * pitch) >= 0.7 * len(fixed)


class TableGroup(LineGroup):
    """The cells of a table whose rows are known."""

    def __init__(self, rows: Iterable[Iterable[OcrLine]]) -> None:
        cells = [list(row) for row in rows]
        super().__init__(line for row in cells for line in row)
        self._cells = cells

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the table, each from left to right."""
        return self._cells


def group_lines(lines: Iterable[OcrLine]) -> list[LineGroup]:
    """Returns the groups of lines, given in any order; lines without words are left out."""
    close = _close_together([line for line in lines if line.words])
    return _tables([part for group in close for part in _prose_columns(group)])


def _close_together(lines: list[OcrLine]) -> list[LineGroup]:
    ordered = sorted(lines, key=lambda line: line.rect.top)
    homes = list(range(len(ordered)))

    def home(at: int) -> int:
        while homes[at] != at:
            homes[at] = homes[homes[at]]
            at = homes[at]
        return at

    tallest = max((line.rect.height for line in ordered), default=0)
    for at, line in enumerate(ordered):
        for other in range(at + 1, len(ordered)):
            if ordered[other].rect.top > line.rect.bottom + BELOW * tallest:
                break
            if _close(line, ordered[other]):
                homes[home(other)] = home(at)
    groups: dict[int, Row] = {}
    for at, line in enumerate(ordered):
        groups.setdefault(home(at), []).append(line)
    return [LineGroup(members) for members in groups.values()]


def _close(first: OcrLine, second: OcrLine) -> bool:
    """Returns True if two lines are neighbours in one group."""
    a, b = first.rect, second.rect
    low, high = sorted((a.height, b.height))
    if high > ALIKE * low:
        return False
    across, down = min(a.right, b.right) - max(a.left, b.left), min(a.bottom, b.bottom) - max(a.top, b.top)
    if down > 0.5 * low:  # side by side
        return -across < BESIDE * high
    indented = alike(first.char_width, second.char_width) and -across < INDENT * high
    return (indented or across > 0.3 * min(a.width, b.width)) and -down < BELOW * high


def _prose_columns(group: LineGroup) -> list[LineGroup]:
    """Returns a group cut where a narrow gutter runs between columns of running text; lines across it stand alone."""
    gaps = [(a.rect.right, b.rect.left) for row in group.rows for a, b in pairwise(row) if b.rect.left > a.rect.right]
    if len(gaps) <= FEWEST_ROWS or group.is_code:
        return [group]
    middles = {(left + right) // 2 // FINE * FINE for left, right in gaps}
    wide = [at for at in middles if sum(left < at < right for left, right in gaps) > FEWEST_ROWS]
    cuts = [([line for line in group.lines if line.rect.left <= at <= line.rect.right], at) for at in wide]
    for across, at in sorted(cuts, key=lambda cut: (len(cut[0]), cut[1])):
        before = LineGroup(line for line in group.lines if line.rect.right < at)
        after = LineGroup(line for line in group.lines if line.rect.left > at)
        if _are_cells(before, after):
            break
        if before.is_prose and len(across) <= FEWEST_ROWS:
            columns = _prose_columns(after)
            if len(columns) > 1 or after.is_prose:
                return [before, *columns, *(LineGroup([line]) for line in across)]
    return [group]


def _are_cells(before: LineGroup, after: LineGroup) -> bool:
    """Returns True if lines beside a gutter are cells: level, and few as long as the next, as lines set flush are."""
    level = zip(before.middles, after.middles, strict=False)
    if len(before.rows) != len(after.rows) or any(abs(one - other) > EXACT for one, other in level):
        return False
    ends = [(a[-1].rect.right, b[-1].rect.right) for group in (before, after) for a, b in pairwise(group.rows)]
    return sum(1 for one, other in ends if abs(one - other) <= EXACT) < 0.5 * len(ends)


def alike(pitch: float | None, other: float | None) -> bool:
    """Returns True if two lines have characters of the same fixed width."""
    return bool(pitch and other) and abs((pitch or 0) - (other or 0)) < 0.08 * (pitch or 0)


def _tables(columns: list[LineGroup]) -> list[LineGroup]:
    """Returns the groups with those joined that are columns of one table."""
    joined: list[LineGroup] = []
    ordered = sorted(columns, key=lambda group: group.rect.left)
    for place, group in enumerate(ordered, 1):
        at = next((at for at in reversed(range(len(joined))) if _level(joined[at], group, ordered[place:])), None)
        if at is None:
            joined.append(group)
        else:
            joined[at] = LineGroup(joined[at].lines + group.lines)
    return joined


def _level(left: LineGroup, right: LineGroup, others: Sequence[LineGroup]) -> bool:
    """Returns True if the rows of two groups are rows of one table, and neither is running text. A label with `others`
    beside it, too, has no value far away.
    """
    a, b = left.rect, right.rect
    if max(a.top, b.top) - min(a.bottom, b.bottom) > LEVEL * max(left.tallest, right.tallest):
        return False
    if left.is_code and _beside(left, right):
        return True
    fewer, more = sorted((left, right), key=lambda group: len(group.rows))
    if len(fewer.rows) * 3 < len(more.rows) or min(a.right, b.right) - max(a.left, b.left) > 0:
        return False
    if len(fewer.rows) > FEWEST_ROWS and left.is_prose and right.is_prose:
        return False
    if len(more.rows) > 1 and max(left.words, right.words) > CELL_WORDS:
        return False
    height = median(line.rect.height for line in (*left.lines, *right.lines))
    level = sum(1 for middle in fewer.middles if _next_to(middle, more.middles) < LEVEL * height)
    near = len(more.rows) > 1 or b.left - a.right < FAR_CELL * height
    near = near or (left.is_label and all(a.bottom <= other.rect.top or other.rect.bottom <= a.top for other in others))
    return near and level >= SAME_TABLE * len(more.rows if len(more.rows) <= FEWEST_ROWS else fewer.rows)


def _next_to(middle: float, middles: list[float]) -> float:
    """Returns the distance to the nearest of the sorted middles."""
    at = bisect(middles, middle)
    return min(abs(middle - other) for other in middles[max(0, at - 1) : at + 1])


def _beside(left: LineGroup, right: LineGroup) -> bool:
    """Returns True if each row on the right continues one on the left, as the last column of program output does."""

    def goes_on(row: Row, other: Row) -> bool:
        height, room = row[0].rect.height, other[0].rect.left - row[-1].rect.right
        return abs(_middle(row) - _middle(other)) < LEVEL * height and 0 <= room < FAR_COLUMN * height

    return all(any(goes_on(row, other) for row in left.rows) for other in right.rows)


def _middle(row: Row) -> float:
    return sum(line.rect.center[1] for line in row) / len(row)


def _on_row(line: OcrLine, row: Row) -> bool:
    """Returns True if a line is level with a row and beside all of its lines."""
    level = line.rect.center[1] - _middle(row) < 0.25 * (line.rect.height + row[0].rect.height)
    return level and all(
        min(line.rect.right, other.rect.right) - max(line.rect.left, other.rect.left)
        < 0.3 * min(line.rect.width, other.rect.width)
        for other in row
    )
