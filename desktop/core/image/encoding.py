"""Encodes an annotated image for a model, as an `EncodedImage`: the only image that a request accepts.

The bytes are made from bare pixels, so nothing that came with the source (EXIF, XMP, GPS, comments, profiles,
thumbnails, its name) can leave with it. The size is that at which the model will look at it: the model would shrink
it anyway, so more pixels cost time and win nothing. Plain LANCZOS keeps small text most legible of the usual filters.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PIL import Image

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import SENT_JPEG
from desktop.core.image.flattening import Draw, flatten
from desktop.core.image.number_badges import BadgePosition, badge_positions
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.redaction_fill import fill_redactions
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.sent_image import SentImage
from desktop.core.image.text.page_text import PageText
from desktop.core.image.text.text_tiles import TEXT_TILES, text_fraction
from desktop.core.model_terms import Detail
from desktop.core.models.image_rules import fit_size
from desktop.core.models.model import Model

JPEG_QUALITY = 92  # chosen
PNG_ENOUGH_BYTES = 600_000  # up to here a PNG is always good enough; chosen
BANDS, NO_DOUBT = 8, 1.1  # of the estimate of a PNG's size: samples, and the margin above which it decides
FORM_BYTES = 20_000  # that a PNG may have beyond its pixels and one byte for each row; generous
MOST_JPEG_SIDE = 65_500  # pixels; libjpeg's JPEG_MAX_DIMENSION
SMALL_SIDE = 512  # sent pixels of an image that is sent again reduced


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An image as it is sent: `data` of type `mime`, `width`×`height` sent pixels; `id` is the SHA-256 of `data`.

    `content_key` is that of the annotated image it was made of, and `origin` what it shows of that; `badges` are its
    number badges, in sent pixels.
    """

    id: str
    data: bytes
    mime: str
    width: int
    height: int
    detail: Detail
    content_key: str = ""
    badges: tuple[BadgePosition, ...] = ()
    origin: SentOrigin | None = field(default=None, compare=False)

    @property
    def size(self) -> Size:
        """Width and height in sent pixels."""
        return self.width, self.height

    @property
    def page_text(self) -> PageText | None:
        """The letters of its page that go along as text; None if none do."""
        return self.origin.page_text if self.origin is not None else None

    def to_sent_image(self) -> SentImage:
        """Returns the record of it that a turn keeps."""
        facts = self.id, self.mime, self.width, self.height, len(self.data), self.detail, self.content_key, self.badges
        return SentImage(*facts, origin=self.origin)

    @classmethod
    def as_sent(cls, sent: SentImage, data: bytes) -> "EncodedImage":
        """Returns an image as it was sent before, `data` being its stored bytes, whatever has been covered since."""
        facts = sent.id, data, sent.mime, sent.width, sent.height, sent.detail, sent.content_key, sent.badges
        return cls(*facts, sent.origin)

    @classmethod
    def from_sent(cls, sent: SentImage, data: bytes) -> "EncodedImage":
        """Returns an image that was sent before, under the covers that it carries today; `data` is what was stored."""
        return cls.as_sent(sent, data).covered(sent.covers)[0]

    def covered(self, covers: tuple[Rect, ...]) -> "tuple[EncodedImage, tuple[Rect, ...]]":
        """Returns it with `covers` (sent pixels) filled and encoded anew, and what was filled; itself without covers.

        Whether it went as a PNG may have been decided by what is covered now. One that might have gone as a JPEG
        becomes as inexact as that JPEG, and its covers as wide, so that nothing tells which it was.
        """
        if not covers:
            return self, covers
        image = self.image()
        wide = tuple(SENT_JPEG.affected_rect(cover, self.size) for cover in covers)
        if self.mime == "image/png" and not is_always_png(self.size) and not has_png_text(image, wide):
            with Image.open(io.BytesIO(jpeg_bytes(image)), formats=["JPEG"]) as inexact:
                image = inexact.convert("RGB")
            covers = wide
        fill_redactions(image, covers)
        mime, data = encoded_pixels(image)
        image_id = sha256_hex(data)
        key = f"{self.content_key.partition('.')[0]}.{image_id[:16]}" if self.content_key else ""
        origin = self.origin.with_covers(covers, self.size) if self.origin else None
        return replace(self, id=image_id, data=data, mime=mime, content_key=key, origin=origin), covers

    def image(self) -> Image.Image:
        """Returns its pixels (RGB). The bytes are trusted: this program encoded them."""
        with Image.open(io.BytesIO(self.data), formats=["PNG", "JPEG"]) as image:
            return image.convert("RGB")

    def png(self) -> bytes:
        """Returns its pixels as a PNG: its own bytes if it is one."""
        return self.data if self.mime == "image/png" else _saved(self.image(), "PNG", compress_level=1)

    def downscaled(self, side: int, detail: Detail) -> "EncodedImage":
        """Returns it shrunk so that neither side is over `side`, with its badges moved accordingly."""
        image = self.image()
        size = fit_size(self.size, side)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS)
        mime, data = encoded_pixels(image)
        across, down = size[0] / self.width, size[1] / self.height
        badges = tuple(BadgePosition(place.number, place.rect.scaled(across, down)) for place in self.badges)
        return EncodedImage(sha256_hex(data), data, mime, *size, detail, self.content_key, badges, self.origin)

    def __repr__(self) -> str:
        return f"EncodedImage({self.id[:8]}, {self.width}×{self.height}, {self.mime}, {len(self.data)} bytes)"


