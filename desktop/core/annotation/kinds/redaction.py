"""An opaque rectangle. The pixels under it are replaced before anything is encoded (core/image/redaction_fill.py)."""

from dataclasses import dataclass

from desktop.core.annotation.kinds.rect_kind import RectAnnotation, RectKind
from desktop.core.annotation.stored_values import read_rect
from desktop.core.geometry.rect import Rect
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Redaction(RectAnnotation):
    """The area `rect`, whose pixels are in nothing that is made of the image."""


class RedactionKind(RectKind[Redaction]):
    """Redactions, which have no colour but their own."""

    name = "redaction"
    hashed_name = "Redaction"
    form = StoredForm(Redaction, {"id": "id", "area": "rect"})
    readers = (("area", read_rect),)
    hit_by_area = True

    def recolored(self, annotation: Redaction, color: str) -> Redaction:
        return annotation

    def framed_rect(self, annotation: Redaction) -> Rect | None:
        return None

    def bounds(self, annotation: Redaction, unit: float) -> Rect:
        return annotation.rect
