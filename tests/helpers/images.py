"""Pictures that tests are made with: real bytes in real formats."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import model_named
from desktop.core.model_terms import Detail


def encoded(image: Image.Image, form: str = "PNG", **how: Any) -> bytes:
    """The image in a format."""
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def windows_bitmap(image: Image.Image) -> bytes:
    """The image (RGBA) as a BMP whose header names a channel of alpha, as Windows programs write it."""
    pixels = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGRA")
    head = struct.pack("<IiiHHIIiiII", 108, *image.size, 1, 32, 3, len(pixels), 2835, 2835, 0, 0)
    head += struct.pack("<4I4s48x", 0xFF0000, 0xFF00, 0xFF, 0xFF000000, b"BGRs")
    start = 14 + len(head)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + head + pixels


def ten_bit_bitmap(image: Image.Image) -> bytes:
    """The numbers of an image (I) as a BMP whose colours lie in fields of 10 bits each."""
    pixels = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes()
    head = struct.pack("<IiiHHIIiiII", 40, *image.size, 1, 32, 3, len(pixels), 2835, 2835, 0, 0)
    head += struct.pack("<3I", 1023 << 20, 1023 << 10, 1023)
    start = 14 + len(head)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + head + pixels


def sixteen_bit_png(size: tuple[int, int], kind: int, samples: list[int], bits: bytes = b"") -> bytes:
    """A PNG of 16 bits a sample: grey (0), colours (2), both with alpha (4 and 6). `bits` are its sBIT."""
    row = len(samples) // size[1]
    rows = (struct.pack(f">{row}H", *samples[at : at + row]) for at in range(0, len(samples), row))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", *size, 16, kind, 0, 0, 0)),
        *((b"sBIT", bits),) * bool(bits),
        (b"IDAT", zlib.compress(b"".join(b"\0" + line for line in rows))),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def seven_of_sixteen_bits(image: Image.Image) -> bytes:
    """The image (RGBA) as a PNG of 16 bits that declares 7 of them; only what is below 128 keeps to that."""
    samples = [value if value < 128 else value * 257 for value in image.tobytes()]
    return sixteen_bit_png(image.size, 6, samples, bytes((7, 7, 7, 7)))


def with_property(data: bytes, name: bytes, value: bytes) -> bytes:
    """An AVIF or HEIC of one image with one more property of it; what it says of its images stands at its end then."""

    def box(of: bytes, inside: bytes) -> bytes:
        return struct.pack(">I4s", 8 + len(inside), of) + inside

    def inside(of: bytes) -> bytes:
        at = data.rindex(of)
        return data[at + 4 : at - 4 + int.from_bytes(data[at - 4 : at])]

    places, count, at = inside(b"ipma"), 0, 0
    known = inside(b"ipco")
    while at < len(known):
        count, at = count + 1, at + int.from_bytes(known[at : at + 4])
    assert places[:8] == bytes(7) + b"\1"  # one image, whose properties have numbers of one byte
    more = places[:10] + bytes([places[10] + 1]) + places[11:] + bytes([0x80 | count + 1])
    old = box(b"iprp", inside(b"iprp"))
    new = box(b"iprp", box(b"ipco", known + box(name, value)) + box(b"ipma", more))
    meta = inside(b"meta")
    assert old in meta
    return data.replace(b"meta", b"free", 1) + box(b"meta", meta.replace(old, new))


def image_of(image: Image.Image, name: str = "") -> tuple[AnnotatedImage, PixelBuffer]:
    """The image as a sheet, and its pixels, without a decoder."""
    data = encoded(image)
    picture = SourceImage(sha256_hex(data), data, image.width, image.height, "image/png", name)
    return AnnotatedImage.new(picture), PixelBuffer.of(image.convert("RGB"))


def prepared(image: Image.Image, model: str = "gpt-4o", detail: Detail = "high") -> EncodedImage:
    """The image as it would be sent."""
    return encode_for_model(*image_of(image), model_named(model), detail)


def quarters(width: int = 80, height: int = 60) -> Image.Image:
    """Four colours in four quarters: red, green over blue, white."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width // 2 - 1, height // 2 - 1], fill=(220, 20, 20))
    draw.rectangle([width // 2, 0, width - 1, height // 2 - 1], fill=(20, 180, 20))
    draw.rectangle([0, height // 2, width // 2 - 1, height - 1], fill=(20, 20, 220))
    return image


def png(width: int = 80, height: int = 60) -> bytes:
    """The quarters as PNG."""
    return encoded(quarters(width, height))


def screenshot(width: int = 1920, height: int = 1080) -> Image.Image:
    """Lines of text on white, as on a screen."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for number in range(height // 24):
        draw.text(
            (20, number * 24), f"{number:3} raise ConnectionError('refused')  # value = {number * 37}", fill="black"
        )
    return image


def noisy(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """An image without text that is much smaller as a JPEG: soft colours with some grain."""
    soft = Image.frombytes("RGB", (40, 30), chance.randbytes(3600)).resize(size, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).convert("RGB")
    return Image.blend(soft, grain, 0.04)
