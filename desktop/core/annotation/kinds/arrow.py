"""An arrow that points at something."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_point
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.polyline import bounds_of_points, distance_to_segment
from desktop.core.geometry.rect import Point, Rect, rounded_point
from desktop.core.stored_form import StoredForm

HEAD_UNITS = 5  # of the room around the line for its head, in line widths


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from `start` to its head at `end`."""

    id: str
    start: Point
    end: Point
    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


class ArrowKind(AnnotationKind[Arrow]):
    """Arrows, which are resized by their two ends."""

    name = "arrow"
    hashed_name = "Arrow"
    form = StoredForm(Arrow, {"id": "id", "start": "start", "end": "end", "colour": "color", **STYLE_KEYS})
    readers = (("start", read_point), ("end", read_point))

    def transformed(self, annotation: Arrow, to: Callable[[Point], Point]) -> Arrow:
        return replace(annotation, start=rounded_point(to(annotation.start)), end=rounded_point(to(annotation.end)))

    def recolored(self, annotation: Arrow, color: str) -> Arrow:
        return replace(annotation, color=color)

    def handles(self, annotation: Arrow) -> tuple[Point, ...]:
        return annotation.start, annotation.end

    def with_handle_at(self, annotation: Arrow, handle: int, to: Point) -> Arrow:
        if handle == 0:
            return replace(annotation, start=rounded_point(to))
        return replace(annotation, end=rounded_point(to))

    def is_hit(self, annotation: Arrow, point: Point, unit: float, reach: float) -> bool:
        return distance_to_segment(point, annotation.start, annotation.end) <= unit + reach

    def bounds(self, annotation: Arrow, unit: float) -> Rect:
        return bounds_of_points((annotation.start, annotation.end)).expanded(math.ceil(HEAD_UNITS * unit))
