"""Random pictures with random redactions, in pairs that differ only under the covers, and whether that can be told.

Everything but the child process is real: a file's bytes are opened as the child opens them, flattened and prepared as
the window does it.
"""

import io
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw, PngImagePlugin

from desktop.adapters.decoding.codecs import load_codecs
from desktop.adapters.decoding.image_loader import open_image
from desktop.adapters.decoding.pdf_text import text_of_page
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.pixel_buffer import DecodedFacts, DecodedImage, PixelBuffer
from desktop.core.image.source_image import sniff_mime_type
from desktop.core.image.text.page_text import PageText
from desktop.core.model_catalog import model_named
from desktop.services.image.decoded_levels import redacted_before_color
from desktop.services.ports.decoder import ChooseView
from tests.adapters.decoding.format_samples import cursor, photoshop
from tests.helpers.images import seven_of_sixteen_bits, ten_bit_bitmap, windows_bitmap

load_codecs(())  # as the child does before it opens anything
_T = Image.Transpose
_STORED_AS = {  # EXIF orientation → how an upright picture is laid down for it
    1: None,
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_90,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_270,
}
_GAMMA = PngImagePlugin.PngInfo()
_GAMMA.add(b"gAMA", struct.pack(">I", 100_000))
KINDS: dict[str, tuple[str, str, dict[str, object]]] = {  # name → mode, format, how it is saved
    "rgb": ("RGB", "PNG", {}),
    "alpha": ("RGBA", "PNG", {}),
    "empty alpha": ("RGBA", "PNG", {}),
    "grey": ("L", "PNG", {}),
    "grey with alpha": ("LA", "PNG", {}),
    "palette": ("P", "PNG", {}),
    "palette with a hole": ("P", "PNG", {"transparency": 7}),
    "gif": ("P", "GIF", {}),
    "black and white": ("1", "PNG", {}),
    "16 bit": ("I;16", "PNG", {}),
    "32 bit": ("I", "TIFF", {}),
    "float": ("F", "TIFF", {}),
    "cmyk": ("CMYK", "TIFF", {}),
    "bmp": ("RGB", "BMP", {}),
    "bmp with alpha": ("RGBA", "BMP", {}),
    "bmp with empty alpha": ("RGBA", "BMP", {}),
    "webp lossless": ("RGB", "WEBP", {"lossless": True, "exact": True}),
    "jpeg 4:4:4": ("RGB", "JPEG", {"quality": 80, "subsampling": 0}),
    "jpeg 4:2:2": ("RGB", "JPEG", {"quality": 75, "subsampling": 1}),
    "jpeg 4:2:0": ("RGB", "JPEG", {"quality": 60, "subsampling": 2}),
    "jpeg progressive": ("RGB", "JPEG", {"quality": 85, "subsampling": 2, "progressive": True}),
    "jpeg grey": ("L", "JPEG", {"quality": 70}),
    "jpeg cmyk": ("CMYK", "JPEG", {"quality": 85, "subsampling": 2}),
    "tiff jpeg": ("RGB", "TIFF", {"compression": "jpeg", "quality": 70}),
    "12 of 16 bit": ("I;16", "PNG", {}),
    "declared bits of 16": ("RGBA", "PNG of 16", {}),
    "float with outliers": ("F", "TIFF", {}),
    "mixed alpha": ("RGBA", "PNG", {}),
    "not square": ("RGB", "PNG", {"dpi": (200, 130)}),
    "twice as tall": ("1", "TIFF", {"compression": "group4", "dpi": (204, 98)}),
    "linear light": ("RGB", "PNG", {"pnginfo": _GAMMA}),
    "cut off": ("RGB", "JPEG", {"quality": 80, "subsampling": 2}),
    "cursor": ("RGBA", "CUR", {}),
    "photoshop": ("RGB", "PSD", {}),
    "photoshop cmyk": ("CMYK", "PSD", {}),
    "anymap": ("RGB", "PPM", {}),
    "qoi": ("RGBA", "QOI", {}),
    "targa": ("RGBA", "TGA", {}),
    "dds": ("RGB", "DDS", {}),
    "dds in blocks": ("RGBA", "DDS", {"pixel_format": "DXT5"}),
    "bit fields": ("I", "BMP", {}),
}
_TALLER = {"not square": 200 / 130, "twice as tall": 2.0}  # how many times taller than wide a pixel is
_OWN_WRITERS: dict[str, Callable[[Image.Image], bytes]] = {
    "CUR": cursor,
    "PSD": photoshop,
    "PNG of 16": seven_of_sixteen_bits,
}
_TURNED_BY_EXIF = ("JPEG", "PNG", "TIFF", "WEBP")


