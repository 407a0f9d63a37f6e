"""Reads images and encodes them exactly as they would be sent; the commands `ask` and `prepare` share it."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.system.image_sources import read_file
from desktop.cli.exit_codes import usage
from desktop.composition import factories
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.legibility import Legibility, legibility, looked_at, wanted_scale, x_height
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.image.tiling import parts_with_whole_letters, tiles
from desktop.core.model_catalog import model_at
from desktop.core.models.model import Model, max_side
from desktop.core.settings.settings import Settings
from desktop.messages.images.remarks import remark_sentences
from desktop.messages.language.catalogue import _
from desktop.messages.texts.attached_words import no_text, page_text_name, text_left_out
from desktop.services.image.decoded_levels import redacted_before_color


@dataclass(frozen=True, slots=True)
class ImageEdits:
    """Edits applied to each image before it is encoded. Rectangles are in source pixels; `page` counts from 0.

    `with_text` adds the own text of the page.
    """

    crop: Rect | None = None
    covers: tuple[Rect, ...] = ()
    page: int = 0
    in_tiles: bool = False
    with_text: bool = False


def rect(text: str) -> Rect:
    """Returns the rectangle of “X,Y,W,H”. Raises ArgumentTypeError."""
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{text}” is not X,Y,W,H in whole pixels").format(text=text)) from None
    if x < 0 or y < 0 or width < 1 or height < 1:
        raise argparse.ArgumentTypeError(_("“{text}” is not an area in a picture").format(text=text))
    return Rect(x, y, x + width, y + height)


NO_EDITS = ImageEdits()


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """An image as it would be sent, the annotated image that it was made of, and how well the model reads it."""

    annotated: AnnotatedImage
    encoded: EncodedImage
    legibility: Legibility

    @property
    def scale(self) -> float:
        """The share of its width, before encoding, that the model gets."""
        return self.encoded.width / self.annotated.view.size[0]


def prepared(
    names: Sequence[str], settings: Settings, edits: ImageEdits = NO_EDITS, piped: bytes | None = None
) -> Iterator[PreparedImage]:
    """Yields each image as it would be sent. Raises ImageRejectedError.

    `names` are paths; “-” is `piped`, or reads standard input without that. Tiles of an image are yielded one by one.
    """
    model = model_at(settings.model, settings.host)
    decoder = factories.decoder()
    try:
        for name in names:
            data = (piped or from_pipe()) if name == "-" else read_file(Path(name))
            shown = _("standard input") if name == "-" else Path(name).name
            yield from _images(decoder, data, shown, model, settings, edits)
    finally:
        decoder.close()


def from_pipe() -> bytes:
    """Returns what standard input holds, within the bound of a file."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _images(
    decoder: Decoder, data: bytes, name: str, model: Model, settings: Settings, edits: ImageEdits
) -> Iterator[PreparedImage]:
    decoded = decoder.decode(data, name, edits.page, max_side(model, settings.detail))
    image = AnnotatedImage.new(decoded.facts.image(data, name, edits.page))
    if edits.with_text:
        image = _with_text(decoder, image)
    for sentence in remark_sentences(image.source):
        print(f"askance: {sentence}", file=sys.stderr)
    for area in (*edits.covers, *([edits.crop] if edits.crop else [])):
        if area.intersection(Rect.from_size(image.source.size)).is_empty:
            usage(
                _("{name} has {width}×{height} pixels; that area lies outside of it.").format(
                    name=name, width=image.source.width, height=image.source.height
                )
            )
    for cover in edits.covers:
        image = image.with_annotation(Redaction(new_id(), cover))
    image = replace(image, crop=edits.crop.intersection(Rect.from_size(image.source.size)) if edits.crop else None)
    pixels = redacted_before_color(decoder, image, decoded.pixels, decoded.facts.redact_before_color_from_px)
    for part in _in_tiles(image, pixels, model, settings) if edits.in_tiles else (image,):
        yield _encoded(part, pixels, model, settings)


def _with_text(decoder: Decoder, image: AnnotatedImage) -> AnnotatedImage:
    """Returns the image with the own text of its page beside it, and says what of it there is not."""
    source = image.source
    text = decoder.page_text(source.data, source.name, source.page_index, max(source.size))
    if text.is_empty or text.hidden:
        print(f"askance: {no_text() if text.is_empty else text_left_out()}", file=sys.stderr)
    return image if text.is_empty else replace(image, page_text=text.named(page_text_name(source)))


def encoded_again(decoder: Decoder, picture: PreparedImage, image: AnnotatedImage, settings: Settings) -> PreparedImage:
    """Returns the picture as it would be sent with the edits of `image`. Raises ImageRejectedError."""
    model, source = model_at(settings.model, settings.host), picture.annotated.source
    decoded = decoder.decode(source.data, source.name, source.page_index, max_side(model, settings.detail))
    pixels = redacted_before_color(decoder, image, decoded.pixels, decoded.facts.redact_before_color_from_px)
    return _encoded(image, pixels, model, settings)


def _encoded(image: AnnotatedImage, pixels: PixelBuffer, model: Model, settings: Settings) -> PreparedImage:
    encoded = encode_for_model(image, pixels, model, settings.detail)
    scale = encoded.width / image.view.size[0]
    readable = legibility(x_height(looked_at(image, pixels)), scale) if scale < 1 else Legibility.GOOD
    return PreparedImage(image, encoded, readable)


def _in_tiles(
    image: AnnotatedImage, pixels: PixelBuffer, model: Model, settings: Settings
) -> tuple[AnnotatedImage, ...]:
    wanted = wanted_scale(x_height(looked_at(image, pixels)))
    frame = image.view
    crops = tuple(frame.rect_to_image(part) for part in tiles(frame.size, model, settings.detail, wanted))
    return tuple(replace(image, crop=crop) for crop in parts_with_whole_letters(crops, image.visible_page_text))