def encode_for_model(
    annotated: AnnotatedImage, pixels: PixelBuffer, model: Model, detail: Detail, draw: Draw | None = None
) -> EncodedImage:
    """Returns the image as `model` will look at it. One that already fits is not resampled.

    `pixels` are those of the source. `draw` may only be left out if there are no annotations but redactions.
    """
    return encode_drawn(annotated, _drawn(annotated, pixels, seen_size(annotated, model, detail), draw), detail)


def seen_size(annotated: AnnotatedImage, model: Model, detail: Detail) -> Size:
    """Returns the size at which `model` will look at the image."""
    seen = model.view_of(annotated.view.size, detail)
    return seen.width, seen.height


def encode_drawn(annotated: AnnotatedImage, image: Image.Image, detail: Detail) -> EncodedImage:
    """Returns the image as it is sent; `image` is its view (RGB) with its annotations, at the size for its model."""
    mime, data = encoded_pixels(image)
    badges, origin = badge_positions(annotated, image.size), SentOrigin.of(annotated)
    return EncodedImage(sha256_hex(data), data, mime, *image.size, detail, annotated.content_key, badges, origin)


def encode_full_size(annotated: AnnotatedImage, pixels: PixelBuffer, mime: str, draw: Draw | None = None) -> bytes:
    """Returns the image at the size of its view as `mime` (PNG or JPEG), with its annotations, for other programs.

    `pixels` and `draw` are as for `encode_for_model`. Raises ImageRejectedError if a JPEG cannot be that large.
    """
    if mime == "image/png":
        return _saved(_drawn(annotated, pixels, annotated.view.size, draw), "PNG", compress_level=1)
    if max(annotated.view.size) > MOST_JPEG_SIDE:
        detail = f"a JPEG has at most {MOST_JPEG_SIDE:,} pixels a side, a PNG may have more"
        raise ImageRejectedError(Problem(ProblemKind.NOT_WRITTEN, annotated.source.name, detail))
    return jpeg_bytes(_drawn(annotated, pixels, annotated.view.size, draw))


def _drawn(annotated: AnnotatedImage, pixels: PixelBuffer, size: Size, draw: Draw | None) -> Image.Image:
    """Returns the view (RGB) at `size` with redactions filled and annotations painted: pixels and nothing else."""
    image = flatten(annotated, pixels, size)
    if not annotated.visible_annotations:
        return image  # made of bytes alone
    assert draw is not None
    drawn = draw(annotated, image)
    bare = Image.new("RGB", drawn.size)
    bare.paste(drawn)
    return bare


def encode_received(pixels: PixelBuffer) -> EncodedImage:
    """Returns an image that came with an answer, at its own size, as it is kept and shown."""
    image = pixels.image()
    mime, data = encoded_pixels(image)
    return EncodedImage(sha256_hex(data), data, mime, *image.size, "auto")


def encoded_pixels(image: Image.Image) -> tuple[str, bytes]:
    """Returns type and bytes: PNG, unless there is hardly any text and JPEG is far smaller. Text is never blurred."""
    if text_fraction(image) >= TEXT_TILES:
        return "image/png", _saved(image, "PNG", compress_level=1)
    jpeg = jpeg_bytes(image)
    enough = max(2 * len(jpeg), PNG_ENOUGH_BYTES)
    if _png_estimate(image) > NO_DOUBT * enough:  # the PNG need not be made to know
        return "image/jpeg", jpeg
    png = _saved(image, "PNG", compress_level=1)
    return ("image/jpeg", jpeg) if len(png) > enough else ("image/png", png)


def is_always_png(size: Size) -> bool:
    """Returns True if `encoded_pixels` makes a PNG of every image of `size`, whatever it shows."""
    width, height = size
    return max(size) > MOST_JPEG_SIDE or (3 * width + 1) * height + FORM_BYTES <= PNG_ENOUGH_BYTES


def has_png_text(image: Image.Image, hidden: Iterable[Rect]) -> bool:
    """Returns True if `encoded_pixels` makes a PNG of it for its text alone, whatever lies in the rectangles `hidden`.

    `hidden` is all that depends on the covers, which are widened as in a JPEG, and what is cut away.
    """
    return text_fraction(image, hidden) >= TEXT_TILES


def jpeg_bytes(image: Image.Image) -> bytes:
    """Returns the JPEG that is sent where none of the text is worth a PNG."""
    return _saved(image, "JPEG", quality=JPEG_QUALITY, subsampling=0)


def _png_estimate(image: Image.Image) -> int:
    """Returns about how many bytes a PNG of it would take, from a few bands of it."""
    rows = max(1, image.height // 128)
    tops = [image.height * (2 * at + 1) // (2 * BANDS) for at in range(BANDS)]
    bands = [image.crop((0, top, image.width, min(image.height, top + rows))) for top in tops]
    return sum(len(_saved(band, "PNG", compress_level=1)) for band in bands) * image.height // (BANDS * rows)


def _saved(image: Image.Image, form: str, **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
