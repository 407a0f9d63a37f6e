"""Marks, painted. The one hand that draws them: on the canvas, in thumbnails, and into the pixels that are sent.

A painter's coordinates are shown pixels (core/geometry/view_transform.py), whatever its scale; `unit` is the width of a
line there.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import HIGHLIGHT_OPACITY, Highlight
from desktop.core.annotation.kinds.number_badge import BADGE_RADIUS_UNITS, NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import NOTE_HEIGHT_UNITS, TextNote
from desktop.core.annotation.registry import Annotation
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.untrusted_text import strip_control_characters
from desktop.deferred import deferred
from desktop.ui.qt_images import qimage

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = deferred("PIL.Image")

HALO = QColor(255, 255, 255, 150)
COVER = QColor(0, 0, 0)


def draw_annotated(sheet: AnnotatedImage, image: "Image.Image") -> "Image.Image":
    """The flattened sheet with its marks on it. May be called in any thread."""
    canvas = qimage(PixelBuffer.of(image)).copy()
    painter = QPainter(canvas)
    scale = image.width / sheet.view.size[0]
    painter.scale(scale, image.height / sheet.view.size[1])
    paint_annotations(painter, sheet.visible_annotations, unit_of(sheet.view.size))
    painter.end()
    data = bytes(canvas.constBits())
    return Image.frombuffer("RGB", image.size, data, "raw", "BGRX", canvas.bytesPerLine(), 1)


def paint_annotations(painter: QPainter, annotations: Iterable[Annotation], unit: float) -> None:
    """Paint these, the first at the bottom."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for annotation in annotations:
        PAINTERS[type(annotation)](painter, annotation, unit)


def rect_of(rect: Rect) -> QRectF:
    """An area as Qt has it."""
    return QRectF(rect.left, rect.top, rect.width, rect.height)


def note_font(unit: float) -> QFont:
    """The letters of a note, in shown pixels."""
    font = QFont()
    font.setPixelSize(max(1, round(NOTE_HEIGHT_UNITS * unit * 0.72)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _pen(color: QColor | str, width: float) -> QPen:
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _paint_redaction(painter: QPainter, annotation: Redaction, unit: float) -> None:
    painter.fillRect(rect_of(annotation.rect), COVER)


def _paint_highlight(painter: QPainter, annotation: Highlight, unit: float) -> None:
    tint = QColor(annotation.color)
    tint.setAlphaF(HIGHLIGHT_OPACITY)
    painter.fillRect(rect_of(annotation.rect), tint)


def _paint_box(painter: QPainter, annotation: Box, unit: float) -> None:
    _paint_frame(painter, annotation.rect, annotation.color, unit)


def _paint_stroke(painter: QPainter, annotation: FreehandStroke, unit: float) -> None:
    _paint_line(painter, [QPointF(*point) for point in annotation.points], annotation.color, unit)


def _paint_frame(painter: QPainter, rect: Rect, color: str, unit: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (_pen(HALO, unit * 1.9), _pen(color, unit)):
        painter.setPen(pen)
        painter.drawRoundedRect(rect_of(rect), unit, unit)


def _paint_number(painter: QPainter, annotation: NumberBadge, unit: float) -> None:
    if not annotation.rect.is_point:
        _paint_frame(painter, annotation.rect, annotation.color, unit)
    middle, radius = QPointF(annotation.rect.left, annotation.rect.top), BADGE_RADIUS_UNITS * unit
    painter.setPen(_pen(HALO, unit * 0.7))
    painter.setBrush(QColor(annotation.color))
    painter.drawEllipse(middle, radius, radius)
    font = QFont()
    font.setPixelSize(max(1, round(radius * (1.25 if annotation.number < 10 else 1.05))))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(annotation.number))


def _paint_arrow(painter: QPainter, mark: Arrow, unit: float) -> None:
    start, end = QPointF(*mark.start), QPointF(*mark.end)
    along = end - start
    length = max(1e-6, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    along /= length
    across = QPointF(-along.y(), along.x())
    head = min(5.0 * unit, length)
    neck = end - along * head
    tip = QPolygonF([end, neck + across * head * 0.55, neck - across * head * 0.55])
    _paint_line(painter, [start, neck], mark.color, unit)
    for pen in (_pen(HALO, unit * 1.4), _pen(mark.color, unit * 0.5)):
        painter.setPen(pen)
        painter.setBrush(QColor(mark.color))
        painter.drawPolygon(tip)


def _paint_line(painter: QPainter, points: list[QPointF], color: str, unit: float) -> None:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    if len(points) == 1:
        path.lineTo(points[0] + QPointF(0.01, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (_pen(HALO, unit * 1.9), _pen(color, unit)):
        painter.setPen(pen)
        painter.drawPath(path)


def note_rect(at: Point, text: str, unit: float) -> QRectF:
    """The ground of a note."""
    metrics = QFontMetricsF(note_font(unit))
    pad = unit * 1.6
    return QRectF(
        at[0], at[1], metrics.horizontalAdvance(strip_control_characters(text)) + 2 * pad, metrics.height() + pad
    )


def _paint_note(painter: QPainter, annotation: TextNote, unit: float) -> None:
    rect = note_rect(annotation.at, annotation.text, unit)
    painter.setPen(_pen(HALO, unit * 0.6))
    painter.setBrush(QColor(annotation.color))
    painter.drawRoundedRect(rect, unit * 1.4, unit * 1.4)
    painter.setFont(note_font(unit))
    painter.setPen(QColor("#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, strip_control_characters(annotation.text))


PAINTERS: Mapping[type[Annotation], Callable[[QPainter, Any, float], None]] = {
    NumberBadge: _paint_number,
    Box: _paint_box,
    Arrow: _paint_arrow,
    FreehandStroke: _paint_stroke,
    TextNote: _paint_note,
    Redaction: _paint_redaction,
    Highlight: _paint_highlight,
}
"""The painter of each kind of annotation. It is given a QPainter in view pixels and the line width there."""
