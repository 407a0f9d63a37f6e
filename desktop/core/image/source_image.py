"""An image as it came, and its type by its first bytes.

The extension of a file is never believed. A type that `sniff_mime_type` does not know is not passed to a decoder at
all, which keeps out the formats that contain programs (EPS, WMF, SVG, …).
"""

from dataclasses import dataclass, field

from desktop.core.geometry.rect import Size
from desktop.core.image.compression_blocks import CompressionBlocks

MAX_BYTES = 100 * 1024 * 1024  # of a file; chosen, like the next two
MAX_PIXELS = 120_000_000
MOST_PAGES = 2000
PDF = "application/pdf"

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}


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
    """Returns the media type that the first bytes (32 are enough) show; None for an unknown type or one not allowed."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"BM") and len(head) >= 18:
        return "image/bmp"
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "image/tiff"
    if head.startswith(b"\0\0\1\0") and len(head) >= 6 and head[4:6] != b"\0\0":
        return "image/x-icon"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    return None


def _iso_media(head: bytes) -> str | None:
    """Returns the type of a container that AVIF and HEIF share, by its brands."""
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, len(head) - 3, 4)}
    if brands & _AVIF_BRANDS:
        return "image/avif"
    return "image/heic" if brands & _HEIF_BRANDS else None


def looks_like_svg(head: bytes) -> bool:
    """Returns True for an SVG drawing, which is refused with a message of its own."""
    return b"<svg" in head[:1024].lower()
