"""The magnifier of the capture: the pixels around the cursor, its place, and the colour there."""

from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen

from desktop.ui.theme import DARK, LIGHT

AROUND = 10  # pixels of the screenshot on each side of the one in the middle; chosen
SIDE, GAP, RADIUS = 147, 24, 10  # logical pixels; the side is 21 pixels of 7, of more with large text
RIM, FOOT_PADDING = 2, 4
BETWEEN = "   "
WIDEST_PLACE = "0000, 0000"  # so that the magnifier does not jump as numbers get longer
WIDEST_COLOR = "#DDDDDD"


def pixel_words(image: QImage, pixel: tuple[int, int]) -> tuple[str, str]:
    """Returns the place of a pixel and its colour as #RRGGBB."""
    return f"{pixel[0]}, {pixel[1]}", QColor(image.pixel(*pixel)).name().upper()


def foot_size(font: QFont) -> tuple[QSize, bool]:
    """Returns how large the foot is, and True if the place and the colour stand in two lines."""
    metrics, squares = QFontMetrics(font), 2 * AROUND + 1
    has_two = metrics.horizontalAdvance(BETWEEN.join((WIDEST_PLACE, WIDEST_COLOR))) + 2 * FOOT_PADDING > SIDE
    widest = max(map(metrics.horizontalAdvance, (WIDEST_PLACE, WIDEST_COLOR))) + 2 * FOOT_PADDING
    width = squares * ceil(max(SIDE, widest if has_two else 0) / squares)
    return QSize(width, metrics.lineSpacing() * (1 + has_two) + 2 * FOOT_PADDING), has_two


def magnifier_place(at: QPoint, room: QSize, font: QFont) -> QRect:
    """Returns where the magnifier stands beside a place on an overlay of that size: where there is room for it."""
    foot, _ = foot_size(font)
    width, height = foot.width() + 2 * RIM, foot.width() + foot.height() + 2 * RIM
    x = at.x() + GAP if at.x() + GAP + width <= room.width() else at.x() - GAP - width
    y = at.y() + GAP if at.y() + GAP + height <= room.height() else at.y() - GAP - height
    return QRect(max(0, x), max(0, y), width, height)


def paint_magnifier(painter: QPainter, place: QRect, image: QImage, pixel: tuple[int, int], font: QFont) -> None:
    """Paints the pixels around `pixel`, each as a square, with cross lines and a foot."""
    inside = QRectF(place).adjusted(RIM, RIM, -RIM, -RIM)
    view = QRectF(inside.left(), inside.top(), inside.width(), inside.width())
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
    _paint_cross(painter, view, view.width() / count)
    foot = QRectF(inside.left(), view.bottom(), inside.width(), inside.bottom() - view.bottom())
    painter.fillRect(foot, QColor(DARK.desk))
    painter.setPen(QColor(DARK.text))
    painter.setFont(font)
    parting = "\n" if foot_size(font)[1] else BETWEEN
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, parting.join(pixel_words(image, pixel)))
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
