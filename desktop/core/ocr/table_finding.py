"""Tables found by their cells: rows of short lines, level with one another, whose cells stand below one another.

They are taken out of a page before the rest of it is grouped. Only what is surely a table is: three columns and three
rows, no running text. Everything else, such as a form of two columns, is left to line_grouping.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, bounding_rect, median

LEVEL = 0.4  # distance of the middles of cells in one row, in line heights; all bounds here are chosen
CELL_GAP = 0.9  # least gap between two cells, in line heights
ROW_GAP = 3.0  # most gap between rows, in line heights
NEAR = 0.6  # distance of two edges or middles that are aligned, in line heights
FEWEST_ROWS = FEWEST_COLUMNS = 3
ALIGNED = 0.6  # share of a row's cells that stand below others
FOLLOWED_ROWS = 4  # rows above in which they are looked for
MOST_WORDS = 6  # of a cell on average, in each column
PROSE_WORDS, PROSE_FILL = 4, 0.72  # words of a line of running text, and its least share of the column's width
CROSSING = 0.12  # most share of rows whose cells reach across a gap between columns
Row = tuple[OcrLine, ...]


def take_tables(lines: Iterable[OcrLine]) -> tuple[list[list[Row]], list[OcrLine]]:
    """Returns the rows of each table, cells from left to right, and the lines that stand in none."""
    rest = [line for line in lines if line.words]
    rows = _level_rows([line for line in rest if not line.is_vertical])
    tables = [(table, run) for run in _runs(rows) if (table := _table(run))]
    taken = {id(line) for _, run in tables for row in run for line in row}
    return [table for table, _ in tables], [line for line in rest if id(line) not in taken]


def _level_rows(lines: list[OcrLine]) -> list[Row]:
    rows: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda line: line.rect.center[1]):
        middle = sum(other.rect.center[1] for other in rows[-1]) / len(rows[-1]) if rows else 0.0
        if rows and line.rect.center[1] - middle < LEVEL * min(line.rect.height, rows[-1][0].rect.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.rect.left)) for row in rows]


def _runs(rows: list[Row]) -> list[list[Row]]:
    """Returns rows that may be tables: consecutive ones of several cells each that stand below one another."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and _follows(row, runs[-1]):
            runs[-1].append(row)
        elif len(row) > 1:
            runs.append([row])
        else:
            runs.append([])  # a heading or a paragraph ends a table
    return [_without_last_single_cells(run) for run in runs]


def _without_last_single_cells(run: list[Row]) -> list[Row]:
    while run and len(run[-1]) < 2:
        run = run[:-1]
    return run


def _follows(row: Row, run: list[Row]) -> bool:
    if not run:
        return False
    height = median(line.rect.height for line in (*run[-1], *row))
    gap = min(line.rect.top for line in row) - max(line.rect.bottom for line in run[-1])
    if gap > ROW_GAP * height or any(len(line.words) > 2 * MOST_WORDS for line in row):
        return False
    above = [line.rect for other in run[-FOLLOWED_ROWS:] for line in other]
    below = [line for line in row if any(_stands_below(line.rect, rect, height) for rect in above)]
    return len(below) >= max(min(2, len(row)), ALIGNED * len(row))


def _stands_below(rect: Rect, above: Rect, height: float) -> bool:
    sides = abs(rect.left - above.left), abs(rect.right - above.right), abs(rect.center[0] - above.center[0])
    return min(sides) < NEAR * height


def _table(run: list[Row]) -> list[Row] | None:
    """Returns the rows of a table with lines that hold two cells cut; None if it is none."""
    several = [row for row in run if len(row) >= FEWEST_COLUMNS]
    if len(run) < FEWEST_ROWS or len(several) < 2:
        return None
    columns = columns_of(run)
    if len(columns) < FEWEST_COLUMNS:
        return None
    rows = [tuple(part for line in row for part in _cut(line, columns)) for row in run]
    if any(_is_prose([line for row in rows for line in row if _column(line.rect, columns) == at]) for at in columns):
        return None
    return rows


def columns_of(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Returns left and right of each column, from left to right, in pixels: hardly a cell reaches across their gaps."""
    rects = [line.rect for row in rows for line in row]
    height = median(rect.height for rect in rects)
    most = max(1 if len(rows) > FEWEST_ROWS else 0, int(CROSSING * len(rows)))
    edges = sorted([(rect.left, 1) for rect in rects] + [(rect.right, -1) for rect in rects])
    columns: list[tuple[int, int]] = []
    depth, start = 0, None
    for x, change in edges:
        depth += change
        if start is None and depth > most:
            start = x
        elif start is not None and depth <= most:
            columns.append((start, x))
            start = None
    merged: list[tuple[int, int]] = []
    for left, right in columns:
        if merged and left - merged[-1][1] < CELL_GAP / 2 * height:
            merged[-1] = (merged[-1][0], right)
        else:
            merged.append((left, right))
    return merged


def _column(rect: Rect, columns: list[tuple[int, int]]) -> tuple[int, int]:
    """Returns the column that a cell overlaps most, or else the nearest."""

    def distance(column: tuple[int, int]) -> tuple[float, float]:
        shared = min(rect.right, column[1]) - max(rect.left, column[0])
        return -shared, abs(rect.center[0] - sum(column) / 2)

    return min(columns, key=distance)


def _cut(line: OcrLine, columns: list[tuple[int, int]]) -> list[OcrLine]:
    """Returns a line cut between words that stand in different columns."""
    parts: list[list[int]] = []
    places = [_column(word.rect, columns) for word in line.words]
    for at, place in enumerate(places):
        gap = line.words[at].rect.left - line.words[at - 1].rect.right if at else 0
        if at and (place == places[at - 1] or gap < 0.4 * line.rect.height or not _inside(line, columns)):
            parts[-1].append(at)
        else:
            parts.append([at])
    return [replace(line, words=tuple(line.words[at] for at in part)) for part in parts] if len(parts) > 1 else [line]


def _inside(line: OcrLine, columns: list[tuple[int, int]]) -> bool:
    """Returns True if each word of a line stands in a column."""
    return all(any(word.rect.left < right and word.rect.right > left for left, right in columns) for word in line.words)


def _is_prose(cells: list[OcrLine]) -> bool:
    """Returns True if a column is running text, or has long ones."""
    if not cells:
        return False
    width = bounding_rect(line.rect for line in cells).width
    full = sum(1 for line in cells if line.rect.width >= PROSE_FILL * width and len(line.words) >= PROSE_WORDS)
    return full >= 0.6 * len(cells) or sum(len(line.words) for line in cells) > MOST_WORDS * len(cells)
