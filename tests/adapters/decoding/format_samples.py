"""An image in each of the formats that the program opens."""

import io

import pillow_heif
from PIL import Image

from desktop.core.image_formats import ImageFormat


def saved(image_format: ImageFormat, image: Image.Image) -> bytes:
    """Returns the bytes of `image` in a format, lossless where the format can be."""
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    image.save(out, image_format.plugin or "PDF", **({"lossless": True} if image_format.name == "WebP" else {}))
    return out.getvalue()
