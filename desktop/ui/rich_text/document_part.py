"""The part of a document that stands on one sheet of paper."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPagedPaintDevice, QPainter, QTextDocument, QTextTable

TOUCHING = 0.5  # pixels by which the clip is lower than a sheet, so that a line that begins at its end is not drawn


def draw_document(
    document: QTextDocument, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext
) -> None:
    """Draws what is within the clip of `context`; on paper no line above or below it.

    Qt draws one line more above the clip. On a screen it is clipped; a PDF would keep it as invisible text, which is
    found, copied and read aloud twice.
    """
    if isinstance(painter.device(), QPagedPaintDevice) and context.clip.isValid():
        clip = context.clip.adjusted(0, 0, 0, -TOUCHING)
        context.clip = clip.adjusted(0, _draw_cut_block(document, painter, clip), 0, 0)
        if not context.clip.isValid():
            return  # the sheet is full
    document.documentLayout().draw(painter, context)


def _draw_cut_block(document: QTextDocument, painter: QPainter, clip: QRectF) -> float:
    """Draws the lines within the clip of a block that begins above it. Returns the height that they take."""
    if any(isinstance(frame, QTextTable) for frame in document.rootFrame().childFrames()):
        return 0.0  # of which a sheet begins with a whole row
    layout, block = document.documentLayout(), document.begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        if place.bottom() > clip.top() + TOUCHING:
            break
        block = block.next()
    if not block.isValid() or place.top() >= clip.top() - TOUCHING:
        return 0.0
    lines = block.layout()
    origin = QPointF(lines.position().x(), place.top() - lines.boundingRect().top())
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        if clip.top() - TOUCHING <= origin.y() + line.y() < clip.bottom():
            line.draw(painter, origin)
    return float(place.bottom() - clip.top()) + TOUCHING
