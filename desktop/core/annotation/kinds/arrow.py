"""An arrow that points at something."""

from dataclasses import dataclass

from desktop.core.annotation.segment import SEGMENT_KEYS, Segment, SegmentKind
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Arrow(Segment):
    """A segment with a head at its end."""


class ArrowKind(SegmentKind[Arrow]):
    """Arrows; the room is that for the head."""

    name = "arrow"
    hashed_name = "Arrow"
    form = StoredForm(Arrow, SEGMENT_KEYS)
    room_units = 5
