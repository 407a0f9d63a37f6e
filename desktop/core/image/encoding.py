"""A sheet, its picture's pixels and a model's rule → `Prepared`, the only thing that a request takes as a picture.

The bytes are made anew from bare pixels, so nothing that came with the picture (EXIF, XMP, GPS, comments, profiles,
thumbnails, its name) can leave with it. The size is what the model will look at: it would shrink the picture itself,
so more pixels cost time and win nothing. Plain LANCZOS reads best after shrinking (see the comparison in the design).
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

from desktop.core.geometry.rect import Size
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.flattening import Draw, flatten
from desktop.core.image.number_badges import BadgePosition, badge_positions
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import Detail, Model, fit_size

JPEG_QUALITY = 92
PNG_ENOUGH_BYTES = 600_000
TEXT_TILES = 0.02
BANDS, NO_DOUBT = 8, 1.1
SMALL_SIDE = 512


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """A picture as it is sent: `data` of type `mime`, `width`×`height`; `id` is the SHA-256 of `data`.

    `look` names the sheet's state that it was made of; `numbers` are the marks that can be spoken of.
    """

    id: str
    data: bytes
    mime: str
    width: int
    height: int
    detail: Detail
    content_key: str = ""
    badges: tuple[BadgePosition, ...] = ()

    @property
    def size(self) -> Size:
        return self.width, self.height

    def to_sent_image(self) -> SentImage:
        """How a turn remembers it."""
        return SentImage(
            self.id, self.mime, self.width, self.height, len(self.data), self.detail, self.content_key, self.badges
        )

    @classmethod
    def from_sent(cls, sent: SentImage, data: bytes) -> "EncodedImage":
        """A picture that was sent before, from the bytes that were kept of it."""
        return cls(sent.id, data, sent.mime, sent.width, sent.height, sent.detail, sent.content_key, sent.badges)

    def image(self) -> Image.Image:
        """Its pixels, from bytes that this program itself encoded."""
        with Image.open(io.BytesIO(self.data), formats=["PNG", "JPEG"]) as image:
            return image.convert("RGB")

    def downscaled(self, side: int, detail: Detail) -> "EncodedImage":
        """The same, shrunk so that neither side is over `side`; its numbers move along."""
        image = self.image()
        size = fit_size(self.size, side)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS)
        mime, data = _encoded(image)
        across, down = size[0] / self.width, size[1] / self.height
        badges = tuple(BadgePosition(place.number, place.rect.scaled(across, down)) for place in self.badges)
        return EncodedImage(sha256_hex(data), data, mime, *size, detail, self.content_key, badges)

    def __repr__(self) -> str:
        return f"Prepared({self.id[:8]}, {self.width}×{self.height}, {self.mime}, {len(self.data)} bytes)"


def encode_for_model(
    sheet: AnnotatedImage, pixels: PixelBuffer, model: Model, detail: Detail, draw: Draw | None = None
) -> EncodedImage:
    """The sheet as `model` will look at it. What fits already is never resampled.

    `draw` may only be left out where the sheet has no marks but redactions.
    """
    seen = model.view_of(sheet.view.size, detail)
    image = flatten(sheet, pixels, (seen.width, seen.height))
    if sheet.visible_annotations:
        assert draw is not None
        image = draw(sheet, image)
    mime, data = _encoded(Image.frombytes("RGB", image.size, image.tobytes()))
    return EncodedImage(
        sha256_hex(data), data, mime, *image.size, detail, sheet.content_key, badge_positions(sheet, image.size)
    )


def _encoded(image: Image.Image) -> tuple[str, bytes]:
    """PNG, unless the picture holds hardly any text and JPEG is far smaller. Text is never blurred to save bytes."""
    if text_fraction(image) >= TEXT_TILES:
        return "image/png", _saved(image, "PNG", compress_level=1)
    jpeg = _saved(image, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    enough = max(2 * len(jpeg), PNG_ENOUGH_BYTES)
    if _png_estimate(image) > NO_DOUBT * enough:  # the PNG need not be made to know
        return "image/jpeg", jpeg
    png = _saved(image, "PNG", compress_level=1)
    return ("image/jpeg", jpeg) if len(png) > enough else ("image/png", png)


def _png_estimate(image: Image.Image) -> int:
    """About how many bytes a PNG of it would take, from a few bands of it."""
    rows = max(1, image.height // 128)
    tops = [image.height * (2 * at + 1) // (2 * BANDS) for at in range(BANDS)]
    bands = [image.crop((0, top, image.width, min(image.height, top + rows))) for top in tops]
    return sum(len(_saved(band, "PNG", compress_level=1)) for band in bands) * image.height // (BANDS * rows)


def _saved(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def text_fraction(image: Image.Image) -> float:
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
