"""An image in each of the formats that the program opens."""

import io
import struct

import pillow_heif
from PIL import Image

from desktop.core.image_formats import ImageFormat


def saved(image_format: ImageFormat, image: Image.Image) -> bytes:
    """Returns the bytes of `image` in a format, lossless where the format can be."""
    if image_format.name == "PSD":
        return photoshop(image)
    if image_format.name == "CUR":
        return cursor(image)
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    image.save(out, image_format.plugin or "PDF", **({"lossless": True} if image_format.name == "WebP" else {}))
    return out.getvalue()


def photoshop(image: Image.Image, depth: int = 8) -> bytes:
    """Returns a PSD of an RGB or CMYK image, flattened and without layers, as Photoshop lays it down."""
    channels, kind = len(image.getbands()), {"L": 1, "RGB": 3, "CMYK": 4}[image.mode]
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, channels, image.height, image.width, depth, kind)
    planes = b"".join(band.tobytes() for band in image.split())
    return head + bytes(12) + b"\0\0" + planes


def cursor(image: Image.Image, spot: tuple[int, int] = (3, 5)) -> bytes:
    """Returns a Windows cursor with its hot spot: an icon but for its type and what stands in its directory."""
    out = io.BytesIO()
    image.save(out, "ICO", sizes=[image.size], bitmap_format="bmp")
    data = bytearray(out.getvalue())
    data[2] = 2
    data[10:14] = struct.pack("<HH", *spot)
    return bytes(data)
