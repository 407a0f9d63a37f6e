"""Painting of annotations: the same functions paint on the canvas, in thumbnails and into the pixels that are sent.

A painter's coordinates are view pixels (core/geometry/view_transform.py), whatever its scale; `unit` is the width of a
line there.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.ellipse import Ellipse
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import EDGE_UNITS, HIGHLIGHT_OPACITY, Highlight
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.kinds.number_badge import BADGE_RADIUS_UNITS, NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import SHADE_OPACITY, Spotlight
from desktop.core.annotation.kinds.text_note import NOTE_HEIGHT_UNITS, TextNote
from desktop.core.annotation.registry import Annotation, width_of
from desktop.core.annotation.style import OWN_PATTERNS, LinePattern, unit_of
from desktop.core.geometry.rect import Point, Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer, row_bands
from desktop.core.untrusted_text import strip_control_characters
from desktop.deferred import deferred
from desktop.ui.qt_images import qimage

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = deferred("PIL.Image")

HALO = QColor(255, 255, 255, 150)
REDACTION = QColor(0, 0, 0)
RIM = 1.9  # the width of a line with its light rim, in widths of the line
DASHES = {LinePattern.DASHED: (4.0, 4.0), LinePattern.DOTTED: (0.1, 3.5)}
"""Lines and gaps in widths of the line, whose round ends add one to each line, and `RIM` to each piece of its rim.
The rim has the gaps, too: where a colour is no lighter or darker than its ground, the rim alone shows the pattern.
"""


def draw_annotated(annotated: AnnotatedImage, image: "Image.Image") -> "Image.Image":
    """Returns a copy of `image`, the flattened pixels at any scale, with the annotations painted on it.

    Safe in any thread. It is painted band by band, since Qt's painter blocks the interpreter (see `row_bands`).
    """
    result, (width, height) = Image.new("RGB", image.size), annotated.view.size
    for top, rows in row_bands(*image.size):
        band = qimage(PixelBuffer.of(image.crop((0, top, image.width, top + rows)))).copy()
        painter = QPainter(band)
        painter.translate(0, -top)
        painter.scale(image.width / width, image.height / height)
        paint_annotations(painter, annotated.visible_annotations, annotated.view.size)
        painter.end()
        painted = Image.frombuffer("RGB", (image.width, rows), bytes(band.constBits()), "raw", "BGRX", 0, 1)
        result.paste(painted, (0, top))
    return result


def paint_annotations(painter: QPainter, annotations: Iterable[Annotation], size: Size) -> None:
    """Paints the annotations of a view of `size` (view pixels), the first at the bottom; the shade around spotlights
    comes first, so that it darkens no other mark.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    annotations, unit = tuple(annotations), unit_of(size)
    _paint_shade(painter, [mark.rect for mark in annotations if isinstance(mark, Spotlight)], size)
    for annotation in annotations:
        if not isinstance(annotation, Spotlight):
            PAINTERS[type(annotation)](painter, annotation, unit * width_of(annotation))


def qrect(rect: Rect) -> QRectF:
    """The rectangle as Qt's."""
    return QRectF(rect.left, rect.top, rect.width, rect.height)


