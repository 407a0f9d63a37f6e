"""PNGs and TIFFs of 16 bits a colour that use only some of them: Pillow passes on the upper 8, which hold little then.

Which bits are meant, a PNG says (sBIT) although its numbers are not scaled to 16 bits, as the format wants them;
else, where nothing is transparent, it is those in use.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngImageFile

from desktop.adapters.decoding.colors.declared_colors import png_chunk
from desktop.adapters.decoding.colors.ground import is_opaque
from desktop.adapters.decoding.files.mending import going_on
from desktop.adapters.decoding.files.tiff_numbers import lower_half
from desktop.core.geometry.rect import Rect

DEPTH_AND_KIND = slice(24, 26)  # in the header chunk
RAW_MODES = {b"\x10\x02": "RGB;16L", b"\x10\x04": "RGBA", b"\x10\x06": "RGBA;16L"}
"""Depth and kind → the raw mode by which Pillow takes the lower byte; of grey with alpha, each second of four."""
ALL_BITS = 16
UNDECLARED = ALL_BITS, ALL_BITS
PNG = b"\x89PNG"
UNSCALED = 2  # above a multiple of its step: a number that was scaled to 16 bits is at most 1 above it
Change = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True)
class MeantNumbers:
    """The bits that are meant, in 8, upright; `is_declared` if the file says which: the brightest may be dark then."""

    image: Image.Image
    is_declared: bool


def read_numbers(
    upper: Image.Image,
    file: tuple[bytes, int],
    few_bits: int,
    turned: Change,
    as_shown: Change,
    covers: tuple[Rect, ...],
) -> MeantNumbers | None:
    """Returns what a page means of which not more than `few_bits` of the upper 8 are in use; None for any other.

    `upper` is the loaded image, upright, of that page (from 0) of a `file`. `turned` does the same to another one of
    this file; `as_shown` makes pixels square and fills the covers, so that what they hide decides nothing.
    """
    data, page = file
    is_png, seen = data.startswith(PNG), as_shown(upper)
    if "transparency" in upper.info or (is_png and getattr(upper, "is_animated", False)):
        return None
    if upper.mode not in ("RGB", "RGBA") or (is_png and data[DEPTH_AND_KIND] not in RAW_MODES):
        return None
    used, (color_bits, alpha_bits) = _most(seen).bit_length(), _declared(data) if is_png else UNDECLARED
    is_all_opaque = is_opaque(seen, covers)
    if used > few_bits or not (is_all_opaque or color_bits < ALL_BITS):
        return None
    found = _lower(data, RAW_MODES[data[DEPTH_AND_KIND]]) if is_png else lower_half(data, page)
    if found is None:
        return None
    lower = turned(found)
    if seen.size == upper.size and _are_meant(color_bits, used, as_shown(lower)):
        colors = _scaled(_colors(upper), _colors(lower), color_bits)
        if upper.mode == "RGBA":
            colors.putalpha(_alpha(upper, lower, alpha_bits, as_shown))
        return MeantNumbers(colors, is_declared=True)
    if not is_all_opaque:
        return None
    return MeantNumbers(_scaled(_colors(upper), _colors(lower), 8 + used), is_declared=False)


def _lower(data: bytes, raw_mode: str) -> Image.Image:
    """Returns the lower 8 bits of the file, which is RGB or RGBA."""
    with going_on(), PngImageFile(io.BytesIO(data)) as again:
        again.tile = [tile._replace(args=raw_mode) for tile in again.tile]
        again.load()
        if raw_mode != "RGBA":
            return again.copy()
        grey, alpha = again.getchannel("G"), again.getchannel("A")
        return Image.merge("RGBA", (grey, grey, grey, alpha))


def _declared(data: bytes) -> tuple[int, int]:
    """Returns the bits of colours and of alpha by the words of the file; 16 where it says nothing."""
    bits, kind = png_chunk(data, b"sBIT"), data[DEPTH_AND_KIND][1]
    if len(bits) != {2: 3, 4: 2, 6: 4}[kind] or not all(0 < count <= ALL_BITS for count in bits):
        return UNDECLARED
    return (max(bits), ALL_BITS) if kind == 2 else (max(bits[:-1]), bits[-1])


def _are_meant(bits: int, used: int, lower: Image.Image) -> bool:
    """Returns True if no number is larger than `bits` allow, and they were not scaled to 16 bits either."""
    if bits <= 8:
        return used == 0 and 0 < _most(lower) < 1 << bits
    rest = (1 << ALL_BITS - bits) - 1
    return used <= bits - 8 and _most(lower.point(lambda value: value & rest)) >= UNSCALED


def _scaled(upper: Image.Image, lower: Image.Image, bits: int) -> Image.Image:
    """Returns the upper 8 of these bits; of fewer, all of them from black to white."""
    if bits <= 8:
        most = (1 << bits) - 1
        return lower.point([min(255, round(value * 255 / most)) for value in range(256)] * len(lower.getbands()))
    above = upper.point([min(255, value << ALL_BITS - bits) for value in range(256)] * len(upper.getbands()))
    return ImageChops.add(above, lower.point([value >> bits - 8 for value in range(256)] * len(lower.getbands())))


def _colors(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")


def _alpha(upper: Image.Image, lower: Image.Image, bits: int, as_shown: Change) -> Image.Image:
    above, below = upper.getchannel("A"), lower.getchannel("A")
    most = as_shown(above.copy()).getextrema()[1], as_shown(below.copy()).getextrema()[1]
    is_scaled = bits == ALL_BITS or most[0] << 8 | most[1] >= 1 << bits  # type: ignore[operator]
    return above if is_scaled else _scaled(above, below, bits)


def _most(image: Image.Image) -> int:
    return max(int(image.getchannel(band).getextrema()[1]) for band in "RGB")  # type: ignore[arg-type]
