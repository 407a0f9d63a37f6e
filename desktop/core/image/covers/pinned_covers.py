"""A pinned picture as it may be shown today: nobody shall see on it what was covered since it was pinned."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage


def with_todays_edits(
    image: AnnotatedImage, workspace: Iterable[AnnotatedImage], sent_images: Iterable[SentImage]
) -> AnnotatedImage:
    """Returns the image as it is in the workspace now.

    If it has left, it stays as it was, under every cover that another image of the same source in the workspace has,
    and those that it carries where it was sent.
    """
    there = tuple(workspace)
    if (now := next((other for other in there if other.id == image.id), None)) is not None:
        return now
    covered = {mark.rect for mark in image.annotations if isinstance(mark, Redaction)}
    later = dict.fromkeys((*_covers_of_copies(image, there), *_covers_where_sent(image, sent_images)))
    added = tuple(Redaction(new_id(), rect) for rect in later if rect not in covered)
    return replace(image, annotations=(*image.annotations, *added)) if added else image


def _covers_of_copies(image: AnnotatedImage, workspace: tuple[AnnotatedImage, ...]) -> Iterator[Rect]:
    for other in workspace:
        if other.source.key == image.source.key:
            yield from (mark.rect for mark in other.annotations if isinstance(mark, Redaction))


def _covers_where_sent(image: AnnotatedImage, sent_images: Iterable[SentImage]) -> Iterator[Rect]:
    """Yields covers of sent images in source pixels; all of the source where the place of a cover is not known."""
    for sent in sent_images:
        if sent.derives_from(image):
            for cover in sent.covers:
                whole = Rect.from_size(image.source.size)
                yield sent.origin.to_source(cover, sent.size).intersection(whole) if sent.origin else whole
