"""Decoded pixels, and the mipmaps that the canvas paints from.

The bytes of a pixel are blue, green, red, unused: what QImage calls RGB32 on little-endian machines, so that the window
paints them without converting. Mipmaps (each level half of the one before) make a small view of a large image both
faster and truer than one large image scaled by the painter.
"""

import contextlib
import mmap
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from desktop.core.geometry.rect import Rect, Size
from desktop.core.ids import sha256_hex
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.source_image import SourceImage
from desktop.deferred import deferred

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = deferred("PIL.Image")

SMALLEST_SIDE = 256  # of the last mipmap; chosen
BAND_PIXELS = 400_000  # a few milliseconds of packing; chosen
LARGE_BYTES = 4_000_000  # from which large pages are worth what the last of them leaves unused; chosen


def row_bands(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Yields top and height of bands that together are the whole.

    Packing pixels blocks the interpreter, in whatever thread: a large image in one go would stop the window for most of
    a second.
    """
    rows = max(1, BAND_PIXELS // width)
    for top in range(0, height, rows):
        yield top, min(rows, height - top)


def allocate_buffer(size: int) -> mmap.mmap:
    """Returns memory for so many bytes. It is not cleared first, for the same reason as above.

    Linux may give it in large pages. Page by page, filling 4K pixels takes 30 ms, most of them in the kernel; so, 5.
    """
    if sys.platform != "linux":
        return mmap.mmap(-1, size)
    data = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if size >= LARGE_BYTES:
        with contextlib.suppress(OSError):  # a kernel without large pages
            data.madvise(mmap.MADV_HUGEPAGE)
    return data


@dataclass(frozen=True, slots=True)
class PixelBuffer:
    """`width`×`height` pixels of 4 bytes, rows without gaps. `data` is not written to once this exists."""

    width: int
    height: int
    data: bytes | bytearray | mmap.mmap | memoryview

    def __post_init__(self) -> None:
        if len(self.data) != self.width * self.height * 4:
            raise ValueError(f"{len(self.data)} bytes are not {self.width}×{self.height} pixels")

    def image(self, rect: Rect | None = None) -> "Image.Image":
        """Returns a copy of the pixels, or of those in `rect`, as an RGB Pillow image."""
        rect = rect or Rect(0, 0, self.width, self.height)
        result, view, row = Image.new("RGB", rect.size, None), memoryview(self.data), self.width * 4
        for top, rows in row_bands(self.width, rect.height):
            first = (rect.top + top) * row + rect.left * 4
            part = cast("bytes", view[first : first + (rows - 1) * row + rect.width * 4])  # any buffer will do
            band = Image.new("RGB", (rect.width, rows), None)  # black is not painted first: all of it is written
            band.frombytes(part, "raw", "BGRX", row, 1)
            result.paste(band, (0, top))
        return result

    def part(self, rect: Rect) -> "PixelBuffer":
        """Returns a copy of the pixels in `rect`; itself if that is all of it."""
        if rect == Rect(0, 0, self.width, self.height):
            return self
        view, row, wide = memoryview(self.data), self.width * 4, rect.width * 4
        data = allocate_buffer(wide * rect.height)
        for y in range(rect.height):
            first = (rect.top + y) * row + rect.left * 4
            data[y * wide : (y + 1) * wide] = view[first : first + wide]
        return PixelBuffer(rect.width, rect.height, data)

    @classmethod
    def of(cls, image: "Image.Image") -> "PixelBuffer":
        """Returns the pixels of an RGB image."""
        data, row = allocate_buffer(image.width * image.height * 4), image.width * 4
        for top, rows in row_bands(image.width, image.height):
            band = image.crop((0, top, image.width, top + rows))
            data[top * row : (top + rows) * row] = band.tobytes("raw", "BGRX")
        return cls(image.width, image.height, data)


@dataclass(frozen=True, slots=True)
class DecodedFacts:
    """The size of one decoded page of `pages`, and facts about where its pixels came from.

    Redacting at least `redact_before_color_from_px` pixels can change the global colour normalisation (a grey of
    unknown range, an alpha channel that may mean nothing), so that redactions must come before it; None if it cannot.
    """

    size: Size
    mime: str
    pages: int = 1
    compression: CompressionBlocks = CompressionBlocks()
    metadata: tuple[str, ...] = ()
    redact_before_color_from_px: int | None = None
    remarks: tuple[ImageRemark, ...] = ()

    def image(self, data: bytes, name: str = "", page: int = 0, image_id: str = "") -> SourceImage:
        """Returns the source image that `data`, the bytes of the file, was decoded from.

        `image_id` is their SHA-256, for a caller who has it.
        """
        facts = self.pages, self.compression, self.metadata, self.remarks
        wide, high = self.size
        return SourceImage(image_id or sha256_hex(data), data, wide, high, self.mime, name, page, *facts)


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """One decoded page, with what is known of it; `facts` has the size of `pixels`."""

    pixels: PixelBuffer
    facts: DecodedFacts

    @classmethod
    def of(cls, pixels: PixelBuffer, mime: str) -> "DecodedImage":
        """Returns the only page of an image of this type, of which nothing else is known."""
        return cls(pixels, DecodedFacts((pixels.width, pixels.height), mime))


def build_mipmaps(pixels: PixelBuffer) -> tuple[PixelBuffer, ...]:
    """Returns the pixels and their halves, largest first, until the longer side is at most `SMALLEST_SIDE`."""
    levels = [pixels]
    while max(levels[-1].width, levels[-1].height) > SMALLEST_SIDE:
        levels.append(_halved(levels[-1]))
    return tuple(levels)


def _halved(pixels: PixelBuffer) -> PixelBuffer:
    """Returns an image whose pixels are means of four, made band by band (see core/image/flattening.py)."""
    width, height = -(-pixels.width // 2), -(-pixels.height // 2)
    data, row = allocate_buffer(width * height * 4), width * 4
    for top, rows in row_bands(width, height):
        part = Rect(0, 2 * top, pixels.width, min(pixels.height, 2 * (top + rows)))
        data[top * row : (top + rows) * row] = pixels.image(part).reduce(2).tobytes("raw", "BGRX")
    return PixelBuffer(width, height, data)
