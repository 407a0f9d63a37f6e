"""Numbers of a TIFF that Pillow would take in the wrong order, with the wrong sign or at the wrong scale."""

import io
import sys
from typing import Any, Literal

from PIL import Image, TiffImagePlugin

from desktop.adapters.decoding.files.mending import going_on
from desktop.adapters.decoding.open_errors import ImageOpenError, unread_variant
from desktop.core.errors import ProblemKind

SIGNED, SEPARATE, LAB, COLOR_MAP = 2, 2, 8, 320
_NATIVE = {"F;32BF": "F;32NF", "I;16BS": "I;16NS", "I;32BS": "I;32NS"}
_NATIVE_OTHER = "B" if sys.byteorder == "little" else "L"
_OTHER_BYTE = {
    f"{bands};16{order}": f"{bands};16{other}"
    for bands in ("RGB", "RGBX", "RGBA")
    for order, other in (("L", "B"), ("B", "L"), ("N", _NATIVE_OTHER))
}
"""The raw mode of the upper byte of 16 → that of the lower one: of the other order of bytes."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # bytes of a value by its type
ENTRY = 12  # bytes of an entry of a directory


def take_native_order(image: Image.Image) -> None:
    """Lets Pillow read what libtiff unpacks: that is in the order of this computer, whatever that of the file is.

    Pillow knows so of whole numbers without a sign only, and shows noise for all others.
    """
    tiles: list[Any] = getattr(image, "tile", [])
    for at, tile in enumerate(tiles):
        if tile[0] == "libtiff" and tile[3][0] in _NATIVE:
            tiles[at] = tile._replace(args=(_NATIVE[tile[3][0]], *tile[3][1:]))


def lower_half(data: bytes, page: int) -> Image.Image | None:
    """Returns the lower 8 bits of a page with 16 bits a colour, as Pillow takes the upper ones; None for any other."""
    with going_on(), TiffImagePlugin.TiffImageFile(io.BytesIO(data)) as again:
        again.seek(page)
        tiles: list[Any] = again.tile
        modes = [_OTHER_BYTE.get(tile.args[0]) for tile in tiles]
        if not all(modes):
            return None
        again.tile = [tile._replace(args=(mode, *tile.args[1:])) for tile, mode in zip(tiles, modes, strict=True)]
        again.load()
        return again.copy()


def check_signs(bits: tuple[int, ...], kinds: tuple[int, ...], planes: int, photometric: int) -> None:
    """Raises ImageOpenError for numbers with a sign that Pillow takes for numbers without one."""
    if max(bits) <= 8 and min(kinds) == SIGNED and photometric != LAB:
        raise unread_variant("image/tiff", "with signed numbers of 8 bits")
    if planes == SEPARATE and photometric == LAB:
        raise unread_variant("image/tiff", "with Lab colours in a plane for each of them")


def scale_color_map(image: Image.Image) -> None:
    """Repairs the colours of a palette of 8 bits, which old programs write where 16 belong: they would be black."""
    colors = getattr(image, "tag_v2", {}).get(COLOR_MAP)
    if image.mode == "P" and isinstance(colors, tuple) and 0 < max(colors, default=0) <= 255:
        image.putpalette(bytes(colors), "RGB;L")


def check_directory(data: bytes) -> None:
    """Raises ImageOpenError if the first directory of a file, or a value of it, lies beyond its end."""
    order: Literal["big", "little"] = "big" if data.startswith(b"MM") else "little"

    def number(at: int, size: int) -> int:
        if at + size > len(data):
            raise ImageOpenError(ProblemKind.TRUNCATED)
        return int.from_bytes(data[at : at + size], order)

    if number(2, 2) != 42:
        return  # BigTIFF, whose directory is another
    start = number(4, 4)
    for at in range(start + 2, start + 2 + ENTRY * number(start, 2), ENTRY):
        size = _SIZES.get(number(at + 2, 2), 0) * number(at + 4, 4)
        number(number(at + 8, 4) if size > 4 else at + 8, max(size, 4))
