"""A highlight: a translucent box over something that stays legible. Its edge has the pattern of its colour
(`OWN_PATTERNS`), by which highlights differ for whoever does not see their colours.
"""

import math
from dataclasses import dataclass, replace

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind
from desktop.core.annotation.stored_values import read_rect
from desktop.core.annotation.style import COLORS
from desktop.core.geometry.rect import Rect
from desktop.core.stored_form import StoredForm

HIGHLIGHT_OPACITY = 0.35  # chosen: black on white and white on black stay legible under every colour
EDGE_UNITS = 1.9
"""The width of its edge with the light rim, which is painted outside the area, in widths of a line."""


@dataclass(frozen=True, slots=True)
class Highlight(RectAnnotation):
    """The area `rect`, tinted, within an edge."""

    color: str = COLORS[0]


class HighlightKind(RectKind[Highlight]):
    """Highlights, which are hit anywhere inside."""

    name = "highlight"
    hashed_name = "Highlight"
    form = StoredForm(Highlight, {"id": "id", "area": "rect", "colour": "color"})
    readers = (("area", read_rect),)
    hit_by_area = True

    def recolored(self, annotation: Highlight, color: str) -> Highlight:
        return replace(annotation, color=color)

    def bounds(self, annotation: Highlight, unit: float) -> Rect:
        return annotation.rect.expanded(math.ceil(unit * EDGE_UNITS))
