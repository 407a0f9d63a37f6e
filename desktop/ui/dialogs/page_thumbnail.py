"""How a page is painted in the list in which pages are chosen."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.theme import Theme

IMAGE_ROLE = Qt.ItemDataRole.UserRole
PAGE_UNITS = QSize(132, 150)  # no page is larger
MARGIN_UNITS = 8  # around a page, on the ground that shows that it is chosen
RING_PX = 2  # the line of the focus, and what parts it from that ground
_Index = QModelIndex | QPersistentModelIndex


class PageThumbnail(QStyledItemDelegate):
    """Paints a page with an edge, its number below it, a ground where it is chosen, and the ring of the focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        around = 2 * (2 * RING_PX + self.theme.px(MARGIN_UNITS))
        number = self.theme.px(MARGIN_UNITS) // 2 + QFontMetrics(option.font).lineSpacing()
        return self._room + QSize(around, around + number)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colors, state = self.theme.colors, option.state
        ground = option.rect.adjusted(2 * RING_PX, 2 * RING_PX, -2 * RING_PX, -2 * RING_PX)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            self._paint_ground(painter, ground, colors.chosen)
            painter.setPen(QPen(QColor(colors.accent), RING_PX))
            painter.drawPath(self._rounded(ground, 1))
        elif state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, ground, colors.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colors.accent), RING_PX))
            painter.drawPath(self._rounded(option.rect, 1))
        self._paint_page(painter, ground, index)
        painter.restore()

    @property
    def _room(self) -> QSize:
        return QSize(self.theme.px(PAGE_UNITS.width()), self.theme.px(PAGE_UNITS.height()))

    def _rounded(self, rect: QRect, inset: int) -> QPainterPath:
        path, radius = QPainterPath(), self.theme.px(8)
        path.addRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
        return path

    def _paint_ground(self, painter: QPainter, ground: QRect, color: str) -> None:
        painter.fillPath(self._rounded(ground, 0), QColor(color))

    def _paint_page(self, painter: QPainter, ground: QRect, index: _Index) -> None:
        """Paints the page, if it is known already, and its number."""
        margin, room = self.theme.px(MARGIN_UNITS), QRect(QPoint(), self._room)
        room.moveTopLeft(ground.topLeft() + QPoint(margin, margin))
        number = QRect(ground.left(), room.bottom() + 1, ground.width(), ground.bottom() - room.bottom())
        painter.setPen(QColor(self.theme.colors.text))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.data(Qt.ItemDataRole.DisplayRole)))
        image = index.data(IMAGE_ROLE)
        if isinstance(image, QImage):
            page = QRect(QPoint(), image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
            page.moveCenter(room.center())
            painter.fillRect(page, QColor(self.theme.colors.edge))  # a white page is told from white ground
            painter.drawImage(page.adjusted(1, 1, -1, -1), image)
