"""A spotlight: everything around it is darkened, so that eyes go where it is.

It darkens and hides nothing, as blurring would not either (docs/decisions/0005-redact-first.md): what must not be seen
is covered. It is painted over pixels in which covers have been filled already.
"""

from dataclasses import dataclass

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind
from desktop.core.annotation.stored_values import read_rect
from desktop.core.geometry.rect import Rect
from desktop.core.stored_form import StoredForm

SHADE_OPACITY = 0.5  # chosen: what is around it stays legible


@dataclass(frozen=True, slots=True)
class Spotlight(RectAnnotation):
    """The area `rect` that stays as it is; several of an image stay bright together."""


class SpotlightKind(RectKind[Spotlight]):
    """Spotlights, which have no colour and are hit on the edge of what they leave bright."""

    name = "spotlight"
    hashed_name = "Spotlight"
    form = StoredForm(Spotlight, {"id": "id", "area": "rect"})
    readers = (("area", read_rect),)

    def recolored(self, annotation: Spotlight, color: str) -> Spotlight:
        return annotation

    def bounds(self, annotation: Spotlight, unit: float) -> Rect:
        return annotation.rect
