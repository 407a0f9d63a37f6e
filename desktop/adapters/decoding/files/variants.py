"""Variants of known formats that need something before Pillow opens them, or that it is known to open wrongly."""

from typing import Any

from PIL import Image

from desktop.adapters.decoding.files import photoshop
from desktop.adapters.decoding.files.iso_properties import cropped
from desktop.adapters.decoding.files.tiff_compression import COMPRESSION, NONE, check_compression
from desktop.adapters.decoding.files.tiff_numbers import check_signs, scale_color_map
from desktop.adapters.decoding.open_errors import ImageOpenError, unread_variant
from desktop.core.errors import ImageFault, ProblemKind

AVIF = "image/avif"
CURSOR, BIG_ENDIAN_BIG, JPEG_LS = "image/x-cursor", b"MM\0+", b"\xff\xd8\xff\xf7"
JPEG_2000, _CODESTREAM = "image/jp2", b"\xff\x4f\xff\x51"
COMPONENTS, DEPTH = 40, 42  # in the SIZ marker of ISO 15444-1, from the beginning of the codestream
DIRECTORY, ENTRY = 6, 16  # bytes of the head and of each entry of an icon
BITMAP_DEPTH = 14  # the place of it in a bitmap of an icon
_PNG = b"\x89PNG"
BITS, PLANES, SUBFILE, SUB_IFDS, SAMPLE_FORMAT, PHOTOMETRIC = 258, 284, 254, 330, 339, 262
YCC, SUBSAMPLING = 6, 530
DNG_VERSION, MOST_WHITE = 50706, 281
SEPARATE, REDUCED, UNSIGNED, WHITE_IS_ZERO, RAW_SENSOR = 2, 1, 1, 0, (32803, 34892)


def as_opened(data: bytes, mime: str) -> bytes:
    """Returns the bytes that Pillow gets: a cursor becomes the icon that it is but for its hot spots."""
    if mime != CURSOR:
        return data
    count = int.from_bytes(data[4:6], "little")
    head = bytearray(data[: DIRECTORY + ENTRY * count])
    head[2] = 1
    for at in range(DIRECTORY, len(head) - ENTRY + 1, ENTRY):
        start = int.from_bytes(data[at + 12 : at + 16], "little")
        depth = data[start + BITMAP_DEPTH : start + BITMAP_DEPTH + 2] if data[start : start + 4] != _PNG else b"\x20\0"
        head[at + 4 : at + 8] = b"\1\0" + depth.ljust(2, b"\0")  # where an icon states planes and bits
    return bytes(head) + data[len(head) :]


def check_head(data: bytes, mime: str) -> None:
    """Raises ImageOpenError for what the head of a file says that no library here reads."""
    if mime == photoshop.PSD:
        photoshop.check_document(data)
    if data.startswith((BIG_ENDIAN_BIG, JPEG_LS)):  # Pillow knows neither
        raise unread_variant(mime)
    if mime == JPEG_2000 and (at := data.find(_CODESTREAM)) >= 0:
        count, depth = int.from_bytes(data[at + COMPONENTS : at + COMPONENTS + 2]), data[at + DEPTH : at + DEPTH + 1]
        if count > 1 and depth and (depth[0] & 127) + 1 > 8:  # its white would come out black
            raise unread_variant(mime, f"with {(depth[0] & 127) + 1} bits a colour")
        steps = data[at + DEPTH : at + DEPTH + 3 * count]
        if len(set(steps[1::3])) > 1 or len(set(steps[2::3])) > 1:  # its brightness and its colours would be mixed up
            raise unread_variant(mime)


def check_variant(image: Image.Image, mime: str) -> None:
    """Raises ImageOpenError for what Pillow is known to show wrongly: noise, or a small preview for the image."""
    if mime == "image/tiff":
        _check_tiff(getattr(image, "tag_v2", {}), image)


def as_meant(image: Image.Image, mime: str, data: bytes) -> Image.Image:
    """Returns a loaded image with the numbers and within the edges that the file means. Raises ImageOpenError."""
    if mime == photoshop.PSD:
        return photoshop.flattened(image, data)
    if mime == AVIF and not getattr(image, "is_animated", False):
        return cropped(image, data)  # the library of HEIC does it, that of AVIF leaves it to the program
    if mime == "image/tiff":
        scale_color_map(image)
        _check_numbers(image)
    return image


def _check_numbers(image: Image.Image) -> None:
    """Raises ImageOpenError for loaded numbers of 32 bits without a sign that Pillow took for negative ones."""
    kinds = _numbers(getattr(image, "tag_v2", {}).get(SAMPLE_FORMAT, UNSIGNED))
    if image.mode == "I" and max(kinds) == UNSIGNED:
        low, _ = image.getextrema()
        if isinstance(low, (int, float)) and low < 0:
            raise unread_variant("image/tiff", "with whole numbers of 32 bits")


def declared_white(image: Image.Image, mime: str) -> int | None:
    """Returns the brightest number of a grey by the file's own words; None if it has none."""
    if mime == "image/x-portable-anymap":
        return 65_535  # Pillow scales by the file's own maximum
    value = getattr(image, "tag_v2", {}).get(MOST_WHITE)
    value = value[0] if isinstance(value, tuple) and value else value
    return value if isinstance(value, int) and 0 < value < 65_535 else None


def zero_is_white(image: Image.Image, mime: str) -> bool:
    """Returns True for a grey in numbers that counts from white to black; Pillow turns round those of 8 bits only."""
    photometric = getattr(image, "tag_v2", {}).get(PHOTOMETRIC)
    return mime == "image/tiff" and photometric == WHITE_IS_ZERO and image.mode not in ("1", "L")


def _check_tiff(tags: Any, image: Image.Image) -> None:
    check_compression(tags)
    bits, kinds = _numbers(tags.get(BITS, 1)), _numbers(tags.get(SAMPLE_FORMAT, UNSIGNED))
    is_preview = SUB_IFDS in tags and REDUCED in _numbers(tags.get(SUBFILE, 0))
    if is_preview or DNG_VERSION in tags or tags.get(PHOTOMETRIC) in RAW_SENSOR:
        raise ImageOpenError(ProblemKind.NOT_A_IMAGE, ImageFault.OTHER_FORMAT, "a camera raw file")
    if tags.get(PLANES) == SEPARATE and len(bits) > 1 and max(bits) > 8:
        raise unread_variant("image/tiff", f"with {max(bits)} bits in a plane for each colour")
    if len(bits) > 1 and max(bits) > 8 and image.mode not in ("RGB", "RGBA", "I;16", "I;16B"):
        raise unread_variant("image/tiff", f"with {max(bits)} bits in {len(bits)} channels")
    if len(set(bits)) > 1:
        raise unread_variant("image/tiff", "with channels of different depth")
    is_plain_ycc = tags.get(PHOTOMETRIC) == YCC and tags.get(COMPRESSION, NONE) == NONE
    if is_plain_ycc and _numbers(tags.get(SUBSAMPLING, (2, 2))) != (1, 1):
        raise unread_variant("image/tiff")  # it would come out as noise
    check_signs(bits, kinds, tags.get(PLANES, 1), tags.get(PHOTOMETRIC))
    if len(bits) > 1 and max(kinds) > UNSIGNED and max(bits) > 8:
        raise unread_variant("image/tiff", "with colours as signed numbers or floats")


def _numbers(value: Any) -> tuple[int, ...]:
    values = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in values if isinstance(number, int)) or (0,)
