"""PNGs of 16 bits a colour of which only the lower 8 are in use: Pillow passes on the upper ones, all of them black."""

import io

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from desktop.adapters.decoding.colors.ground import is_opaque
from desktop.adapters.decoding.files.mending import going_on
from desktop.core.geometry.rect import Rect

DEPTH_AND_KIND = slice(24, 26)  # in the header chunk
RAW_MODES = {b"\x10\x02": "RGB;16L", b"\x10\x04": "RGBA", b"\x10\x06": "RGBA;16L"}
"""Depth and kind → the raw mode by which Pillow takes the lower byte; of grey with alpha, it is the second of four."""


def lower_half(image: Image.Image, data: bytes, covers: tuple[Rect, ...]) -> Image.Image | None:
    """Returns the lower 8 bits of an opaque image whose upper ones are 0 in all colours; None for any other.

    `image` is the loaded one, upright and with its covers filled, so that what they hide decides nothing. What is
    returned is RGB as the file has it, neither turned nor covered.
    """
    raw_mode = RAW_MODES.get(data[DEPTH_AND_KIND])
    if raw_mode is None or "transparency" in image.info or getattr(image, "is_animated", False):
        return None
    if any(image.getchannel(band).getbbox() for band in "RGB") or not is_opaque(image, covers):
        return None
    with going_on(), PngImageFile(io.BytesIO(data)) as again:
        again.tile = [tile._replace(args=raw_mode) for tile in again.tile]
        again.load()
        return again.getchannel("G").convert("RGB") if raw_mode == "RGBA" else again.convert("RGB")
