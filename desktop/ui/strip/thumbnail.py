"""How an image of the strip is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.icons import path_of
from desktop.ui.look.mirroring import across
from desktop.ui.strip.strip_list import StripList, cross_in
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.question_row import covering

IMAGE_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
NOTE_ROLE = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex


class Thumbnail(QStyledItemDelegate):
    """Paints an image of the strip: a rounded thumbnail, number and tokens, and a cross under the pointer."""

    def __init__(self, theme: Theme, strip: StripList) -> None:
        super().__init__()
        self.theme = theme
        self._list = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._list.item_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRectF(option.rect).adjusted(4, 4, -4, -4)
        state = option.state
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(rect, 7, 7)
        painter.setClipPath(path)
        painter.fillPath(path, QColor("#ffffff"))
        image = index.data(IMAGE_ROLE)
        if isinstance(image, QImage):
            painter.drawImage(rect, image, covering(image, rect))
        self._paint_note(painter, rect, f"{index.row() + 1}{index.data(NOTE_ROLE) or ''}")
        painter.setClipping(False)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(self.theme.colors.accent if chosen else self.theme.colors.line), 2 if chosen else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.colors.text), 2))
            painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), 9, 9)
        if state & QStyle.StateFlag.State_MouseOver:
            self._paint_cross(painter, cross_in(option.rect, self.theme.px(100) / 100))
        painter.restore()

    def _paint_note(self, painter: QPainter, rect: QRectF, words: str) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        painter.setFont(font)
        px, metrics = self.theme.px, painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + px(10), metrics.height()
        tag = QRectF(px(6), rect.height() - height - px(5), min(float(width), rect.width() - px(12)), height)
        tag = across(tag, rect.width()).translated(rect.topLeft())
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(tag.width()) - px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(30, 30, 30, 215))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_cross(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(30, 30, 30, 215))
        painter.drawEllipse(rect)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / 24, rect.height() / 24)
        painter.setPen(QPen(QColor("#ffffff"), 2.2))
        painter.drawPath(path_of("close"))
