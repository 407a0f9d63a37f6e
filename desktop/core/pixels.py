"""Decoded pixels, and the pyramid of halves that the canvas paints from.

Bytes are blue, green, red, unused: what QImage calls RGB32 on the machines we run on, so that the window paints them
without converting. A pyramid (each level half of the one before) makes a small view of a large picture both faster
and truer than one big picture scaled by the painter.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SMALLEST_SIDE = 256
BAND_PIXELS = 400_000


def bands(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Top and number of rows of bands that together are the whole. Packing pixels holds the interpreter's lock, in
    whatever thread it is done: one large picture at a stroke would hold the window up for most of a second.
    """
    rows = max(1, BAND_PIXELS // width)
    for top in range(0, height, rows):
        yield top, min(rows, height - top)


def room(size: int) -> mmap.mmap:
    """Memory for so many bytes, not filled with zeros first, for the same reason. It goes with its last user."""
    return mmap.mmap(-1, size)


@dataclass(frozen=True, slots=True)
class Pixels:
    """`width`×`height` pixels of 4 bytes, rows without gaps. Nobody writes to `data` once this exists."""

    width: int
    height: int
    data: bytes | bytearray | mmap.mmap

    def __post_init__(self) -> None:
        if len(self.data) != self.width * self.height * 4:
            raise ValueError(f"{len(self.data)} bytes are not {self.width}×{self.height} pixels")

    def image(self) -> "Image.Image":
        """The same pixels as an RGB Pillow image (a copy)."""
        from PIL import Image  # 15 ms that the window's first paint need not wait for

        made, view, row = Image.new("RGB", (self.width, self.height)), memoryview(self.data), self.width * 4
        for top, rows in bands(self.width, self.height):
            part = view[top * row : (top + rows) * row]
            made.paste(Image.frombuffer("RGB", (self.width, rows), bytes(part), "raw", "BGRX", 0, 1), (0, top))
        return made

    @classmethod
    def of(cls, image: "Image.Image") -> "Pixels":
        """The pixels of an RGB image."""
        data, row = room(image.width * image.height * 4), image.width * 4
        for top, rows in bands(image.width, image.height):
            band = image.crop((0, top, image.width, top + rows))
            data[top * row : (top + rows) * row] = band.tobytes("raw", "BGRX")
        return cls(image.width, image.height, data)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a picture's bytes show. `animated`: there are more frames or pages than the one in `pixels`."""

    pixels: Pixels
    mime: str
    animated: bool


def pyramid(pixels: Pixels) -> tuple[Pixels, ...]:
    """The pixels and their halves, largest first, until the longer side is under `SMALLEST_SIDE`."""
    levels = [pixels]
    image = None
    while max(levels[-1].width, levels[-1].height) > SMALLEST_SIDE:
        image = (image or pixels.image()).reduce(2)
        levels.append(Pixels.of(image))
    return tuple(levels)
