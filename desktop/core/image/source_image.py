"""An image as it came, and its type by its first bytes.

The extension of a file is never believed. A type that `sniff_mime_type` does not know is not passed to a decoder at
all, which keeps out the formats that contain programs (EPS, WMF, SVG, …).
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.core.geometry.rect import Size
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image_formats import FORMATS
from desktop.deferred import deferred

if TYPE_CHECKING:
    import hashlib
else:
    hashlib = deferred("hashlib")

MAX_BYTES = 100 * 1024 * 1024  # of a file; chosen, like the next two
MAX_PIXELS = 120_000_000
MOST_PAGES = 2000
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One page of a file. `id` is the SHA-256 of `data`; `width` and `height` are those of the upright image.

    `page_index` counts from 0 among the `page_count` pages of a PDF or TIFF, or frames of an animation. `metadata`
    names what came with the pixels and never leaves: “EXIF”, “position”, “ICC profile”, ….
    """

    id: str
    data: bytes = field(compare=False)
    width: int
    height: int
    mime: str
    name: str = ""
    page_index: int = 0
    page_count: int = 1
    compression: CompressionBlocks = CompressionBlocks()
    metadata: tuple[str, ...] = ()

    @property
    def size(self) -> Size:
        """Width and height in source pixels."""
        return self.width, self.height

    @property
    def key(self) -> str:
        """The identity of its pixels: the same for the same page of the same bytes, decoded at the same size."""
        return f"{self.id}/{self.page_index}/{self.width}"

    def __repr__(self) -> str:
        return f"SourceImage({self.id[:8]}, {self.width}×{self.height}, {self.mime})"


def sniff_mime_type(head: bytes) -> str | None:
    """Returns the media type that the first bytes (32 are enough) show; None for formats that are not read."""
    return next((image_format.mime for image_format in FORMATS if image_format.matches(head)), None)


def looks_like_svg(head: bytes) -> bool:
    """Returns True for an SVG drawing, which is refused with a message of its own."""
    return b"<svg" in head[:1024].lower()
