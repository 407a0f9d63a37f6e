"""`askance prepare`: what would be sent for each picture, down to its bytes; sends nothing. Does not import Qt."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.system.image_sources import read_file
from desktop.cli.exit_codes import ANSWERED, USAGE
from desktop.composition import factories
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.annotations import Redaction
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.legibility import looked_at, wanted_scale, x_height
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.image.tiling import tiles
from desktop.core.model_catalog import DETAILS, Model, max_side, model_at
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import new_id, strip_control_characters
from desktop.messages.formatting import money
from desktop.services.image.image_pipeline import before_colors


@dataclass(frozen=True, slots=True)
class ImageEdits:
    """What is done to each picture before it is prepared; areas in pixels of the upright picture, `page` from 0."""

    crop: Rect | None = None
    covers: tuple[Rect, ...] = ()
    page: int = 0
    in_tiles: bool = False


def add_choices(parser: argparse.ArgumentParser) -> None:
    """The options that say for which model."""
    parser.add_argument("--model", help="the model's name")
    parser.add_argument("--detail", choices=DETAILS, help="how closely the model looks")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help="a file, or - for standard input")
    parser.add_argument("--crop", type=rect, metavar="X,Y,W,H", help="only this part, in pixels")
    parser.add_argument(
        "--redact", type=rect, metavar="X,Y,W,H", action="append", default=[], help="cover this part; may be repeated"
    )
    parser.add_argument("--page", type=int, default=1, metavar="N", help="this page or frame (1 is the first)")
    parser.add_argument(
        "--tile", action="store_true", help="in as many crops as the model needs to read the smallest text"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the bytes that would be sent here")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each picture")


def rect(text: str) -> Rect:
    """X,Y,W,H as it is typed. Raises ArgumentTypeError."""
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not X,Y,W,H in whole pixels") from None
    if x < 0 or y < 0 or width < 1 or height < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not an area in a picture")
    return Rect(x, y, x + width, y + height)


def usage(words: str) -> NoReturn:
    """End with a sentence and the exit code for a call that makes no sense."""
    print(f"askance: {strip_control_characters(words)}", file=sys.stderr)
    raise SystemExit(USAGE)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print what would be sent, and write it where that was asked for."""
    edits = ImageEdits(chosen.crop, tuple(chosen.redact), chosen.page - 1, chosen.tile)
    if edits.page < 0:
        usage("--page counts from 1.")
    if not chosen.json:
        print(f"To {settings.endpoint}, for {settings.model} at detail {settings.detail}, with the question:")
    for number, (image, picture) in enumerate(prepared(chosen.pictures, settings, edits), 1):
        facts = image_facts(image, picture, settings)
        if chosen.out:
            _write(chosen.out, number, picture)
        if chosen.json:
            print(json.dumps(facts))
        else:
            about = "" if facts["exact"] else "about "
            price = f", {money(facts['cost_usd'])}" if facts["cost_usd"] is not None else ""
            areas = ", ".join("{2}×{3} at {0},{1}".format(*each) for each in facts["covered"])
            covered = f"; covered: {areas}" if areas else ""
            print(
                f"{number}: {picture.width}×{picture.height} {picture.mime}, {len(picture.data)} bytes, "
                f"{about}{facts['tokens']} tokens{price}{covered}"
            )
    return ANSWERED


def _write(folder: Path, number: int, image: EncodedImage) -> None:
    ending = "png" if image.mime == "image/png" else "jpg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.{ending}").write_bytes(image.data)
    except OSError as failed:
        usage(f"--out: {failed.strerror}: {folder}")


NO_EDITS = ImageEdits()


def prepared(
    names: Sequence[str], settings: Settings, edits: ImageEdits = NO_EDITS
) -> Iterator[tuple[AnnotatedImage, EncodedImage]]:
    """Each picture as it would be sent, with the sheet it was made of. Raises PictureRefused."""
    model = model_at(settings.model, settings.host)
    decoder = factories.decoder()
    try:
        for name in names:
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_file(Path(name))
            shown = "standard input" if name == "-" else Path(name).name
            yield from _images(decoder, data, shown, model, settings, edits)
    finally:
        decoder.close()


def _images(
    decoder: Decoder, data: bytes, name: str, model: Model, settings: Settings, edits: ImageEdits
) -> Iterator[tuple[AnnotatedImage, EncodedImage]]:
    decoded = decoder.decode(data, name, edits.page, max_side(model, settings.detail))
    image = AnnotatedImage.new(decoded.image(data, name, edits.page))
    for asked in (*edits.covers, *([edits.crop] if edits.crop else [])):
        if asked.intersection(Rect.from_size(image.source.size)).is_empty:
            usage(f"{name} has {image.source.width}×{image.source.height} pixels; that area lies outside of it.")
    for cover in edits.covers:
        image = image.with_annotation(Redaction(new_id(), cover))
    image = replace(image, crop=edits.crop.intersection(Rect.from_size(image.source.size)) if edits.crop else None)
    pixels = before_colors(decoder, image, decoded.pixels, decoded.redact_before_color_from_px)
    for each in _in_tiles(image, pixels, model, settings) if edits.in_tiles else (image,):
        yield each, encode_for_model(each, pixels, model, settings.detail)


def _in_tiles(
    image: AnnotatedImage, pixels: PixelBuffer, model: Model, settings: Settings
) -> tuple[AnnotatedImage, ...]:
    wanted = wanted_scale(x_height(looked_at(image, pixels)))
    frame = image.view
    return tuple(
        replace(image, crop=frame.rect_to_image(part)) for part in tiles(frame.size, model, settings.detail, wanted)
    )


def image_facts(image: AnnotatedImage, picture: EncodedImage, settings: Settings) -> dict[str, Any]:
    """What is known of a picture that would be sent. `cost_usd` is None for a model without a price.

    `crop` and `covered` are [x, y, width, height] in pixels of the upright picture; what is covered may be larger than
    what was asked for, where the format spreads every pixel over its block.
    """
    model = model_at(settings.model, settings.host)
    seen = model.view_of(picture.size, settings.detail)
    crop = image.view.crop
    return {
        "width": picture.width,
        "height": picture.height,
        "mime": picture.mime,
        "bytes": len(picture.data),
        "sha256": picture.id,
        "tokens": seen.tokens,
        "exact": seen.exact,
        "cost_usd": model.price.cost_usd(seen.tokens, 0) if model.price else None,
        "model": settings.model,
        "detail": settings.detail,
        "page": image.source.page_index + 1,
        "pages": image.source.page_count,
        "crop": [crop.left, crop.top, crop.width, crop.height],
        "covered": [[each.left, each.top, each.width, each.height] for each in image.redacted_rects],
        "metadata_removed": list(image.source.metadata),
    }
