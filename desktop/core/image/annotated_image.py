"""A sheet: a picture on the desk with what was done to it. Nothing is done to the picture until it is flattened.

Two sheets may show the same picture, so a sheet has an identity of its own. Every edit returns a new Sheet.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.geometry.rect import Area
from desktop.core.geometry.view_transform import Frame
from desktop.core.image.annotations import Mark, Number, Redaction, mapped
from desktop.core.image.source_image import Picture, hash_of
from desktop.core.image.stored_annotations import edits_as_text
from desktop.core.model_catalog import Detail
from desktop.core.untrusted_text import new_id

SMALLEST_CROP = 8


class Fate(StrEnum):
    """What becomes of a picture in the questions after the one that it went with."""

    AGAIN = "again"
    SMALL = "small"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`picture` under `id`; shown is `crop` of it (in picture pixels; None is all), after `turn` quarter turns.

    `detail` None is what the settings say.
    """

    id: str
    picture: Picture
    turn: int = 0
    crop: Area | None = None
    marks: tuple[Mark, ...] = ()
    detail: Detail | None = None
    fate: Fate = Fate.AGAIN

    @classmethod
    def of(cls, picture: Picture) -> "Sheet":
        """A new sheet that shows `picture`."""
        return cls(new_id(), picture)

    @property
    def frame(self) -> Frame:
        """How it is shown."""
        return Frame(self.crop or Area.whole(self.picture.size), self.turn)

    @property
    def uncropped(self) -> Frame:
        """How it would be shown without its crop."""
        return Frame(Area.whole(self.picture.size), self.turn)

    @property
    def bare(self) -> "Sheet":
        """The whole picture with nothing on it, turned as it is."""
        return replace(self, crop=None, marks=())

    @property
    def edited(self) -> bool:
        """Whether it shows anything but the picture as it came."""
        return bool(self.turn or self.crop or self.marks)

    @property
    def look(self) -> str:
        """A name for what it shows: its id, a dot, and a name of its edits. The same after a restart, and never made
        from the picture's bytes.
        """
        return f"{self.id}.{hash_of(edits_as_text(self.turn, self.crop, self.marks).encode())[:16]}"

    @property
    def covered(self) -> tuple[Area, ...]:
        """What is covered, in picture pixels: each redaction widened by the picture's grain."""
        size, grain = self.picture.size, self.picture.grain
        areas = (grain.widened(mark.area, size) for mark in self.marks if isinstance(mark, Redaction))
        return tuple(area for area in areas if not area.empty)

    @property
    def drawn(self) -> tuple[Mark, ...]:
        """The marks that are drawn on top, in shown pixels: all but redactions."""
        frame = self.frame
        return tuple(mapped(mark, frame.shown) for mark in self.marks if not isinstance(mark, Redaction))

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(mark for mark in self.marks if isinstance(mark, Number))

    def mark(self, mark_id: str) -> Mark | None:
        """The mark of that id."""
        return next((mark for mark in self.marks if mark.id == mark_id), None)

    def marked(self, mark: Mark) -> "Sheet":
        """With `mark`: in the place of the one with its id, or on top."""
        if self.mark(mark.id) is None:
            return replace(self, marks=(*self.marks, mark))
        return replace(self, marks=tuple(mark if mine.id == mark.id else mine for mine in self.marks))

    def without(self, mark_id: str) -> "Sheet":
        """Without the mark of that id."""
        return replace(self, marks=tuple(mark for mark in self.marks if mark.id != mark_id))

    def cropped(self, area: Area | None) -> "Sheet":
        """Showing only `area` (in picture pixels); all of it with None, or where the area is nearly nothing."""
        whole = Area.whole(self.picture.size)
        area = None if area is None else area.within(whole)
        if area is None or area == whole or min(area.size) < min(SMALLEST_CROP, *self.picture.size):
            return replace(self, crop=None)
        return replace(self, crop=area)

    def turned(self, quarters: int) -> "Sheet":
        """Turned clockwise by so many quarters more."""
        return replace(self, turn=(self.turn + quarters) % 4)

    def with_fate(self, fate: Fate) -> "Sheet":
        """With another fate in later questions."""
        return replace(self, fate=fate)

    def again(self) -> "Sheet":
        """The same under an identity of its own."""
        return replace(self, id=new_id())
