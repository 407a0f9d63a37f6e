"""A frame around something."""

import math
from dataclasses import dataclass, replace

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind
from desktop.core.annotation.stored_values import STYLE_KEYS, read_rect
from desktop.core.annotation.style import COLORS, USUAL_WIDTH, LinePattern
from desktop.core.geometry.rect import Rect
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Box(RectAnnotation):
    """The outline of `rect`."""

    color: str = COLORS[0]
    width: float = USUAL_WIDTH
    pattern: LinePattern = LinePattern.SOLID


class BoxKind(RectKind[Box]):
    """Boxes, which are hit on their outline only."""

    name = "box"
    hashed_name = "Box"
    form = StoredForm(Box, {"id": "id", "area": "rect", "colour": "color", **STYLE_KEYS})
    readers = (("area", read_rect),)

    def recolored(self, annotation: Box, color: str) -> Box:
        return replace(annotation, color=color)

    def bounds(self, annotation: Box, unit: float) -> Rect:
        return annotation.rect.expanded(math.ceil(unit))
