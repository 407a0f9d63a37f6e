"""The gesture that draws a new annotation, with one function for each tool that draws."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.annotation.kinds.arrow import Arrow
from desktop.core.annotation.kinds.box import Box
from desktop.core.annotation.kinds.ellipse import Ellipse
from desktop.core.annotation.kinds.freehand_stroke import FreehandStroke
from desktop.core.annotation.kinds.highlight import Highlight
from desktop.core.annotation.kinds.line import Line
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.registry import Annotation, restyle, transform
from desktop.core.annotation.style import MarkStyle, StyleChange, unit_of
from desktop.core.geometry.polyline import simplify_polyline
from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.gestures.gesture import GestureStart, snapped_to_45_degrees, squared
from desktop.ui.canvas.tools import Tool

STROKE_TOLERANCE_UNITS = 0.3  # chosen; not measured


@dataclass(frozen=True, slots=True)
class DrawGesture(GestureStart):
    """Draws a new annotation with `tool`, from corner to corner or along `path` (view pixels)."""

    tool: Tool
    style: MarkStyle
    number: int
    path: tuple[Point, ...] = ()

    def image_at(self, point: Point, even: bool = False) -> AnnotatedImage:
        """The image if the gesture ended at `point`. `even` asks for a square, or for a line at 45°."""
        style = StyleChange(self.style.color, self.style.width, self.style.pattern)
        annotation = restyle(SHAPES[self.tool](self, point, even), style)
        return self.image.with_annotation(transform(annotation, self.frame.to_image))

    def along(self, point: Point) -> "DrawGesture":
        """The gesture after the pointer moved to `point`; only the pen keeps the way there."""
        return replace(self, path=(*self.path, point)) if self.tool is Tool.PEN else self

    @property
    def draws_on_click(self) -> bool:
        """True if a click without a drag draws something: a number at a point."""
        return self.tool is Tool.NUMBER


def _rect(gesture: DrawGesture, point: Point, even: bool) -> Rect:
    return Rect.from_corners(gesture.start, squared(gesture.start, point) if even else point)


def _number(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    rect = _rect(gesture, point, even)
    if point == gesture.start:  # a click: a point on a whole pixel
        x, y = round(point[0]), round(point[1])
        rect = Rect(x, y, x, y)
    return NumberBadge(gesture.annotation_id, rect, gesture.number)


def _box(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    return Box(gesture.annotation_id, _rect(gesture, point, even))


def _arrow(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    end = snapped_to_45_degrees(gesture.start, point) if even else point
    return Arrow(gesture.annotation_id, gesture.start, end)


def _stroke(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    tolerance = unit_of(gesture.frame.size) * STROKE_TOLERANCE_UNITS
    points = simplify_polyline((gesture.start, *gesture.path, point), tolerance)
    return FreehandStroke(gesture.annotation_id, points)


def _redaction(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    whole = Rect.from_size(gesture.frame.size)
    return Redaction(gesture.annotation_id, _rect(gesture, point, even).intersection(whole))


def _highlight(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    whole = Rect.from_size(gesture.frame.size)
    return Highlight(gesture.annotation_id, _rect(gesture, point, even).intersection(whole))


def _line(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    end = snapped_to_45_degrees(gesture.start, point) if even else point
    return Line(gesture.annotation_id, gesture.start, end)


def _ellipse(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    return Ellipse(gesture.annotation_id, _rect(gesture, point, even))


def _spotlight(gesture: DrawGesture, point: Point, even: bool) -> Annotation:
    whole = Rect.from_size(gesture.frame.size)
    return Spotlight(gesture.annotation_id, _rect(gesture, point, even).intersection(whole))


SHAPES: dict[Tool, Callable[[DrawGesture, Point, bool], Annotation]] = {
    Tool.NUMBER: _number,
    Tool.BOX: _box,
    Tool.ARROW: _arrow,
    Tool.PEN: _stroke,
    Tool.HIGHLIGHT: _highlight,
    Tool.REDACT: _redaction,
    Tool.LINE: _line,
    Tool.ELLIPSE: _ellipse,
    Tool.SPOTLIGHT: _spotlight,
}
"""The tools that draw by a drag, with the annotation that each draws in view pixels."""
