"""What the tests of decoding share: a drawn page, decoding without a child, and how alike two images are."""

import struct

from PIL import Image, ImageChops, ImageDraw, ImageStat

from desktop.adapters.decoding.codecs import load_codecs
from desktop.adapters.decoding.image_loader import OpenedImage, open_image
from desktop.core.geometry.rect import Rect
from desktop.core.image.source_image import sniff_mime_type

load_codecs(())  # as the child does before it opens anything


def page(width: int = 180, height: int = 110) -> Image.Image:
    """A page with text, lines and two colours on white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([10, 60, 60, 100], fill=(200, 40, 40))
    draw.ellipse([100, 50, 160, 100], fill=(40, 80, 200))
    for line in range(3):
        draw.text((10, 5 + 16 * line), "Invoice 4711, due in May", fill="black")
    return image


def opened(data: bytes, covers: tuple[Rect, ...] = ()) -> OpenedImage:
    """An image as the child opens it. Raises ImageOpenError."""
    mime = sniff_mime_type(data)
    assert mime is not None
    return open_image(data, mime, covers=covers)


def shown(found: OpenedImage) -> Image.Image:
    """Its pixels, as they are shown."""
    whole, top = Image.new("RGB", found.image.size), 0
    for band in found.bands():
        whole.paste(band, (0, top))
        top += band.height
    return whole


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two images of one size, of 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def tiff(width: int, height: int, data: bytes, **tags: tuple[int, ...]) -> bytes:
    """A TIFF written by hand: `tags` are short numbers by t and their number, beside those that every TIFF has."""
    found: dict[int, tuple[int, ...]] = {
        256: (width,),
        257: (height,),
        259: (1,),
        273: (8,),
        278: (height,),
        279: (len(data),),
    }
    found |= {int(name[1:]): values for name, values in tags.items()}
    extra_at = 8 + len(data) + len(data) % 2
    entries, extra = b"", b""
    start = extra_at + 2 + 12 * len(found) + 4
    for tag, values in sorted(found.items()):
        packed = struct.pack(f"<{len(values)}I", *values)
        if len(packed) > 4:
            extra, packed = extra + packed, struct.pack("<I", start + len(extra))
        entries += struct.pack("<HHI", tag, 4, len(values)) + packed
    body = data + bytes(len(data) % 2)
    return b"II*\0" + struct.pack("<I", extra_at) + body + struct.pack("<H", len(found)) + entries + bytes(4) + extra
