"""Pixels and a model's rule → `Prepared`, the only thing that a request takes as a picture.

The bytes are made anew from bare pixels, so nothing that came with the picture (EXIF, XMP, GPS, comments, profiles,
thumbnails, its name) can leave with it. The size is what the model will look at: it would shrink the picture itself,
so more pixels cost time and win nothing. Plain LANCZOS reads best after shrinking (see the comparison in the design).
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

from desktop.core.models import Detail, Model, Size
from desktop.core.picture import hash_of
from desktop.core.pixels import Pixels
from desktop.core.turn import SentPicture

JPEG_QUALITY = 92
PNG_ENOUGH_BYTES = 600_000
TEXT_TILES = 0.02


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as it is sent: `data` of type `mime`, `width`×`height`; `id` is the SHA-256 of `data`."""

    id: str
    data: bytes
    mime: str
    width: int
    height: int

    @property
    def size(self) -> Size:
        return self.width, self.height

    def sent(self) -> SentPicture:
        """How a turn remembers it."""
        return SentPicture(self.id, self.mime, self.width, self.height, len(self.data))

    @classmethod
    def again(cls, sent: SentPicture, data: bytes) -> "Prepared":
        """A picture that was sent before, from the bytes that were kept of it."""
        return cls(sent.id, data, sent.mime, sent.width, sent.height)

    def __repr__(self) -> str:
        return f"Prepared({self.id[:8]}, {self.width}×{self.height}, {self.mime}, {len(self.data)} bytes)"


def prepare(pixels: Pixels, model: Model, detail: Detail) -> Prepared:
    """The picture as `model` will look at it. A picture that fits already is never resampled."""
    seen = model.seen((pixels.width, pixels.height), detail)
    image = pixels.image()
    if (seen.width, seen.height) != image.size:
        image = image.resize((seen.width, seen.height), Image.Resampling.LANCZOS)
    mime, data = _encoded(Image.frombytes("RGB", image.size, image.tobytes()))
    return Prepared(hash_of(data), data, mime, image.width, image.height)


def _encoded(image: Image.Image) -> tuple[str, bytes]:
    """PNG, unless the picture holds hardly any text and JPEG is far smaller. Text is never blurred to save bytes."""
    png = _saved(image, "PNG", compress_level=1)
    if len(png) <= PNG_ENOUGH_BYTES or text_share(image) >= TEXT_TILES:
        return "image/png", png
    jpeg = _saved(image, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return ("image/jpeg", jpeg) if len(jpeg) * 2 < len(png) else ("image/png", png)


def _saved(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def text_share(image: Image.Image) -> float:
    """The share (0–1) of 32-pixel tiles that look like text: flat ground with some hard edges.

    A tile counts when at least 25 % of its neighbouring pixels are equal and at least 1 % differ sharply.
    """
    grey = image.convert("L")
    steps = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    flat = steps.point([255 if step <= 2 else 0 for step in range(256)])
    hard = steps.point([255 if step >= 64 else 0 for step in range(256)])
    flat_means = _tile_means(flat)
    hard_means = _tile_means(hard)
    text = sum(1 for f, h in zip(flat_means, hard_means, strict=True) if f >= 64 and h >= 3)
    return text / len(flat_means)


def _tile_means(image: Image.Image) -> bytes:
    """The mean of each 32×32 tile, as bytes 0–255."""
    return image.reduce(32).tobytes()
