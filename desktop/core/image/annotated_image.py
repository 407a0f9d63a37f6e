"""A sheet: a picture on the desk with what was done to it. Nothing is done to the picture until it is flattened.

Two sheets may show the same picture, so a sheet has an identity of its own. Every edit returns a new Sheet.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.registry import Annotation, transform
from desktop.core.annotation.stored_annotations import edits_as_text
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.ids import new_id, sha256_hex
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import Detail

SMALLEST_CROP = 8


class ResendPolicy(StrEnum):
    """What becomes of a picture in the questions after the one that it went with."""

    FULL = "again"
    REDUCED = "small"
    OMIT = "out"


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """`picture` under `id`; shown is `crop` of it (in picture pixels; None is all), after `turn` quarter turns.

    `detail` None is what the settings say.
    """

    id: str
    source: SourceImage
    quarter_turns: int = 0
    crop: Rect | None = None
    annotations: tuple[Annotation, ...] = ()
    detail: Detail | None = None
    resend_policy: ResendPolicy = ResendPolicy.FULL

    @classmethod
    def new(cls, image: SourceImage) -> "AnnotatedImage":
        """A new sheet that shows `picture`."""
        return cls(new_id(), image)

    @property
    def view(self) -> ViewTransform:
        """How it is shown."""
        return ViewTransform(self.crop or Rect.from_size(self.source.size), self.quarter_turns)

    @property
    def uncropped_view(self) -> ViewTransform:
        """How it would be shown without its crop."""
        return ViewTransform(Rect.from_size(self.source.size), self.quarter_turns)

    @property
    def without_edits(self) -> "AnnotatedImage":
        """The whole picture with nothing on it, turned as it is."""
        return replace(self, crop=None, annotations=())

    @property
    def is_edited(self) -> bool:
        """Whether it shows anything but the picture as it came."""
        return bool(self.quarter_turns or self.crop or self.annotations)

    @property
    def content_key(self) -> str:
        """A name for what it shows: its id, a dot, and a name of its edits. The same after a restart, and never made
        from the picture's bytes.
        """
        return f"{self.id}.{sha256_hex(edits_as_text(self.quarter_turns, self.crop, self.annotations).encode())[:16]}"

    @property
    def redacted_rects(self) -> tuple[Rect, ...]:
        """What is covered, in picture pixels: each redaction widened by the picture's grain."""
        size, compression = self.source.size, self.source.compression
        rects = (
            compression.affected_rect(annotation.rect, size)
            for annotation in self.annotations
            if isinstance(annotation, Redaction)
        )
        return tuple(rect for rect in rects if not rect.is_empty)

    @property
    def visible_annotations(self) -> tuple[Annotation, ...]:
        """The marks that are drawn on top, in shown pixels: all but redactions."""
        frame = self.view
        return tuple(
            transform(annotation, frame.to_view)
            for annotation in self.annotations
            if not isinstance(annotation, Redaction)
        )

    @property
    def number_badges(self) -> tuple[NumberBadge, ...]:
        return tuple(annotation for annotation in self.annotations if isinstance(annotation, NumberBadge))

    def annotation(self, mark_id: str) -> Annotation | None:
        """The mark of that id."""
        return next((mark for mark in self.annotations if mark.id == mark_id), None)

    def with_annotation(self, annotation: Annotation) -> "AnnotatedImage":
        """With `mark`: in the place of the one with its id, or on top."""
        if self.annotation(annotation.id) is None:
            return replace(self, annotations=(*self.annotations, annotation))
        return replace(
            self, annotations=tuple(annotation if mine.id == annotation.id else mine for mine in self.annotations)
        )

    def without_annotation(self, mark_id: str) -> "AnnotatedImage":
        """Without the mark of that id."""
        return replace(
            self, annotations=tuple(annotation for annotation in self.annotations if annotation.id != mark_id)
        )

    def cropped(self, rect: Rect | None) -> "AnnotatedImage":
        """Showing only `area` (in picture pixels); all of it with None, or where the area is nearly nothing."""
        whole = Rect.from_size(self.source.size)
        rect = None if rect is None else rect.intersection(whole)
        if rect is None or rect == whole or min(rect.size) < min(SMALLEST_CROP, *self.source.size):
            return replace(self, crop=None)
        return replace(self, crop=rect)

    def rotated(self, quarters: int) -> "AnnotatedImage":
        """Turned clockwise by so many quarters more."""
        return replace(self, quarter_turns=(self.quarter_turns + quarters) % 4)

    def with_resend_policy(self, resend_policy: ResendPolicy) -> "AnnotatedImage":
        """With another fate in later questions."""
        return replace(self, resend_policy=resend_policy)

    def duplicated(self) -> "AnnotatedImage":
        """The same under an identity of its own."""
        return replace(self, id=new_id())