def note_font(unit: float) -> QFont:
    """The font of a note, its size in view pixels."""
    font = QFont()
    font.setPixelSize(max(1, round(NOTE_HEIGHT_UNITS * unit * 0.72)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _pen(color: QColor | str, width: float) -> QPen:
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _line_pens(color: str, unit: float, pattern: LinePattern) -> tuple[QPen, QPen]:
    """The pens of the light rim below a line and of the line itself, with the same gaps."""
    pens = _pen(HALO, unit * RIM), _pen(color, unit)
    if pattern in DASHES:
        for pen, width in zip(pens, (RIM, 1.0), strict=True):
            pen.setDashPattern([length / width for length in DASHES[pattern]])
    return pens


def _paint_shade(painter: QPainter, bright: list[Rect], size: Size) -> None:
    """Darkens all of a view but these areas, if there are any."""
    if not bright:
        return
    shaded, spots = QPainterPath(), QPainterPath()
    shaded.addRect(QRectF(0, 0, *size))
    spots.setFillRule(Qt.FillRule.WindingFill)
    for rect in bright:
        spots.addRect(qrect(rect))
    shade = QColor(0, 0, 0)
    shade.setAlphaF(SHADE_OPACITY)
    painter.fillPath(shaded.subtracted(spots), shade)


def _paint_redaction(painter: QPainter, redaction: Redaction, unit: float) -> None:
    painter.fillRect(qrect(redaction.rect), REDACTION)


def _paint_box(painter: QPainter, box: Box, unit: float) -> None:
    _paint_frame(painter, box.rect, box.color, unit, box.pattern)


def _paint_ellipse(painter: QPainter, ellipse: Ellipse, unit: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _line_pens(ellipse.color, unit, ellipse.pattern):
        painter.setPen(pen)
        painter.drawEllipse(qrect(ellipse.rect))


def _paint_straight_line(painter: QPainter, line: Line, unit: float) -> None:
    _paint_line(painter, [QPointF(*line.start), QPointF(*line.end)], line.color, unit, line.pattern)


def _paint_stroke(painter: QPainter, stroke: FreehandStroke, unit: float) -> None:
    _paint_line(painter, [QPointF(*point) for point in stroke.points], stroke.color, unit, stroke.pattern)


def _paint_frame(
    painter: QPainter, rect: Rect, color: str, unit: float, pattern: LinePattern = LinePattern.SOLID
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _line_pens(color, unit, pattern):
        painter.setPen(pen)
        painter.drawRoundedRect(qrect(rect), unit, unit)


def _paint_number(painter: QPainter, badge: NumberBadge, unit: float) -> None:
    if not badge.rect.is_point:
        _paint_frame(painter, badge.rect, badge.color, unit)
    middle, radius = QPointF(badge.rect.left, badge.rect.top), BADGE_RADIUS_UNITS * unit
    painter.setPen(_pen(HALO, unit * 0.7))
    painter.setBrush(QColor(badge.color))
    painter.drawEllipse(middle, radius, radius)
    font = QFont()
    font.setPixelSize(max(1, round(radius * (1.25 if badge.number < 10 else 1.05))))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(badge.number))


def _paint_arrow(painter: QPainter, arrow: Arrow, unit: float) -> None:
    start, end = QPointF(*arrow.start), QPointF(*arrow.end)
    along = end - start
    length = max(1e-6, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    along /= length
    across = QPointF(-along.y(), along.x())
    head = min(5.0 * unit, length)
    neck = end - along * head
    tip = QPolygonF([end, neck + across * head * 0.55, neck - across * head * 0.55])
    _paint_line(painter, [start, neck], arrow.color, unit, arrow.pattern)
    for pen in (_pen(HALO, unit * 1.4), _pen(arrow.color, unit * 0.5)):
        painter.setPen(pen)
        painter.setBrush(QColor(arrow.color))
        painter.drawPolygon(tip)


def _paint_line(painter: QPainter, points: list[QPointF], color: str, unit: float, pattern: LinePattern) -> None:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    if len(points) == 1:
        path.lineTo(points[0] + QPointF(0.01, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _line_pens(color, unit, pattern):
        painter.setPen(pen)
        painter.drawPath(path)


def note_rect(at: Point, text: str, unit: float) -> QRectF:
    """The rectangle that a note with its top left corner at `at` covers, in view pixels."""
    metrics = QFontMetricsF(note_font(unit))
    pad = unit * 1.6
    return QRectF(
        at[0], at[1], metrics.horizontalAdvance(strip_control_characters(text)) + 2 * pad, metrics.height() + pad
    )


def _paint_highlight(painter: QPainter, highlight: Highlight, unit: float) -> None:
    tint = QColor(highlight.color)
    tint.setAlphaF(HIGHLIGHT_OPACITY)
    painter.fillRect(qrect(highlight.rect), tint)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = unit * EDGE_UNITS / 2  # so that the edge covers nothing of what is highlighted
    for pen in _line_pens(highlight.color, unit, OWN_PATTERNS.get(highlight.color, LinePattern.SOLID)):
        painter.setPen(pen)
        painter.drawRect(qrect(highlight.rect).adjusted(-out, -out, out, out))


def _paint_note(painter: QPainter, note: TextNote, unit: float) -> None:
    rect = note_rect(note.at, note.text, unit)
    painter.setPen(_pen(HALO, unit * 0.6))
    painter.setBrush(QColor(note.color))
    painter.drawRoundedRect(rect, unit * 1.4, unit * 1.4)
    painter.setFont(note_font(unit))
    painter.setPen(QColor("#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, strip_control_characters(note.text))


PAINTERS: dict[type[Annotation], Callable[[QPainter, Any, float], None]] = {
    Redaction: _paint_redaction,
    NumberBadge: _paint_number,
    Box: _paint_box,
    Arrow: _paint_arrow,
    FreehandStroke: _paint_stroke,
    TextNote: _paint_note,
    Highlight: _paint_highlight,
    Line: _paint_straight_line,
    Ellipse: _paint_ellipse,
}
"""The function that paints each kind of annotation but spotlights, with a unit in view pixels."""
