"""The magnifier of the capture: the pixels around the cursor, its place, and the colour there."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from desktop.ui.theme import DARK, LIGHT

AROUND = 10  # pixels of the screenshot on each side of the one in the middle; chosen
SIDE, FOOT, GAP, RADIUS = 147, 26, 24, 10  # logical pixels; the side is 21 pixels of 7
RIM = 2


def pixel_words(image: QImage, pixel: tuple[int, int]) -> str:
    """Returns the place of a pixel and its colour as #RRGGBB."""
    return f"{pixel[0]}, {pixel[1]}   {QColor(image.pixel(*pixel)).name().upper()}"


def magnifier_place(at: QPoint, room: QSize) -> QRect:
    """Returns where the magnifier stands beside a place on an overlay of that size: where there is room for it."""
    width, height = SIDE + 2 * RIM, SIDE + FOOT + 2 * RIM
    x = at.x() + GAP if at.x() + GAP + width <= room.width() else at.x() - GAP - width
    y = at.y() + GAP if at.y() + GAP + height <= room.height() else at.y() - GAP - height
    return QRect(max(0, x), max(0, y), width, height)


def paint_magnifier(painter: QPainter, place: QRect, image: QImage, pixel: tuple[int, int], font: QFont) -> None:
    """Paints the pixels around `pixel`, each as a square, with cross lines and a foot."""
    inside = QRectF(place).adjusted(RIM, RIM, -RIM, -RIM)
    view = QRectF(inside.left(), inside.top(), SIDE, SIDE)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(place), RADIUS, RADIUS)
    painter.save()
    painter.fillPath(frame, QColor("#ffffff"))
    clip = QPainterPath()
    clip.addRoundedRect(inside, RADIUS - RIM, RADIUS - RIM)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    count = 2 * AROUND + 1
    painter.fillRect(inside, QColor(DARK.desk))
    corner = QPoint(pixel[0] - AROUND, pixel[1] - AROUND)
    painter.drawImage(view, image.copy(QRect(corner, QSize(count, count))))
    _paint_cross(painter, view, SIDE / count)
    foot = QRectF(inside.left(), view.bottom(), inside.width(), FOOT)
    painter.fillRect(foot, QColor(DARK.desk))
    painter.setPen(QColor(DARK.text))
    painter.setFont(font)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, pixel_words(image, pixel))
    painter.restore()


def _paint_cross(painter: QPainter, view: QRectF, step: float) -> None:
    middle = QRectF(view.left() + AROUND * step, view.top() + AROUND * step, step, step)
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    center = middle.center()
    painter.drawLine(QPointF(view.left(), center.y()), QPointF(middle.left(), center.y()))
    painter.drawLine(QPointF(middle.right(), center.y()), QPointF(view.right(), center.y()))
    painter.drawLine(QPointF(center.x(), view.top()), QPointF(center.x(), middle.top()))
    painter.drawLine(QPointF(center.x(), middle.bottom()), QPointF(center.x(), view.bottom()))
    painter.setPen(QPen(QColor("#ffffff"), 1))
    painter.drawRect(middle.adjusted(-1, -1, 1, 1))
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    painter.drawRect(middle)
