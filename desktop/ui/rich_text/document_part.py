"""The part of a document that stands on one sheet of paper."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextTable,
)

TOUCHING = 0.5  # pixels by which the clip is lower than a sheet, so that a line that begins at its end is not drawn


def draw_document(
    document: QTextDocument, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext
) -> None:
    """Draws what is within the clip of `context`; on paper no line above or below it.

    Qt draws one line more above the clip. On a screen it is clipped; a PDF would keep it as invisible text, which is
    found, copied and read aloud twice.
    """
    if not isinstance(painter.device(), QPagedPaintDevice) or not context.clip.isValid():
        document.documentLayout().draw(painter, context)
        return
    for strip in _strips(document, context.clip.adjusted(0, 0, 0, -TOUCHING)):
        context.clip = strip.adjusted(0, _draw_cut_block(document, painter, strip), 0, 0)
        if context.clip.isValid():  # the sheet is not full
            document.documentLayout().draw(painter, context)


def _strips(document: QTextDocument, clip: QRectF) -> Iterator[QRectF]:
    """Yields the parts of the clip in which at most one block begins above it: the columns of a table, or all of it."""
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    if not tables or clip.top() <= 0:
        yield clip
        return
    for column in range(tables[0].columns()):
        block = tables[0].cellAt(0, column).firstCursorPosition().block()
        place = document.documentLayout().blockBoundingRect(block)
        yield QRectF(place.left(), clip.top(), place.width(), clip.height())


def _draw_cut_block(document: QTextDocument, painter: QPainter, clip: QRectF) -> float:
    """Draws the lines within the clip of a block that begins above it. Returns by how much the clip is lower then."""
    edge = TOUCHING if clip.top() > 0 else 0.0  # a line that ends where the clip begins would be drawn, too
    cut = _cut_block(document, clip)
    if cut is None:
        return edge
    block, place = cut
    lines = block.layout()
    origin = QPointF(place.left(), place.top()) - lines.boundingRect().topLeft()
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        if clip.top() - TOUCHING <= origin.y() + line.y() < clip.bottom():
            line.draw(painter, origin)
    return float(place.bottom() - clip.top()) + edge


def _cut_block(document: QTextDocument, clip: QRectF) -> tuple[QTextBlock, QRectF] | None:
    """Returns the block in the width of the clip that begins above it and ends in it or below, and its place."""
    layout, block = document.documentLayout(), document.begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        if place.top() >= clip.bottom():
            break
        is_cut = place.top() < clip.top() - TOUCHING and place.bottom() > clip.top() + TOUCHING
        if is_cut and place.left() < clip.right() and place.right() > clip.left():
            return block, place
        block = block.next()
    return None
