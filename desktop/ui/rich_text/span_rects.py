"""Rectangles of spans of text in a document, for highlights that the rows paint themselves."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextLine

Span = tuple[int, int]  # of a document's characters: the first, and the one behind the last


def visible_span(document: QTextDocument, clip: QRectF) -> Span:
    """Returns a span that holds all characters whose lines reach into `clip`, and some around them."""
    layout, around = document.documentLayout(), 2 * QFontMetricsF(document.defaultFont()).lineSpacing()
    first = layout.hitTest(QPointF(clip.left(), clip.top() - around), Qt.HitTestAccuracy.FuzzyHit)
    last = layout.hitTest(QPointF(clip.right(), clip.bottom() + around), Qt.HitTestAccuracy.FuzzyHit)
    return max(0, first), document.characterCount() if last < 0 else last + 1


def span_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Yields the rectangles of the characters from `start` to `end`, line by line, in tables cell by cell.

    Offsets are positions in the document, rectangles are in its own coordinates.
    """
    for rect, _ in span_lines(document, start, end):
        yield rect


def span_lines(document: QTextDocument, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
    """Yields the rectangles of `span_rects`, each with the y of the base line that its characters stand on."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _block_lines(document, block, start, end)
        block = block.next()


def _block_lines(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    from_line = layout.lineForTextPosition(max(0, start - block.position())).lineNumber()
    for number in range(max(0, from_line), layout.lineCount()):
        line = layout.lineAt(number)
        first = block.position() + line.textStart()
        if first > end:
            break
        last = first + line.textLength()
        low, high = max(start, first), min(end, last)
        if low > high or (low == high and not (start <= first and end > last)):
            continue
        x1, x2 = _cursor_x(line, low - block.position()), _cursor_x(line, high - block.position())
        if end > last and number == layout.lineCount() - 1:
            x2 += 5  # the line's end is part of the span
        rect = QRectF(min(x1, x2), line.y(), abs(x2 - x1), line.height())
        yield rect.translated(origin), origin.y() + line.y() + line.ascent()


def _cursor_x(line: QTextLine, position: int) -> float:
    """Returns the x of a cursor at a position in its block."""
    x: Any = line.cursorToX(position)  # PySide returns the position too
    return float(x[0] if isinstance(x, tuple) else x)
