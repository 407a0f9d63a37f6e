"""A straight line, which underlines or crosses out."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_point
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.polyline import bounds_of_points, distance_to_segment
from desktop.core.geometry.rect import Point, Rect, rounded_point
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Line:
    """A line from `start` to `end`."""

    id: str
    start: Point
    end: Point
    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


class LineKind(AnnotationKind[Line]):
    """Lines, which are resized by their two ends."""

    name = "line"
    hashed_name = "Line"
    form = StoredForm(Line, {"id": "id", "start": "start", "end": "end", "colour": "color", **STYLE_KEYS})
    readers = (("start", read_point), ("end", read_point))

    def transformed(self, annotation: Line, to: Callable[[Point], Point]) -> Line:
        return replace(annotation, start=rounded_point(to(annotation.start)), end=rounded_point(to(annotation.end)))

    def recolored(self, annotation: Line, color: str) -> Line:
        return replace(annotation, color=color)

    def handles(self, annotation: Line) -> tuple[Point, ...]:
        return annotation.start, annotation.end

    def with_handle_at(self, annotation: Line, handle: int, to: Point) -> Line:
        if handle == 0:
            return replace(annotation, start=rounded_point(to))
        return replace(annotation, end=rounded_point(to))

    def is_hit(self, annotation: Line, point: Point, unit: float, reach: float) -> bool:
        return distance_to_segment(point, annotation.start, annotation.end) <= unit + reach

    def bounds(self, annotation: Line, unit: float) -> Rect:
        return bounds_of_points((annotation.start, annotation.end)).expanded(math.ceil(unit))
