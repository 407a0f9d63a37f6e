"""The part of a source image that a sent image shows, so that later covers can be placed on it."""

from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from typing import Any

from desktop.core.geometry.rect import Rect, Size
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.text.page_text import PageText, letters_left

Edges = list[int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class SentOrigin:
    """`view` is what was sent of the source, `covers` what was covered then (source pixels).

    `source_key` is the `SourceImage.key` that it was made of; empty where it is not known any more. `compression` is
    that of the source, which another takes the place of when covers are burnt in for the disk. `page_text` is the text
    of the page that went along, letter by letter in source pixels, so that a later cover takes its words out.
    """

    view: ViewTransform
    covers: tuple[Rect, ...] = ()
    source_key: str = ""
    compression: CompressionBlocks = CompressionBlocks()
    page_text: PageText | None = None

    @classmethod
    def of(cls, image: AnnotatedImage) -> "SentOrigin":
        """Returns the origin of an image that is sent in its present state."""
        facts = image.view, image.redacted_rects, image.source.key, image.source.compression
        return cls(*facts, image.visible_page_text)

    def to_sent(self, rect: Rect, size: Size) -> Rect:
        """Returns `rect` (source pixels) in the pixels of the sent image of `size`, even where it lies outside."""
        view = self.view.size
        return self.view.rect_to_view(rect).scaled(size[0] / view[0], size[1] / view[1])

    def to_source(self, rect: Rect, size: Size) -> Rect:
        """Returns `rect` (pixels of the sent image of `size`) in source pixels."""
        view = self.view.size
        return self.view.rect_to_image(rect.scaled(view[0] / size[0], view[1] / size[1]))

    def shows_covered(self, rect: Rect) -> bool:
        """Returns True if `rect` (source pixels) was covered already when the image was sent."""
        return any(rect.intersection(cover) == rect for cover in self.covers)

    def with_covers(self, covers: tuple[Rect, ...], size: Size) -> "SentOrigin":
        """Returns the origin of the sent image of `size` once `covers` (its pixels) have been filled in it."""
        in_source = tuple(self.to_source(cover, size) for cover in covers)
        left = None if self.page_text is None else letters_left(self.page_text, None, in_source)
        return replace(self, covers=(*self.covers, *in_source), page_text=left)

    def to_plain(self) -> dict[str, Any]:
        """Returns it as values that JSON can hold.

        The key of the source is a hash of its bytes. It is left out where they were sent covered: nothing that is kept
        may depend on what was covered.
        """
        plain: dict[str, Any] = {"crop": edges_of(self.view.crop), "turn": self.view.quarter_turns}
        if not self.compression.is_lossless:
            plain["grain"] = list(astuple(self.compression))
        if self.page_text is not None:
            plain["text"] = self.page_text.to_plain()
        if self.covers:
            return {**plain, "covers": [edges_of(cover) for cover in self.covers]}
        return {**plain, "source": self.source_key}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "SentOrigin":
        """Returns the origin of `to_plain`. Raises ValueError, TypeError, KeyError or AttributeError.

        A text that cannot be read is left out alone: where the image shows its source is needed for its covers.
        """
        view = ViewTransform(rect_of(plain["crop"]), int(plain["turn"]))
        covers = tuple(rect_of(edges) for edges in plain.get("covers", ()))
        if view.crop.is_empty or view.quarter_turns not in range(4):
            raise ValueError("no such view")
        text: PageText | None = None
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            text = PageText.from_plain(plain["text"])
        return cls(view, covers, str(plain.get("source", "")), CompressionBlocks(*plain.get("grain", ())), text)


def edges_of(rect: Rect) -> Edges:
    """Returns a rectangle as its edges."""
    return [rect.left, rect.top, rect.right, rect.bottom]


def rect_of(edges: Edges) -> Rect:
    """Returns the rectangle of `edges_of`. Raises ValueError or TypeError."""
    left, top, right, bottom = edges
    if not all(type(edge) is int for edge in edges):
        raise ValueError("no edges in whole pixels")
    return Rect(left, top, right, bottom)
