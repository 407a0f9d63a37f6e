"""Paints what is highlighted in a document: a selection, the matches of a search, and what has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.ui.rich_text.span_rects import Span, span_rects
from desktop.ui.theme import ThemeColors


def fill(painter: QPainter, document: QTextDocument, span: Span, color_name: str, opacity: float) -> None:
    """Lays a colour over a span."""
    color = QColor(color_name)
    color.setAlphaF(opacity)
    for rect in span_rects(document, *span):
        painter.fillRect(rect, color)


def outline(painter: QPainter, document: QTextDocument, span: Span, colors: ThemeColors) -> None:
    """Paints a line around a span, as around all that has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in span_rects(document, *span):
        painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 3, 3)
    painter.restore()


def draw_matches(
    painter: QPainter,
    document: QTextDocument,
    context: QAbstractTextDocumentLayout.PaintContext,
    spans: tuple[Span, ...],
    colors: ThemeColors,
) -> None:
    """Draws the spans once more on the ground of a match and in its one colour, so that no colour of code remains."""
    form = QTextCharFormat()
    form.setForeground(QColor(colors.on_found))
    selections, shape = [], QPainterPath()
    end = document.characterCount() - 1
    for span in spans:
        selection = QAbstractTextDocumentLayout.Selection()
        cursor = QTextCursor(document)
        cursor.setPosition(min(span[0], end))
        cursor.setPosition(min(span[1], end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, form
        selections.append(selection)
        for rect in span_rects(document, *span):
            shape.addRect(rect)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.fillPath(shape, QColor(colors.found))
    context.selections = selections
    document.documentLayout().draw(painter, context)
    painter.restore()
