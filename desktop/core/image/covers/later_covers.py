"""The covers that a sent image carries today: what was covered in the workspace since it went.

They are placed in its own pixels and stay with it, whether or not its image is still in the workspace. They are
widened by what the redactions of the source are widened by, and where the image was shrunk or made a JPEG, by what that
has mixed: its bytes were made when nothing was covered yet.
"""

import math
from collections.abc import Iterable
from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.registry import Annotation
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import SENT_JPEG
from desktop.core.image.sent.scaled_view import SUPPORT
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.sent_image import SentImage


def with_todays_covers(sent_images: Iterable[SentImage], workspace: tuple[AnnotatedImage, ...]) -> list[SentImage]:
    """Returns the sent images with the covers that they carry while `workspace` holds these images."""
    known = [_with_origin(sent, workspace) for sent in sent_images]
    lineages = [(image, _lineage(image, known)) for image in workspace]
    return [_with_covers(sent, lineages) for sent in known]


def _lineage(image: AnnotatedImage, sent_images: list[SentImage]) -> frozenset[str]:
    """Returns the keys of the sources that `image` has had: burning covers in for the disk gives it another."""
    earlier = (sent.origin.source_key for sent in sent_images if sent.origin and sent.annotated_image_id == image.id)
    return frozenset((image.source.key, *earlier)) - {""}


def _with_covers(sent: SentImage, lineages: list[tuple[AnnotatedImage, frozenset[str]]]) -> SentImage:
    placed = [(image, place) for image, lineage in lineages for place in _places(sent, image, lineage)]
    if not placed:
        return sent
    covers = dict.fromkeys(cover for image, place in placed for cover in _new_covers(sent, image, place))
    kept = (cover for cover in sent.covers if not any(_shows_bare(sent, *shown, cover) for shown in placed))
    covers |= dict.fromkeys(kept)
    return sent if tuple(covers) == sent.covers else replace(sent, covers=tuple(covers))


def _places(sent: SentImage, image: AnnotatedImage, lineage: frozenset[str]) -> tuple[SentOrigin | None, ...]:
    """Returns the place of the sent image in the source of `image`: None if it is not known, nothing if `image` shows
    something else.

    `image` is what was sent, or a copy or tile of it, or the sent image itself, brought back.
    """
    if any(key.partition("/")[0] == sent.id for key in lineage):
        origin = sent.origin
        went_covered = tuple(origin.to_sent(cover, sent.size) for cover in origin.covers) if origin is not None else ()
        return (SentOrigin(ViewTransform(Rect.from_size(sent.size)), went_covered),)
    if image.id == sent.annotated_image_id:
        return (sent.origin,)
    return (sent.origin,) if sent.origin is not None and sent.origin.source_key in lineage else ()


def _new_covers(sent: SentImage, image: AnnotatedImage, place: SentOrigin | None) -> list[Rect]:
    whole = Rect.from_size(sent.size)
    rects = [annotation.rect for annotation in image.annotations if isinstance(annotation, Redaction)]
    if place is None:
        return [whole] if rects else []
    spread = (place.compression.affected_rect(rect, image.source.size) for rect in rects)
    traces = (_traces(place, rect, sent) for rect in spread if not rect.is_empty and not place.shows_covered(rect))
    return [inside for trace in traces if not (inside := trace.intersection(whole)).is_empty]


def _traces(place: SentOrigin, rect: Rect, sent: SentImage) -> Rect:
    """Returns the pixels of the sent image that may tell of `rect` (source pixels)."""
    view = place.view.size
    placed = place.to_sent(rect.intersection(place.view.crop), sent.size)
    if placed.is_empty or placed in sent.covers:  # such a cover has come back with the image
        return placed
    if view != sent.size:
        placed = placed.expanded(math.ceil(SUPPORT * max(1.0, sent.width / view[0])) + 1)
    return SENT_JPEG.affected_rect(placed, sent.size) if sent.mime == "image/jpeg" else placed


def _shows_bare(sent: SentImage, image: AnnotatedImage, place: SentOrigin | None, cover: Rect) -> bool:
    """Returns True if `image` shows the place of a cover of the sent image, which it no longer covers itself.

    An image whose covers were burnt in for the disk shows nothing bare there, even without its redaction.
    """
    if place is None:
        return not image.redacted_rects
    is_whole = sent.id == image.source.id or place.source_key == image.source.key
    return is_whole and image.view.crop.contains(place.to_source(cover, sent.size).center)


def _with_origin(sent: SentImage, workspace: tuple[AnnotatedImage, ...]) -> SentImage:
    """Returns the sent image with its origin; for one that an earlier version sent it is found by trying."""
    image = next((image for image in workspace if image.id == sent.annotated_image_id), None)
    if sent.origin is not None or image is None or not sent.content_key:
        return sent
    found = next((state for state in _earlier_states(image) if state.content_key == sent.content_key), None)
    return sent if found is None else replace(sent, origin=SentOrigin.of(found))


def _earlier_states(image: AnnotatedImage) -> Iterable[AnnotatedImage]:
    """Yields states that the image may have had: with fewer annotations, uncropped, not turned."""
    for turns in dict.fromkeys((image.quarter_turns, 0, 1, 2, 3)):
        for crop in dict.fromkeys((image.crop, None)):
            for count in range(len(image.annotations), -1, -1):
                first = image.annotations[:count]
                for annotations in (first, _without_redactions(first)):
                    yield replace(image, quarter_turns=turns, crop=crop, annotations=annotations)


def _without_redactions(annotations: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
    return tuple(annotation for annotation in annotations if not isinstance(annotation, Redaction))
