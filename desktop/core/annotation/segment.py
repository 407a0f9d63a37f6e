"""The part that lines and arrows share: a straight segment, resized by its two ends."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_point
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.polyline import bounds_of_points, distance_to_segment
from desktop.core.geometry.rect import Point, Rect, rounded_point

SEGMENT_KEYS = {"id": "id", "start": "start", "end": "end", "colour": "color", **STYLE_KEYS}
"""The stored keys and the fields that they hold."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A line from `start` to `end`."""

    id: str
    start: Point
    end: Point
    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


_Segment = TypeVar("_Segment", bound=Segment)


class SegmentKind(AnnotationKind[_Segment]):
    """Segments; `room_units` is the room that one takes on each side, in line widths."""

    readers = (("start", read_point), ("end", read_point))
    room_units: ClassVar[float]

    def transformed(self, annotation: _Segment, to: Callable[[Point], Point]) -> _Segment:
        return replace(annotation, start=rounded_point(to(annotation.start)), end=rounded_point(to(annotation.end)))

    def recolored(self, annotation: _Segment, color: str) -> _Segment:
        return replace(annotation, color=color)

    def handles(self, annotation: _Segment) -> tuple[Point, ...]:
        return annotation.start, annotation.end

    def with_handle_at(self, annotation: _Segment, handle: int, to: Point) -> _Segment:
        if handle == 0:
            return replace(annotation, start=rounded_point(to))
        return replace(annotation, end=rounded_point(to))

    def is_hit(self, annotation: _Segment, point: Point, unit: float, reach: float) -> bool:
        return distance_to_segment(point, annotation.start, annotation.end) <= unit + reach

    def bounds(self, annotation: _Segment, unit: float) -> Rect:
        ends = bounds_of_points((annotation.start, annotation.end))
        return ends.expanded(math.ceil(self.room_units * unit))
