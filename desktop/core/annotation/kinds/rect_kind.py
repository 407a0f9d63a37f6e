"""The common part of the kinds that are a rectangle."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop.core.annotation.annotation_kind import AnnotationKind
from desktop.core.geometry.rect import Point, Rect, rounded_point


@dataclass(frozen=True, slots=True)
class RectAnnotation:
    """An annotation with the extent `rect`."""

    id: str
    rect: Rect


R = TypeVar("R", bound=RectAnnotation)


class RectKind(AnnotationKind[R]):
    """A kind whose values are resized by four corners, numbered clockwise from the top left."""

    def transformed(self, annotation: R, to: Callable[[Point], Point]) -> R:
        first, second = annotation.rect.corners
        return replace(annotation, rect=Rect.from_corners(rounded_point(to(first)), rounded_point(to(second))))

    def handles(self, annotation: R) -> tuple[Point, ...]:
        rect = annotation.rect
        if rect.is_point:
            return ()
        return (rect.left, rect.top), (rect.right, rect.top), (rect.right, rect.bottom), (rect.left, rect.bottom)

    def with_handle_at(self, annotation: R, handle: int, to: Point) -> R:
        opposite = self.handles(annotation)[(handle + 2) % 4]
        return replace(annotation, rect=Rect.from_corners(rounded_point(opposite), rounded_point(to)))

    def framed_rect(self, annotation: R) -> Rect | None:
        return annotation.rect

    def is_hit(self, annotation: R, point: Point, unit: float, reach: float) -> bool:
        if self.hit_by_area:
            return annotation.rect.contains(point, reach)
        return is_on_edge(annotation.rect, point, unit + reach)


def is_on_edge(rect: Rect, point: Point, reach: float) -> bool:
    """Returns True if `point` is within `reach` of the outline of `rect`."""
    return rect.contains(point, reach) and not rect.contains(point, -reach)
