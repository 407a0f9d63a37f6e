"""A line drawn by hand."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_points
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.polyline import bounds_of_points, distance_to_segment
from desktop.core.geometry.rect import Point, Rect, rounded_point
from desktop.core.stored_form import StoredForm

MARGIN_UNITS = 5  # around the points, in line widths; generous


@dataclass(frozen=True, slots=True)
class FreehandStroke:
    """A line through `points`, of which there is at least one."""

    id: str
    points: tuple[Point, ...]
    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


class FreehandStrokeKind(AnnotationKind[FreehandStroke]):
    """Freehand strokes, which can be moved but not resized."""

    name = "stroke"
    hashed_name = "Stroke"
    form = StoredForm(FreehandStroke, {"id": "id", "points": "points", "colour": "color", **STYLE_KEYS})
    readers = (("points", read_points),)

    def transformed(self, annotation: FreehandStroke, to: Callable[[Point], Point]) -> FreehandStroke:
        return replace(annotation, points=tuple(rounded_point(to(point)) for point in annotation.points))

    def recolored(self, annotation: FreehandStroke, color: str) -> FreehandStroke:
        return replace(annotation, color=color)

    def handles(self, annotation: FreehandStroke) -> tuple[Point, ...]:
        return ()

    def with_handle_at(self, annotation: FreehandStroke, handle: int, to: Point) -> FreehandStroke:
        raise IndexError("a stroke has no handles")

    def is_hit(self, annotation: FreehandStroke, point: Point, unit: float, reach: float) -> bool:
        segments = itertools.pairwise(annotation.points)
        return any(distance_to_segment(point, start, end) <= unit + reach for start, end in segments)

    def bounds(self, annotation: FreehandStroke, unit: float) -> Rect:
        return bounds_of_points(annotation.points).expanded(math.ceil(MARGIN_UNITS * unit))
