"""The item that paints the selected text of an image, and frames around findings."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.geometry.rect import Rect
from desktop.ui.canvas.annotation_painter import qrect
from desktop.ui.theme import CONTRAST_LIGHT, LIGHT

EDGE, GROUND = QColor(LIGHT.warn_edge), QColor(LIGHT.warn)  # in every theme: they are on pictures
WORDS = QColor(CONTRAST_LIGHT.doubt)
DASH = (4.0, 3.0)
GAP_PX, AROUND_PX = 6, 5  # between a place and its name, and around the name
FRAME_PX, HALO_PX = 3, 4  # between a place and its frame, and the width of the white below that frame
MARGIN = 20  # around the picture, into which frames reach


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
        """Covers an image of that size."""
        self.prepareGeometryChange()
        self._bounds = QRectF(0, 0, *size).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def show_selected(self, rects: Sequence[Rect]) -> None:
        """Marks these areas as selected."""
        self._selected = rects
        self.update()

    def show_framed(self, rects: Sequence[Rect], names: Sequence[str] = ()) -> None:
        """Frames these areas, which the user is asked to look at, with a name for each; an empty one is not shown."""
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
        room = FRAME_PX / scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self.framed:
            around = qrect(rect).adjusted(-room, -room, room, room)
            painter.setPen(QPen(QColor(255, 255, 255, 200), HALO_PX / scale))
            painter.drawRoundedRect(around, room, room)
            pen = QPen(EDGE, 2 / scale)
            pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawRoundedRect(around, room, room)
        self._paint_names(painter, scale)

    def _paint_names(self, painter: QPainter, scale: float) -> None:
        """Paints each name beside its frame, where it hides no frame and no other name."""
        metrics, reach = QFontMetricsF(painter.font()), (FRAME_PX + HALO_PX / 2) / scale
        taken = [qrect(rect).adjusted(-reach, -reach, reach, reach) for rect in self.framed]
        for rect, name in zip(self.framed, self._names, strict=False):
            label = QRectF(0, 0, metrics.horizontalAdvance(name) + 2 * AROUND_PX, metrics.height() + 2)
            place = self._free_place(qrect(rect), label.size() / scale, GAP_PX / scale, taken) if name else None
            if place is None:
                continue
            taken.append(place)
            painter.save()
            painter.translate(place.topLeft())
            painter.scale(1 / scale, 1 / scale)
            painter.setPen(QPen(EDGE, 1))
            painter.setBrush(GROUND)
            painter.drawRoundedRect(label, 4, 4)
            painter.setPen(WORDS)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, name)
            painter.restore()

    def _free_place(self, frame: QRectF, size: QSizeF, gap: float, taken: Sequence[QRectF]) -> QRectF | None:
        """Returns where a name of that size stands on the picture: right of its frame, left of it, above or below it;
        None where all of that is taken.
        """
        wide, high = size.width(), size.height()
        picture = self._bounds.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        x = max(picture.left(), min(frame.left(), picture.right() - wide))
        y = max(picture.top(), min(frame.center().y() - high / 2, picture.bottom() - high))
        corners = (
            (frame.right() + gap, y),
            (frame.left() - gap - wide, y),
            (x, frame.top() - gap - high),
            (x, frame.bottom() + gap),
        )
        nearly = picture.adjusted(-0.5, -0.5, 0.5, 0.5)  # what is moved to an edge may be rounded over it
        places = (QRectF(*corner, wide, high) for corner in corners)
        return next((at for at in places if nearly.contains(at) and not any(map(at.intersects, taken))), None)
