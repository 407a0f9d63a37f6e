"""Damaged files of which most can be shown, and how much of them is there.

Pillow is told to go on where a file ends too early, and leaves what is missing in one colour: by that it is known.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageFile

from desktop.core.image.files.image_remark import ImageRemark

LEAST_SHARE = 0.6  # of the rows, from which the rest is shown; chosen
MISSING_IN_JPEG = 128  # libjpeg's value, in every channel, of what a file does not have
MISSING_INKS = (127, 127, 127, 127), (128, 128, 128, 127)  # the same in CMYK, which Pillow turns round, and as YCCK
LEAST_SCANS, ENOUGH_SCANS = 3, 6  # of a progressive JPEG: coarse, and hardly different from the whole; chosen
_PROGRESSIVE = re.compile(rb"\xff\xc2\0")
_SCAN = re.compile(rb"\xff\xda\0")
PNG_CHUNK = 1 << 20
END_OF_PNG = b"\0\0\0\0IEND\xaeB`\x82"
WEBP_HEAD = 12


@contextmanager
def going_on() -> Iterator[None]:
    """Lets Pillow go on at the early end of a file, and ignore the check sums of what is no pixel."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def filled_up(data: bytes, mime: str, filler: bytes = b"\0") -> bytes:
    """Returns a damaged file as Pillow can read it: a PNG without damaged chunks that have no pixels, a WebP with
    `filler` in the place of the pixels that it does not have.
    """
    if mime == "image/png":
        return _without_damage(data[: _end_of_chunks(data)])
    return _filled_webp(data, filler) if mime == "image/webp" else data


def _without_damage(data: bytes) -> bytes:
    """Returns a PNG without the texts, the times and the like before its pixels whose check sums are wrong."""
    parts, at = [data[:8]], 8
    while at + 8 <= len(data) and data[at + 4 : at + 8] != b"IDAT":
        end = at + 8 + int.from_bytes(data[at : at + 4])
        can_be_left_out = data[at + 4] & 32 and data[at + 4 : at + 8] != b"tRNS"
        if not can_be_left_out or _has_right_sum(data, at + 8, end):
            parts.append(data[at : end + 4])
        at = end + 4
    return b"".join((*parts, data[at:]))


def _filled_webp(data: bytes, filler: bytes) -> bytes:
    """Returns a WebP whose lossy pixels are longer than they should be: its library refuses what is too short."""
    at = WEBP_HEAD
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"VP8 ":
            more = filler * min(len(data), 2 * size - (len(data) - at - 8))
            body = data[at + 8 :] + more + bytes((len(data) + len(more)) % 2)
            pixels = b"VP8 " + len(body).to_bytes(4, "little") + body
            return b"RIFF" + (at + len(pixels) - 8).to_bytes(4, "little") + data[8:at] + pixels
        at += 8 + size + size % 2
    return data


def without_guesses(image: Image.Image, other: Image.Image) -> Image.Image:
    """Returns an image of a file that was filled up, grey where other filling bytes make `other` pixels."""
    box = ImageChops.difference(image, other).getbbox(alpha_only=False)
    if box is not None:
        image.paste(_missing(image), (0, box[1], image.width, image.height))
    return image


def _missing(image: Image.Image) -> tuple[int, ...]:
    """Returns the pixel that stands for one that a file does not have, opaque."""
    return tuple(255 if band == "A" else MISSING_IN_JPEG for band in image.getbands())


def is_whole_png(data: bytes) -> bool:
    """Returns True if the check sums of a PNG's pixels are right and its end is there. Pillow looks for neither."""
    last = 0
    for start, last in _pixel_chunks(data):
        if not _has_right_sum(data, start, last):
            return False
    return data.find(END_OF_PNG, last) >= 0


