"""A picture: the bytes as they came, and what their first bytes say they are.

A name's ending is never believed. What `sniffed` does not know is not handed to a decoder at all, which keeps the
formats with programs inside (EPS, WMF, SVG, …) out by construction.
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

MAX_BYTES = 100 * 1024 * 1024
MAX_PIXELS = 120_000_000
MOST_PAGES = 2000
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One picture. `id` is the SHA-256 of `data` in hex; `width` and `height` are pixels as shown, upright.

    `page` counts from 0 where `data` holds `pages` of them (of a PDF or a TIFF, or frames that move). `metadata` names
    what came beside the pixels and never leaves: “EXIF”, “position”, “ICC profile”, ….
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
        return self.width, self.height

    @property
    def key(self) -> str:
        """What it shows: the same for the same page of the same bytes, at the same size."""
        return f"{self.id}/{self.page_index}/{self.width}"

    def __repr__(self) -> str:
        return f"Picture({self.id[:8]}, {self.width}×{self.height}, {self.mime})"


def sha256_hex(data: bytes) -> str:
    """The identity of bytes: their SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def sniff_mime_type(head: bytes) -> str | None:
    """Return the media type that the first bytes (32 are enough) show; None for formats that are not read."""
    return next((image_format.mime for image_format in FORMATS if image_format.matches(head)), None)


def looks_like_svg(head: bytes) -> bool:
    """Whether text bytes are an SVG drawing, which is refused with a sentence of its own."""
    return b"<svg" in head[:1024].lower()
