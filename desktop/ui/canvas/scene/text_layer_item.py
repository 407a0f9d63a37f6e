"""The item that paints the selected text of an image, and frames around findings."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.annotation_painter import qrect

ALARM = QColor("#e0482e")
DASH = (4.0, 3.0)


class TextLayerItem(QGraphicsItem):
    """Paints over everything else of the scene, in view pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(2)
        self._selected: Sequence[Rect] = ()
        self.framed: Sequence[Rect] = ()
        self._bounds = QRectF()
        self.accent = QColor("#0f6f66")

    def show_size(self, size: tuple[int, int]) -> None:
        """Cover an image of that size."""
        self.prepareGeometryChange()
        self._bounds = QRectF(0, 0, *size).adjusted(-20, -20, 20, 20)

    def show_selected(self, rects: Sequence[Rect]) -> None:
        """Mark these areas as selected."""
        self._selected = rects
        self.update()

    def show_framed(self, rects: Sequence[Rect]) -> None:
        """Frame these areas, which the user is asked to look at."""
        self.framed = rects
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = math.hypot(painter.worldTransform().m11(), painter.worldTransform().m12())
        ground = QColor(self.accent)
        ground.setAlphaF(0.32)
        for rect in self._selected:
            painter.fillRect(qrect(rect), ground)
        room = 3 / scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self.framed:
            around = qrect(rect).adjusted(-room, -room, room, room)
            painter.setPen(QPen(QColor(255, 255, 255, 200), 4 / scale))
            painter.drawRoundedRect(around, room, room)
            pen = QPen(ALARM, 2 / scale)
            pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawRoundedRect(around, room, room)
