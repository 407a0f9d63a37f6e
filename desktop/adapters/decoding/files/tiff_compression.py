"""Compressions of TIFF that are not read here, by name: a file with one of them is neither damaged nor unknown."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import TiffImagePlugin

from desktop.adapters.decoding.files.tiff_numbers import check_directory
from desktop.adapters.decoding.open_errors import ImageOpenError, unread_variant

COMPRESSION, NONE = 259, 1
BIG = 43  # in the place of the version: BigTIFF, whose head is twice as long
HEAD, BIG_HEAD = 8, 16
NAMES = {
    9: "JBIG",
    10: "JBIG",
    32766: "NeXT",
    33003: "JPEG 2000",
    33004: "JPEG 2000",
    33005: "JPEG 2000",
    34661: "JBIG",
    34712: "JPEG 2000",
    34887: "LERC",
    34892: "lossy JPEG",
    50001: "WebP",
    50002: "JPEG XL",
    52546: "JPEG XL",
}
"""The registered numbers and those of libtiff, by https://www.loc.gov/preservation/digital/formats/content/tiff_tags.shtml"""


def check_compression(tags: Mapping[int, Any]) -> None:
    """Raises ImageOpenError for a compression that Pillow's libtiff knows by name only."""
    if name := NAMES.get(tags.get(COMPRESSION, NONE)):
        raise unread_variant("image/tiff", f"with {name} compression")


def unread_compression(data: bytes) -> ImageOpenError | None:
    """Returns the error for a file that Pillow did not open because of its compression; None for other reasons.

    Raises ImageOpenError for one that is cut off.
    """
    check_directory(data)
    head = data[: BIG_HEAD if BIG in data[2:4] else HEAD]
    try:
        tags = TiffImagePlugin.ImageFileDirectory_v2(head)
        file = io.BytesIO(data)
        file.seek(tags.next)
        tags.load(file)
        number = tags.get(COMPRESSION, NONE)
    except Exception:
        return None  # as in opening: a damaged directory may raise nearly anything
    if number in TiffImagePlugin.COMPRESSION_INFO:
        return None
    return unread_variant("image/tiff", f"with {NAMES[number]} compression" if number in NAMES else "")
