"""An image in the workspace with its edits. The source stays untouched; edits are applied when it is flattened.

Two annotated images may have the same source, so each has an id of its own. Every edit returns a new value.
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
from desktop.core.image.text.page_text import PageText, letters_left
from desktop.core.model_terms import Detail

SMALLEST_CROP = 8  # source pixels; chosen


class ResendPolicy(StrEnum):
    """The form in which later questions send an image again, if at all."""

    FULL = "again"
    REDUCED = "small"
    OMIT = "out"


@dataclass(frozen=True, slots=True)
class AnnotatedImage:
    """`source`, cropped to `crop` (source pixels; None is all), then turned clockwise by `quarter_turns`.

    `annotations` are in source pixels, the first at the bottom. `detail` None means that of the settings.
    `page_text` is the page's own text, whole, if it goes along beside the image.
    """

    id: str
    source: SourceImage
    quarter_turns: int = 0
    crop: Rect | None = None
    annotations: tuple[Annotation, ...] = ()
    detail: Detail | None = None
    resend_policy: ResendPolicy = ResendPolicy.FULL
    page_text: PageText | None = None

    @classmethod
    def new(cls, image: SourceImage) -> "AnnotatedImage":
        """Returns `image` without edits, under a new id."""
        return cls(new_id(), image)

    @property
    def view(self) -> ViewTransform:
        """The mapping between source pixels and view pixels."""
        return ViewTransform(self.crop or Rect.from_size(self.source.size), self.quarter_turns)

    @property
    def uncropped_view(self) -> ViewTransform:
        """The mapping that there would be without the crop."""
        return ViewTransform(Rect.from_size(self.source.size), self.quarter_turns)

    @property
    def without_edits(self) -> "AnnotatedImage":
        """The whole image without annotations, turned as it is."""
        return replace(self, crop=None, annotations=())

    @property
    def with_redactions_only(self) -> "AnnotatedImage":
        """The same view without the annotations that are painted on top."""
        redactions = tuple(annotation for annotation in self.annotations if isinstance(annotation, Redaction))
        return replace(self, annotations=redactions)

    @property
    def is_edited(self) -> bool:
        """True if it shows anything but the source as it came."""
        return bool(self.quarter_turns or self.crop or self.annotations)

    @property
    def content_key(self) -> str:
        """The identity of what it shows: its id, a dot, and 16 hexadecimal digits of a hash of its edits.

        It is stored with every sent image, so it is the same after a restart. It reveals nothing of the pixels. Beside
        the text of its page an image is another one: a model that has seen it without has not seen it.
        """
        edits = edits_as_text(self.quarter_turns, self.crop, self.annotations)
        return f"{self.id}.{sha256_hex((edits if self.page_text is None else f'{edits} text').encode())[:16]}"

    @property
    def redacted_rects(self) -> tuple[Rect, ...]:
        """The redacted areas in source pixels, each widened to the compression blocks that it touches."""
        size, compression = self.source.size, self.source.compression
        rects = (
            compression.affected_rect(annotation.rect, size)
            for annotation in self.annotations
            if isinstance(annotation, Redaction)
        )
        return tuple(rect for rect in rects if not rect.is_empty)

    @property
    def visible_page_text(self) -> PageText | None:
        """The text that goes along: of the page's own, what is in view and under no redaction; None if none goes."""
        text = self.page_text
        return None if text is None else letters_left(text, self.crop, self.redacted_rects)

    @property
    def visible_annotations(self) -> tuple[Annotation, ...]:
        """The annotations that are painted on top, in view pixels: all but redactions."""
        frame = self.view
        return tuple(
            transform(annotation, frame.to_view)
            for annotation in self.annotations
            if not isinstance(annotation, Redaction)
        )

    @property
    def number_badges(self) -> tuple[NumberBadge, ...]:
        """Its number badges, in source pixels."""
        return tuple(annotation for annotation in self.annotations if isinstance(annotation, NumberBadge))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Returns the annotation of that id, or None."""
        return next((annotation for annotation in self.annotations if annotation.id == annotation_id), None)

    def with_annotation(self, annotation: Annotation) -> "AnnotatedImage":
        """Returns the image with `annotation` in the place of the one of the same id, or else on top."""
        if self.annotation(annotation.id) is None:
            return replace(self, annotations=(*self.annotations, annotation))
        return replace(
            self, annotations=tuple(annotation if other.id == annotation.id else other for other in self.annotations)
        )

    def without_annotation(self, annotation_id: str) -> "AnnotatedImage":
        """Returns the image without the annotation of that id."""
        return replace(
            self, annotations=tuple(annotation for annotation in self.annotations if annotation.id != annotation_id)
        )

    def cropped(self, rect: Rect | None) -> "AnnotatedImage":
        """Returns the image showing only `rect` (source pixels), or all of it if that is None or nearly nothing."""
        whole = Rect.from_size(self.source.size)
        rect = None if rect is None else rect.intersection(whole)
        if rect is None or rect == whole or min(rect.size) < min(SMALLEST_CROP, *self.source.size):
            return replace(self, crop=None)
        return replace(self, crop=rect)

    def rotated(self, quarters: int) -> "AnnotatedImage":
        """Returns the image turned clockwise by so many more quarters."""
        return replace(self, quarter_turns=(self.quarter_turns + quarters) % 4)

    def with_resend_policy(self, resend_policy: ResendPolicy) -> "AnnotatedImage":
        """Returns the image with another policy for later questions."""
        return replace(self, resend_policy=resend_policy)

    def duplicated(self) -> "AnnotatedImage":
        """Returns the same image under a new id."""
        return replace(self, id=new_id())
