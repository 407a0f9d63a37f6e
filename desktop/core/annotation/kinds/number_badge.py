"""A number on the image, which questions and answers refer to as ①."""

import math
from dataclasses import dataclass, replace
from typing import Any

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind, is_on_edge
from desktop.core.annotation.stored_values import WIDTH_KEY, read_rect
from desktop.core.annotation.style import COLORS, USUAL_WIDTH
from desktop.core.geometry.rect import Point, Rect
from desktop.core.stored_form import StoredForm

MOST_NUMBER = 50  # Unicode has the signs ① to ㊿
BADGE_RADIUS_UNITS = 4.8  # of the disc with the number, in line widths; chosen


@dataclass(frozen=True, slots=True)
class NumberBadge(RectAnnotation):
    """A disc with `number` (1–50) at the top left corner of `rect`, which is outlined, or is a single point."""

    number: int
    color: str = COLORS[0]
    width: float = USUAL_WIDTH


def _read_number(stored: Any) -> int:
    if type(stored) is not int or not 1 <= stored <= MOST_NUMBER:
        raise ValueError("no such number")
    return stored


class NumberBadgeKind(RectKind[NumberBadge]):
    """Number badges, which are hit on their disc and on their outline."""

    name = "number"
    hashed_name = "Number"
    form = StoredForm(NumberBadge, {"id": "id", "area": "rect", "number": "number", "colour": "color", **WIDTH_KEY})
    readers = (("area", read_rect), ("number", _read_number))

    def recolored(self, annotation: NumberBadge, color: str) -> NumberBadge:
        return replace(annotation, color=color)

    def is_hit(self, annotation: NumberBadge, point: Point, unit: float, reach: float) -> bool:
        rect = annotation.rect
        on_disc = math.dist(point, (rect.left, rect.top)) <= BADGE_RADIUS_UNITS * unit + reach
        return on_disc or (not rect.is_point and is_on_edge(rect, point, unit + reach))

    def bounds(self, annotation: NumberBadge, unit: float) -> Rect:
        corner, radius = annotation.rect, math.ceil(BADGE_RADIUS_UNITS * unit) + 1
        outline = corner.expanded(math.ceil(unit))
        return Rect(
            corner.left - radius,
            corner.top - radius,
            max(outline.right, corner.left + radius),
            max(outline.bottom, corner.top + radius),
        )
