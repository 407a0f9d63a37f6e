"""A straight line, which underlines or crosses out."""

from dataclasses import dataclass

from desktop.core.annotation.segment import SEGMENT_KEYS, Segment, SegmentKind
from desktop.core.stored_form import StoredForm


@dataclass(frozen=True, slots=True)
class Line(Segment):
    """A segment without a head."""


class LineKind(SegmentKind[Line]):
    """Lines."""

    name = "line"
    hashed_name = "Line"
    form = StoredForm(Line, SEGMENT_KEYS)
    room_units = 1
