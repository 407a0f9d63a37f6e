"""Photoshop documents: which of them have a flattened picture that Pillow shows as it is meant.

The layout is that of Adobe's Photoshop File Formats Specification.
"""

from PIL import Image, ImageChops

from desktop.adapters.decoding.open_errors import ImageOpenError, unread_variant
from desktop.core.errors import ProblemKind

PSD = "image/vnd.adobe.photoshop"
HEAD, DEPTH, MODE = 26, 22, 24  # bytes of the head, and places in it
GREY, INKS, MULTICHANNEL = 1, 4, 7
READ_DEPTHS, READ_PACKINGS = (1, 8), (0, 1)
VERSION_INFO = 1057  # the resource that tells whether there is a flattened picture
MOST_RESOURCES = 1000


def check_document(data: bytes) -> None:
    """Raises ImageOpenError for a document whose flattened picture is not read, or that has none."""
    if len(data) < HEAD:
        raise ImageOpenError(ProblemKind.TRUNCATED)
    depth = _number(data, DEPTH, 2)
    if depth not in READ_DEPTHS:
        raise unread_variant(PSD, f"with {depth} bits a channel")
    if _number(data, MODE, 2) == MULTICHANNEL:
        raise unread_variant(PSD, "with a channel for each ink")
    if not _has_picture(data):
        raise unread_variant(PSD, "without a flattened picture")
    if _is_transparent(data) and _number(data, MODE, 2) in (GREY, INKS):  # Pillow leaves that out
        raise unread_variant(PSD)
    at = _end(data, _layers(data))
    if at + 2 <= len(data) and _number(data, at, 2) not in READ_PACKINGS:
        raise unread_variant(PSD)


def flattened(image: Image.Image, data: bytes) -> Image.Image:
    """Returns the loaded picture with black where a bitmap has it, and without a saved selection as transparency."""
    if image.mode == "1":
        return ImageChops.invert(image)
    if image.mode == "RGBA" and not _is_transparent(data):
        return image.convert("RGB")
    return image


def _is_transparent(data: bytes) -> bool:
    """Returns True if the channel behind the colours is transparency: the count of layers is negative then."""
    at = _layers(data)
    return _number(data, at, 4) > 4 and _number(data, at + 4, 4) >= 2 and _number(data, at + 8, 1) >= 128


def _has_picture(data: bytes) -> bool:
    """Returns False if the document says that its flattened picture is a blank one."""
    at = _end(data, HEAD) + 4
    end = min(_layers(data), len(data))
    for _ in range(MOST_RESOURCES):
        if at + 12 > end or data[at : at + 4] != b"8BIM":
            break
        name, length_at = _number(data, at + 4, 2), at + 6 + (data[at + 6] + 2) // 2 * 2
        if name == VERSION_INFO:
            return data[length_at + 8 : length_at + 9] != b"\0"
        at = length_at + 4 + (_number(data, length_at, 4) + 1) // 2 * 2
    return True


def _layers(data: bytes) -> int:
    """Returns where the section of the layers begins, after those of colours and of resources."""
    return _end(data, _end(data, HEAD))


def _end(data: bytes, at: int) -> int:
    return at + 4 + _number(data, at, 4)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size])
