"""An ellipse around something."""

import math
from dataclasses import dataclass, replace

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_rect
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.rect import Point, Rect
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Ellipse(RectAnnotation):
    """The outline of the ellipse that fills `rect`."""

    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


class EllipseKind(RectKind[Ellipse]):
    """Ellipses, which are hit on their outline only."""

    name = "ellipse"
    hashed_name = "Ellipse"
    form = StoredForm(Ellipse, {"id": "id", "area": "rect", "colour": "color", **STYLE_KEYS})
    readers = (("area", read_rect),)

    def recolored(self, annotation: Ellipse, color: str) -> Ellipse:
        return replace(annotation, color=color)

    def is_hit(self, annotation: Ellipse, point: Point, unit: float, reach: float) -> bool:
        rect, miss = annotation.rect, unit + reach
        return _is_inside(rect, point, miss) and not _is_inside(rect, point, -miss)

    def bounds(self, annotation: Ellipse, unit: float) -> Rect:
        return annotation.rect.expanded(math.ceil(unit))


def _is_inside(rect: Rect, point: Point, margin: float) -> bool:
    """Returns True if a point is inside of the ellipse with axes longer by `margin` at each end."""
    across, down = rect.width / 2 + margin, rect.height / 2 + margin
    if across <= 0 or down <= 0:
        return False
    x, y = rect.center
    return ((point[0] - x) / across) ** 2 + ((point[1] - y) / down) ** 2 <= 1
