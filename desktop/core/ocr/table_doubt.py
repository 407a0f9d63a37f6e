"""Doubts about a table that was found in an image: whoever exports it is told to compare it with the image."""

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, TextBlock, TextBlockKind, bounding_rect, median
from desktop.core.ocr.text_export import cells_of

SURE = 0.85  # mean confidence of a cell; chosen, like the next
NEAR = 3.0  # heights of a line: two tables so close below one another may be one


def is_doubtful(table: TextBlock, ocr_result: OcrResult) -> bool:
    """Returns True if cells are unsure or share a place, or if text beside them may belong to the table."""
    lines = tuple(table.lines)
    whole = bounding_rect(line.rect for line in lines)
    inside = [line.rect for line in ocr_result.lines if line not in lines] + [line.rect for line in ocr_result.unread]
    return (
        any(line.confidence < SURE for line in lines)
        or _shares_cells(table)
        or any(_is_in(rect, whole) for rect in inside)
        or any(_may_go_on(whole, lines, other) for other in ocr_result.blocks if other is not table)
    )


def _shares_cells(table: TextBlock) -> bool:
    """Returns True if two cells of a row have fallen into one."""
    filled = (sum(1 for cell in row if cell) for row in cells_of(table))
    return any(count < len(row) for count, row in zip(filled, table.rows, strict=True))


def _is_in(rect: Rect, whole: Rect) -> bool:
    x, y = rect.center
    return whole.left <= x < whole.right and whole.top <= y < whole.bottom


def _may_go_on(whole: Rect, lines: tuple[OcrLine, ...], other: TextBlock) -> bool:
    if other.kind is not TextBlockKind.TABLE:
        return False
    rect = bounding_rect(line.rect for line in other.lines)
    height = median(line.rect.height for line in lines)
    gap = max(rect.top - whole.bottom, whole.top - rect.bottom)
    return gap < NEAR * height and min(rect.right, whole.right) > max(rect.left, whole.left)