class InProcess:
    """The decoder, without its child process."""

    def warm(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""

    def page_text(self, data: bytes, name: str, page: int, side: int) -> PageText:
        """As the child does it."""
        return text_of_page(data, page, side)

    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes:
        """As the child does it."""
        mime = sniff_mime_type(data)
        assert mime is not None
        return open_image(data, mime, page, side, covers).covered(covers)

    def view(self, data: bytes, name: str, page: int, side: int, choose: ChooseView) -> Image.Image:
        """As the child does it."""
        mime = sniff_mime_type(data)
        assert mime is not None
        found = open_image(data, mime, page, side)
        facts = found.pages, found.compression, found.metadata
        return found.view(*choose(DecodedFacts(found.image.size, mime, *facts, remarks=found.remarks)))

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage:
        mime = sniff_mime_type(data)
        assert mime is not None
        found = open_image(data, mime, page, side, covers)
        pixels = PixelBuffer(*found.image.size, b"".join(band.tobytes("raw", "BGRX") for band in found.bands()))
        facts = DecodedFacts(
            found.image.size,
            mime,
            found.pages,
            found.compression,
            found.metadata,
            found.color_conversion.redact_before_color_from_px,
            found.remarks,
        )
        return DecodedImage(pixels, facts)


@dataclass(frozen=True)
class Case:
    """A picture and another that differs under the covers alone, both saved alike; and what is done to each."""

    kind: str
    orientation: int
    first: bytes
    second: bytes
    covers: tuple[Rect, ...]
    crop: Rect | None
    turn: int

    def prepared(self, data: bytes) -> bytes:
        """What would be sent of one of them."""
        decoder = InProcess()
        decoded = decoder.decode(data)
        image = AnnotatedImage.new(decoded.facts.image(data))
        for at, rect in enumerate(self.covers):
            image = image.with_annotation(Redaction(str(at), rect))
        image = replace(image.cropped(self.crop), quarter_turns=self.turn)
        pixels = redacted_before_color(decoder, image, decoded.pixels, decoded.facts.redact_before_color_from_px)
        return encode_for_model(image, pixels, model_named("gpt-4o"), "low").data

    @property
    def leaks(self) -> bool:
        """Whether what was covered can be told from what would be sent."""
        return self.prepared(self.first) != self.prepared(self.second)


def case(seed: int) -> Case:
    """The case of that number."""
    chance = random.Random(seed)
    kind = chance.choice(list(KINDS))
    mode, form, how = KINDS[kind]
    size = chance.randint(24, 120), chance.randint(24, 120)
    if chance.random() < 0.1:
        size = chance.randint(520, 700), chance.randint(300, 600)  # large enough to be shrunk
    covers = tuple(_rect(chance, size, chance.random() < 0.2) for _ in range(chance.randint(1, 3)))
    crop = _rect(chance, size, False) if chance.random() < 0.5 else None
    orientation = chance.randint(1, 8) if form in _TURNED_BY_EXIF else 1
    if form in ("CUR", "DDS"):
        size = (min(size[0], 120) // 4 * 4, min(size[1], 120) // 4 * 4)
    first = _noise(chance, mode, size, kind.endswith("empty alpha"))
    if kind == "12 of 16 bit":
        first = first.convert("I").point(lambda value: value * (1 / 16)).convert("I;16")
    if kind == "declared bits of 16":
        first = first.point(lambda value: value // 2)
    if kind == "float with outliers":
        first.putpixel((0, 0), 1e30)
    second = first.copy()
    for rect in covers:
        inside = rect.intersection(Rect.from_size(size))
        if not inside.is_empty:
            second.paste(_noise(chance, mode, inside.size, False), (inside.left, inside.top))
            if kind == "float with outliers":
                second.putpixel((inside.left, inside.top), -1e30)
    save = _saver(form, how, orientation)
    factor = _TALLER.get(kind, 1.0)
    across, down = (1.0, factor) if orientation < 5 else (factor, 1.0)
    shown = tuple(rect.scaled(across, down) for rect in covers)
    pair = [data[:-2] if kind == "cut off" else data for data in (save(first), save(second))]
    return Case(kind, orientation, pair[0], pair[1], shown, crop, chance.randint(0, 3))


def _rect(chance: random.Random, size: tuple[int, int], outside: bool) -> Rect:
    """Somewhere in the picture, at its edges more often than chance would have it; with `outside`, over the edge."""
    xs = sorted(chance.choice([0, size[0], chance.randint(0, size[0])]) for _ in range(2))
    ys = sorted(chance.choice([0, size[1], chance.randint(0, size[1])]) for _ in range(2))
    more = 9 if outside else 0
    return Rect(xs[0] - more, ys[0] - more, max(xs[1], xs[0] + 1) + more, max(ys[1], ys[0] + 1) + more)


def _noise(chance: random.Random, mode: str, size: tuple[int, int], empty: bool) -> Image.Image:
    """Noise over flat fields, in every mode."""
    width, height = size
    if mode == "F":
        image = Image.new("F", size)
        image.putdata([chance.uniform(-3, 9) for _ in range(width * height)])
        return image
    if mode in ("I", "I;16"):
        top = 65_535 if mode == "I;16" else chance.choice([200, 60_000, 2_000_000])
        grey = Image.new("I", size)
        grey.putdata([chance.randint(0, top) for _ in range(width * height)])
        return grey.convert("I;16") if mode == "I;16" else grey
    if mode == "1":
        return Image.frombytes("L", size, chance.randbytes(width * height)).convert("1")
    if mode == "P":
        image = Image.frombytes("P", size, bytes(byte % 16 for byte in chance.randbytes(width * height)))
        image.putpalette([value for at in range(16) for value in (at * 16, 255 - at * 16, at * 7)])
        return image
    bands = len(Image.new(mode, (1, 1)).getbands())
    image = Image.frombytes(mode, size, chance.randbytes(width * height * bands))
    flat = tuple(chance.randint(0, 255) for _ in range(bands))
    ImageDraw.Draw(image).rectangle([0, 0, width // 2, height // 2], fill=flat if bands > 1 else flat[0])
    if empty:
        image.putalpha(0)
    return image


def _saver(form: str, how: dict[str, object], orientation: int) -> Callable[[Image.Image], bytes]:
    def save(image: Image.Image) -> bytes:
        out, options = io.BytesIO(), dict(how)
        laid = _STORED_AS[orientation]
        stored = image if laid is None else image.transpose(laid)
        if orientation != 1:
            exif = Image.Exif()
            exif[0x0112] = orientation
            options["exif"] = exif
        if (form, stored.mode) == ("BMP", "RGBA"):
            return windows_bitmap(stored)
        if form in _OWN_WRITERS:
            return _OWN_WRITERS[form](stored)
        if (form, stored.mode) == ("BMP", "I"):
            return ten_bit_bitmap(stored)
        stored.save(out, form, **options)
        return out.getvalue()

    return save
