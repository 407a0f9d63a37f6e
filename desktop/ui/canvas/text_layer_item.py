"""What is shown of the text of a picture: what is selected, and frames around what looks private or odd."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.annotation_painter import rect_of

ALARM = QColor("#e0482e")
DASH = (4.0, 3.0)


class TextLayerItem(QGraphicsItem):
    """Lies over the picture and under nothing; its coordinates are shown pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(2)
        self._selected: Sequence[Rect] = ()
        self._framed: Sequence[Rect] = ()
        self._bounds = QRectF()
        self.accent = QColor("#0f6f66")

    def show_size(self, size: tuple[int, int]) -> None:
        """The picture's size in shown pixels."""
        self.prepareGeometryChange()
        self._bounds = QRectF(0, 0, *size).adjusted(-20, -20, 20, 20)

    def show_selected(self, rects: Sequence[Rect]) -> None:
        """What is selected."""
        self._selected = rects
        self.update()

    def show_framed(self, rects: Sequence[Rect]) -> None:
        """What the user is asked to look at."""
        self._framed = rects
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = math.hypot(painter.worldTransform().m11(), painter.worldTransform().m12())
        ground = QColor(self.accent)
        ground.setAlphaF(0.32)
        for rect in self._selected:
            painter.fillRect(rect_of(rect), ground)
        room = 3 / scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self._framed:
            around = rect_of(rect).adjusted(-room, -room, room, room)
            painter.setPen(QPen(QColor(255, 255, 255, 200), 4 / scale))
            painter.drawRoundedRect(around, room, room)
            pen = QPen(ALARM, 2 / scale)
            pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawRoundedRect(around, room, room)
