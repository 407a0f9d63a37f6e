"""Decoded pixels, and the pyramid of halves that the canvas paints from.

Bytes are blue, green, red, unused: what QImage calls RGB32 on the machines we run on, so that the window paints them
without converting. A pyramid (each level half of the one before) makes a small view of a large picture both faster
and truer than one big picture scaled by the painter.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SMALLEST_SIDE = 256


@dataclass(frozen=True, slots=True)
class Pixels:
    """`width`×`height` pixels of 4 bytes, rows without gaps. Nobody writes to `data` once this exists."""

    width: int
    height: int
    data: bytes | bytearray

    def __post_init__(self) -> None:
        if len(self.data) != self.width * self.height * 4:
            raise ValueError(f"{len(self.data)} bytes are not {self.width}×{self.height} pixels")

    def image(self) -> "Image.Image":
        """The same pixels as an RGB Pillow image (a copy)."""
        from PIL import Image  # 15 ms that the window's first paint need not wait for

        size = (self.width, self.height)
        return Image.frombuffer("RGB", size, self.data, "raw", "BGRX", 0, 1)

    @classmethod
    def of(cls, image: "Image.Image") -> "Pixels":
        """The pixels of an RGB image."""
        return cls(image.width, image.height, image.tobytes("raw", "BGRX"))


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
