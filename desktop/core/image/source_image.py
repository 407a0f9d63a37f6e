"""An image as it came, and its type by its first bytes.

The extension of a file is never believed. A type that `sniff_mime_type` does not know is not passed to a decoder at
all, which keeps out the formats that contain programs (EPS, WMF, SVG, …).
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.core.geometry.rect import Size
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.files.refused_formats import refused_format
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
HEAD_BYTES = 1100  # of a file, to know its type: a PDF may begin within the first 1024 (ISO 32000-1, annex H.3.4.1)
MATCH_BYTES = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
AFTER_ANYTHING = {
    "image/jpeg": re.compile(rb"\xff\xd8\xff[\xc0-\xc2\xc4\xdb\xe0-\xef\xfe]"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    PDF: re.compile(rb"%PDF-\d"),
}
"""The formats that begin with something that no text contains by chance, by media type."""


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One page of a file. `id` is the SHA-256 of `data`; `width` and `height` are those of the upright image.

    `page_index` counts from 0 among the `page_count` pages of a PDF or TIFF, or frames of an animation. `metadata`
    names what came with the pixels and never leaves: “EXIF”, “position”, “ICC profile”, …. `remarks` says what was done
    to show it that a person should know.
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
    remarks: tuple[ImageRemark, ...] = ()

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
    """Returns the media type by the first bytes (`HEAD_BYTES` are enough); None for formats that are not read."""
    return start_and_type(head)[1]


def start_and_type(data: bytes) -> tuple[int, str | None]:
    """Returns where the image begins in the bytes of a file, and its media type; 0 and None if there is none.

    Line breaks and a byte order mark may stand before any image, and anything else before one of `AFTER_ANYTHING`: the
    rest of a protocol, a printer's commands. A file that is known to be something else is never searched.
    """
    head = bytes(data[:HEAD_BYTES])
    blank = len(head) - len(head.removeprefix(_BYTE_ORDER_MARK).lstrip())
    for at in dict.fromkeys((0, blank)):
        for image_format in FORMATS:
            if image_format.matches(head[at : at + MATCH_BYTES]) and (at == 0 or image_format.is_sure):
                return at, image_format.mime
    if refused_format(head):
        return 0, None
    found = [(match.start(), mime) for mime, pattern in AFTER_ANYTHING.items() if (match := pattern.search(head))]
    return min(found, default=(0, None))


def looks_like_svg(head: bytes) -> bool:
    """Returns True for an SVG drawing, which is refused with a message of its own."""
    return b"<svg" in head[:1024].lower()
