"""BMPs whose colours lie in bit fields of their own, such as 10 bits each: Pillow reads only the usual ones.

The layout is that of BITMAPINFOHEADER and BITMAPV4HEADER (Microsoft, Windows GDI).
"""

import struct
from dataclasses import dataclass

from PIL import Image, ImageMath

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ProblemKind
from desktop.core.image.source_image import MAX_PIXELS

FILE_HEAD, INFO_HEAD = 14, 40
BIT_FIELDS = (3, 6)  # BI_BITFIELDS, BI_ALPHABITFIELDS
BAND_PIXELS = 4_000_000


@dataclass(frozen=True)
class BitFields:
    """The place and layout of the pixels: `masks` of red, green, blue and alpha (0 for none)."""

    start: int
    width: int
    height: int
    from_top: bool
    depth: int
    masks: tuple[int, int, int, int]

    @property
    def row_bytes(self) -> int:
        """The bytes of a row: rows begin at multiples of 4."""
        return (self.width * self.depth // 8 + 3) // 4 * 4


def bit_fields(data: bytes) -> BitFields | None:
    """Returns the layout of a BMP with bit fields; None for any other."""
    if len(data) < FILE_HEAD + INFO_HEAD + 12:
        return None
    (start,) = struct.unpack_from("<I", data, 10)
    size, width, height, _, depth, compression = struct.unpack_from("<IiiHHI", data, FILE_HEAD)
    if size < INFO_HEAD or compression not in BIT_FIELDS or depth not in (16, 32) or width < 1 or not height:
        return None
    red, green, blue = struct.unpack_from("<3I", data, FILE_HEAD + INFO_HEAD)
    has_alpha = (size >= 56 or compression == BIT_FIELDS[1]) and len(data) >= FILE_HEAD + 56
    (alpha,) = struct.unpack_from("<I", data, FILE_HEAD + 52) if has_alpha else (0,)
    return BitFields(start, width, abs(height), height < 0, depth, (red, green, blue, alpha))


def read_bit_fields(data: bytes, fields: BitFields) -> Image.Image:
    """Returns the image as RGB or RGBA. Raises ImageOpenError."""
    if fields.width * fields.height > MAX_PIXELS:
        raise ImageOpenError(ProblemKind.TOO_MANY_PIXELS)
    masks = fields.masks if fields.masks[3] else fields.masks[:3]
    ends_early = len(data) < fields.start + fields.row_bytes * fields.height
    if ends_early or any(not _is_one_run(mask) for mask in masks):
        raise ImageOpenError(ProblemKind.TRUNCATED)
    image = Image.new("RGBA" if len(masks) == 4 else "RGB", (fields.width, fields.height))
    rows = max(1, BAND_PIXELS // fields.width)
    for top in range(0, fields.height, rows):
        count = min(rows, fields.height - top)
        first = fields.start + top * fields.row_bytes
        band = _numbers(data[first : first + count * fields.row_bytes], fields, count)
        channels = [_channel(band, mask) for mask in masks]
        image.paste(Image.merge(image.mode, channels), (0, top))
    return image if fields.from_top else image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


def _numbers(data: bytes, fields: BitFields, rows: int) -> Image.Image:
    size, mode = (fields.width, rows), "I" if fields.depth == 32 else "I;16"
    raw = "I;32" if fields.depth == 32 else "I;16"
    return Image.frombytes(mode, size, data, "raw", raw, fields.row_bytes, 1).convert("I")


def _channel(band: Image.Image, mask: int) -> Image.Image:
    shift = (mask & -mask).bit_length() - 1
    most = mask >> shift
    kept = min(most.bit_length(), 16)  # so that the product below stays within 31 bits
    shift, most = shift + most.bit_length() - kept, (1 << kept) - 1
    scaled: Image.Image = ImageMath.lambda_eval(lambda names: ((names["x"] >> shift) & most) * 255 / most, x=band)
    return scaled.convert("L")


def _is_one_run(mask: int) -> bool:
    """Returns True for a mask of neighbouring bits."""
    lowest = mask & -mask
    return mask > 0 and (mask + lowest) & mask == 0
