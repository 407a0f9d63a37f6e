"""The item that paints the selected text of an image, and frames around findings."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.annotation_painter import qrect
from desktop.ui.theme import LIGHT

EDGE, GROUND, WORDS = QColor(LIGHT.warn_edge), QColor(LIGHT.warn), QColor(LIGHT.doubt)  # in every theme: on pictures
DASH = (4.0, 3.0)
GAP_PX, AROUND_PX = 6, 5  # between a frame and its name, and around the name


class TextLayerItem(QGraphicsItem):
    """Paints over everything else of the scene, in view pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(2)
        self._selected: Sequence[Rect] = ()
        self.framed: Sequence[Rect] = ()
        self._names: Sequence[str] = ()
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

    def show_framed(self, rects: Sequence[Rect], names: Sequence[str] = ()) -> None:
        """Frame these areas, which the user is asked to look at, with a name for each; an empty one is not shown."""
        self.framed, self._names = rects, names
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
            pen = QPen(EDGE, 2 / scale)
            pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawRoundedRect(around, room, room)
        self._paint_names(painter, scale)

    def _paint_names(self, painter: QPainter, scale: float) -> None:
        """Paints each name beside its frame, where it hides no other frame and no name."""
        metrics = QFontMetricsF(painter.font())
        taken = [qrect(rect) for rect in self.framed]
        for rect, name in zip(self.framed, self._names, strict=False):
            frame = qrect(rect)
            wide, high = metrics.horizontalAdvance(name) + 2 * AROUND_PX, metrics.height() + 2
            place = QRectF(frame.right() + GAP_PX / scale, 0, wide / scale, high / scale)
            place.moveCenter(QPointF(place.center().x(), frame.center().y()))
            if not name or place.right() > self._bounds.right() or any(place.intersects(other) for other in taken):
                continue
            taken.append(place)
            painter.save()
            painter.translate(place.topLeft())
            painter.scale(1 / scale, 1 / scale)
            label = QRectF(0, 0, wide, high)
            painter.setPen(QPen(EDGE, 1))
            painter.setBrush(GROUND)
            painter.drawRoundedRect(label, 4, 4)
            painter.setPen(WORDS)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, name)
            painter.restore()