def remark_on(image: Image.Image, mime: str, data: bytes, is_damaged: bool = False) -> ImageRemark | None:
    """Returns the remark about an image that was loaded while going on; None if too little of it is there.

    `is_damaged` means that pixels may be wrong which are there.
    """
    whole = ImageRemark.DAMAGED if is_damaged else ImageRemark.MENDED
    if mime == "image/jpeg" and _PROGRESSIVE.search(data, 0, 100_000):
        remark = _by_scans(len(_SCAN.findall(data)))
        return whole if is_damaged and remark is not None else remark
    share = _share_of_png(data) if mime == "image/png" else _share_of_rows(image, mime)
    if share < LEAST_SHARE:
        return None
    return whole if share >= 1 else ImageRemark.INCOMPLETE


def _by_scans(count: int) -> ImageRemark | None:
    if count < LEAST_SCANS:
        return None
    return ImageRemark.MENDED if count >= ENOUGH_SCANS else ImageRemark.INCOMPLETE


def _share_of_rows(image: Image.Image, mime: str) -> float:
    """Returns the share of rows that are not all of the colour of what is missing."""
    if mime in ("image/jpeg", "image/webp"):
        pixels = MISSING_INKS if image.mode == "CMYK" else (_missing(image),)
        blanks = (Image.new(image.mode, image.size, pixel) for pixel in pixels)
        return min(_share_inside(ImageChops.difference(image, blank)) for blank in blanks)
    if mime == "image/vnd.adobe.photoshop":  # a plane for each colour, one after the other; of 1 bit, it was inverted
        stored = ImageChops.invert(image) if image.mode == "1" else image
        return min(map(_share_inside, stored.split()))
    return _share_inside(image)


def _share_inside(image: Image.Image) -> float:
    """Returns the share of an image within the edges of what is not 0."""
    box = image.getbbox(alpha_only=False)
    return (box[2] - box[0]) * (box[3] - box[1]) / (image.width * image.height) if box else 0.0


def _share_of_png(data: bytes) -> float:
    """Returns the share of the bytes of all rows that can be unpacked: 1 only if their own check sum is right."""
    head = data[16:29]
    if len(head) < 13:
        return 0.0
    width, height, depth, kind = int.from_bytes(head[:4]), int.from_bytes(head[4:8]), head[8], head[9]
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(kind, 1)
    expected = height * (1 + (width * samples * depth + 7) // 8)
    is_whole, _ = _unpacked(_png_pixels(data), expected)
    if is_whole:
        return 1.0
    _, found = _unpacked(_png_pixels(data, until_fault=True), expected)
    return min(0.99, found / max(1, expected))


def _unpacked(parts: Iterator[bytes], most: int) -> tuple[bool, int]:
    """Returns True if the parts end as they should, and how many bytes they unpack to, at most about `most`."""
    found, unpacking = 0, zlib.decompressobj()
    try:
        for part in parts:
            left = part
            while left and not unpacking.eof and found <= most:
                found += len(unpacking.decompress(left, PNG_CHUNK))
                left = unpacking.unconsumed_tail
    except zlib.error:
        return False, found  # what came before the fault counts
    return unpacking.eof, found


def _png_pixels(data: bytes, until_fault: bool = False) -> Iterator[bytes]:
    """Yields the data of the chunks with pixels; of the last one what is there of it. With `until_fault`, it ends at a
    chunk whose check sum is wrong.
    """
    for start, end in _pixel_chunks(data):
        if until_fault and not _has_right_sum(data, start, end):
            return
        yield data[start:end]


def _end_of_chunks(data: bytes) -> int:
    """Returns where the last chunk ends that is whole or has pixels."""
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            return len(data) if data[at + 4 : at + 8] == b"IDAT" else at
        at = end
    return min(at, len(data))


def _pixel_chunks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yields start and end of what is in the chunks with pixels."""
    at = 8
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            yield at + 8, end
        at = end + 4


def _has_right_sum(data: bytes, start: int, end: int) -> bool:
    """Returns True if the check sum of a chunk is right, or cut off with the end of the file."""
    stated = data[end : end + 4]
    return len(stated) < 4 or zlib.crc32(data[start - 4 : end]).to_bytes(4) == stated
