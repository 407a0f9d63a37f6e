"""A quick look whether bytes can be a whole image, before a decoder sees them."""

import zlib

from desktop.core.image.source_image import start_and_type

END_BYTES = 64  # within which a JPEG ends: some programs write zeros behind it
PNG_HEAD = 8
BMP_HEADS = 26  # bytes before the pixels at least: the heads of the file and of OS/2


def looks_whole(data: bytes) -> bool:
    """Returns True unless the bytes are no image, or one that is plainly empty, cut off or damaged.

    PNG is looked at most closely, because programs offer it first, and sometimes broken.
    """
    start, mime = start_and_type(data)
    if mime is None:
        return False
    if mime == "image/png":
        return _is_whole_png(data, start + PNG_HEAD)
    if mime == "image/jpeg":
        return b"\xff\xd9" in data[-END_BYTES:]
    if mime == "image/bmp":
        return BMP_HEADS <= int.from_bytes(data[start + 10 : start + 14], "little") < len(data) - start
    if mime == "image/gif":
        return data.rstrip(b"\0").endswith(b"\x3b")
    if mime == "image/webp":
        return int.from_bytes(data[start + 4 : start + 8], "little") <= len(data) - start - 8
    return True


def _is_whole_png(data: bytes, at: int) -> bool:
    """Returns True if every chunk is there with the right check sum, and some have pixels."""
    has_pixels = False
    while at + 12 <= len(data):
        end, name = at + 8 + int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if zlib.crc32(data[at + 4 : end]).to_bytes(4) != data[end : end + 4]:
            return False
        if name == b"IEND":
            return has_pixels
        has_pixels = has_pixels or (name == b"IDAT" and end > at + 8)
        at = end + 4
    return False
