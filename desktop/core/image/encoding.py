"""A sheet, its picture's pixels and a model's rule → `Prepared`, the only thing that a request takes as a picture.

The bytes are made anew from bare pixels, so nothing that came with the picture (EXIF, XMP, GPS, comments, profiles,
thumbnails, its name) can leave with it. The size is what the model will look at: it would shrink the picture itself,
so more pixels cost time and win nothing. Plain LANCZOS reads best after shrinking (see the comparison in the design).
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

from desktop.core.conversation.turn import SentPicture
from desktop.core.geometry.rect import Size
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.flattening import Draw, flattened
from desktop.core.image.number_badges import Place, places
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.image.source_image import hash_of
from desktop.core.model_catalog import Detail, Model, fitted

JPEG_QUALITY = 92
PNG_ENOUGH_BYTES = 600_000
TEXT_TILES = 0.02
BANDS, NO_DOUBT = 8, 1.1
SMALL_SIDE = 512


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as it is sent: `data` of type `mime`, `width`×`height`; `id` is the SHA-256 of `data`.

    `look` names the sheet's state that it was made of; `numbers` are the marks that can be spoken of.
    """

    id: str
    data: bytes
    mime: str
    width: int
    height: int
    detail: Detail
    look: str = ""
    numbers: tuple[Place, ...] = ()

    @property
    def size(self) -> Size:
        return self.width, self.height

    def sent(self) -> SentPicture:
        """How a turn remembers it."""
        return SentPicture(
            self.id, self.mime, self.width, self.height, len(self.data), self.detail, self.look, self.numbers
        )

    @classmethod
    def again(cls, sent: SentPicture, data: bytes) -> "Prepared":
        """A picture that was sent before, from the bytes that were kept of it."""
        return cls(sent.id, data, sent.mime, sent.width, sent.height, sent.detail, sent.look, sent.numbers)

    def image(self) -> Image.Image:
        """Its pixels, from bytes that this program itself encoded."""
        with Image.open(io.BytesIO(self.data), formats=["PNG", "JPEG"]) as image:
            return image.convert("RGB")

    def within(self, side: int, detail: Detail) -> "Prepared":
        """The same, shrunk so that neither side is over `side`; its numbers move along."""
        image = self.image()
        size = fitted(self.size, side)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS)
        mime, data = _encoded(image)
        across, down = size[0] / self.width, size[1] / self.height
        numbers = tuple(Place(place.number, place.area.scaled(across, down)) for place in self.numbers)
        return Prepared(hash_of(data), data, mime, *size, detail, self.look, numbers)

    def __repr__(self) -> str:
        return f"Prepared({self.id[:8]}, {self.width}×{self.height}, {self.mime}, {len(self.data)} bytes)"


def prepare(sheet: Sheet, pixels: Pixels, model: Model, detail: Detail, draw: Draw | None = None) -> Prepared:
    """The sheet as `model` will look at it. What fits already is never resampled.

    `draw` may only be left out where the sheet has no marks but redactions.
    """
    seen = model.seen(sheet.frame.size, detail)
    image = flattened(sheet, pixels, (seen.width, seen.height))
    if sheet.drawn:
        assert draw is not None
        image = draw(sheet, image)
    mime, data = _encoded(Image.frombytes("RGB", image.size, image.tobytes()))
    return Prepared(hash_of(data), data, mime, *image.size, detail, sheet.look, places(sheet, image.size))


def _encoded(image: Image.Image) -> tuple[str, bytes]:
    """PNG, unless the picture holds hardly any text and JPEG is far smaller. Text is never blurred to save bytes."""
    if text_share(image) >= TEXT_TILES:
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
