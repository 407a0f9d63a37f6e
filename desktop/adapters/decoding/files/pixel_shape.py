"""Pixels that are not square, as faxes, scanners and films have them: the image is enlarged in one direction.

JPEG files state a resolution that is often wrong; of theirs only a stated ratio counts.
"""

from dataclasses import dataclass
from typing import Any

from PIL import Image

from desktop.adapters.decoding.files.iso_properties import is_turned_by_a_quarter, spacing
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.source_image import MAX_PIXELS

LEAST, MOST = 1.05, 4.0  # ratios between which a file is believed; chosen
NEARLY_WHOLE = 0.05  # a ratio this near to a whole number repeats rows, so that faxes stay sharp; chosen
AVIF, HEIC = "image/avif", "image/heic"
X_RESOLUTION, Y_RESOLUTION = 282, 283  # tags of TIFF


@dataclass(frozen=True)
class PixelShape:
    """How many times wider (`across`) or taller (`down`) a stored pixel is than it is high or wide."""

    across: float = 1.0
    down: float = 1.0

    @property
    def is_square(self) -> bool:
        """True if nothing has to be done."""
        return self.across == 1 and self.down == 1

    @property
    def swapped(self) -> "PixelShape":
        """The shape after a quarter turn."""
        return PixelShape(self.down, self.across)

    def made_square(self, image: Image.Image) -> Image.Image:
        """Returns the image, enlarged so that its pixels are square; itself if it would become too large."""
        size = round(image.width * self.across), round(image.height * self.down)
        if self.is_square or size[0] * size[1] > MAX_PIXELS:
            return image
        if self._repeats:
            return image.resize(size, Image.Resampling.NEAREST)
        if image.mode in ("1", "P", "PA"):
            image = image.convert("L" if image.mode == "1" else "RGBA")
        return image.resize(size, Image.Resampling.BILINEAR)

    def compression(self, stored: CompressionBlocks) -> CompressionBlocks:
        """Returns how far a pixel spreads in the enlarged image: a radius, because the blocks lie anywhere then."""
        if self.is_square:
            return stored
        factor = max(self.across, self.down)
        reach = stored.reach + (0 if self._repeats else 1)
        return CompressionBlocks(1, 1, int(reach * factor) + 2, is_exact=stored.is_exact)

    @property
    def _repeats(self) -> bool:
        return self.across.is_integer() and self.down.is_integer()


def pixel_shape(image: Image.Image, mime: str, data: bytes) -> PixelShape:
    """Returns the shape of stored pixels, by the words of the file."""
    across, down = _resolution(image, mime)
    if mime in (AVIF, HEIC):
        down, across = spacing(data)
        if mime == HEIC and is_turned_by_a_quarter(data):  # its library has turned it already
            across, down = down, across
    if across <= 0 or down <= 0:
        return PixelShape()
    ratio = across / down
    if LEAST <= ratio <= MOST:
        return PixelShape(down=_rounded(ratio))
    return PixelShape(across=_rounded(1 / ratio)) if LEAST <= 1 / ratio <= MOST else PixelShape()


def _rounded(ratio: float) -> float:
    whole = round(ratio)
    return float(whole) if whole > 1 and abs(ratio / whole - 1) <= NEARLY_WHOLE else ratio


def _resolution(image: Image.Image, mime: str) -> tuple[float, float]:
    info: dict[Any, Any] = image.info
    try:
        if mime == "image/tiff":
            tags: Any = getattr(image, "tag_v2", {})
            return float(tags.get(X_RESOLUTION, 0)), float(tags.get(Y_RESOLUTION, 0))
        if mime == "image/png":
            across, down = info.get("aspect") or info.get("dpi") or (0, 0)
            return float(across), float(down)
        if mime == "image/jpeg" and info.get("jfif_unit") == 0:
            width, height = info["jfif_density"]  # of a pixel, where no unit is named (JFIF 1.02)
            return float(height), float(width)
    except (TypeError, ValueError, ZeroDivisionError, KeyError, OverflowError):
        pass  # no number at all
    return 0.0, 0.0
