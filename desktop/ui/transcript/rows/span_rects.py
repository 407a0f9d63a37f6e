"""Rectangles of spans of text in a document, for highlights that the rows paint themselves."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


def span_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Yields the rectangles of the characters from `start` to `end`, line by line, in tables cell by cell.

    Offsets are positions in the document, rectangles are in its own coordinates.
    """
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _block_rects(document, block, start, end)
        block = block.next()


def _block_rects(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = block.position() + line.textStart()
        last = first + line.textLength()
        low, high = max(start, first), min(end, last)
        if low > high or (low == high and not (start <= first and end > last)):
            continue
        x1, x2 = _cursor_x(line, low - block.position()), _cursor_x(line, high - block.position())
        if end > last and number == layout.lineCount() - 1:
            x2 += 5  # the line's end is part of the span
        rect = QRectF(min(x1, x2), line.y(), abs(x2 - x1), line.height())
        yield rect.translated(origin)


def _cursor_x(line: QTextLine, position: int) -> float:
    """Returns the x of a cursor at a position in its block."""
    x: Any = line.cursorToX(position)  # PySide returns the position too
    return float(x[0] if isinstance(x, tuple) else x)
