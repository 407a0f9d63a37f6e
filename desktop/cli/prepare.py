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
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import Redaction
from desktop.core.image.encoding import Prepared, prepare
from desktop.core.image.legibility import looked_at, wanted_scale, x_height
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.image.tiling import tiles
from desktop.core.model_catalog import DETAILS, Model, drawn_side, model_at
from desktop.core.settings.settings import Settings
from desktop.core.untrusted_text import harmless, new_id
from desktop.messages.errors import money
from desktop.services.image.image_pipeline import before_colours


@dataclass(frozen=True, slots=True)
class Edits:
    """What is done to each picture before it is prepared; areas in pixels of the upright picture, `page` from 0."""

    crop: Area | None = None
    covers: tuple[Area, ...] = ()
    page: int = 0
    in_tiles: bool = False


def add_choices(parser: argparse.ArgumentParser) -> None:
    """The options that say for which model."""
    parser.add_argument("--model", help="the model's name")
    parser.add_argument("--detail", choices=DETAILS, help="how closely the model looks")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help="a file, or - for standard input")
    parser.add_argument("--crop", type=area, metavar="X,Y,W,H", help="only this part, in pixels")
    parser.add_argument(
        "--redact", type=area, metavar="X,Y,W,H", action="append", default=[], help="cover this part; may be repeated"
    )
    parser.add_argument("--page", type=int, default=1, metavar="N", help="this page or frame (1 is the first)")
    parser.add_argument(
        "--tile", action="store_true", help="in as many crops as the model needs to read the smallest text"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the bytes that would be sent here")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each picture")


def area(text: str) -> Area:
    """X,Y,W,H as it is typed. Raises ArgumentTypeError."""
    try:
        x, y, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not X,Y,W,H in whole pixels") from None
    if x < 0 or y < 0 or width < 1 or height < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not an area in a picture")
    return Area(x, y, x + width, y + height)


def usage(words: str) -> NoReturn:
    """End with a sentence and the exit code for a call that makes no sense."""
    print(f"askance: {harmless(words)}", file=sys.stderr)
    raise SystemExit(USAGE)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print what would be sent, and write it where that was asked for."""
    edits = Edits(chosen.crop, tuple(chosen.redact), chosen.page - 1, chosen.tile)
    if edits.page < 0:
        usage("--page counts from 1.")
    if not chosen.json:
        print(f"To {settings.endpoint}, for {settings.model} at detail {settings.detail}, with the question:")
    for number, (sheet, picture) in enumerate(prepared(chosen.pictures, settings, edits), 1):
        facts = picture_facts(sheet, picture, settings)
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


def _write(folder: Path, number: int, picture: Prepared) -> None:
    ending = "png" if picture.mime == "image/png" else "jpg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.{ending}").write_bytes(picture.data)
    except OSError as failed:
        usage(f"--out: {failed.strerror}: {folder}")


NO_EDITS = Edits()


def prepared(names: Sequence[str], settings: Settings, edits: Edits = NO_EDITS) -> Iterator[tuple[Sheet, Prepared]]:
    """Each picture as it would be sent, with the sheet it was made of. Raises PictureRefused."""
    model = model_at(settings.model, settings.host)
    decoder = factories.decoder()
    try:
        for name in names:
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_file(Path(name))
            shown = "standard input" if name == "-" else Path(name).name
            yield from _sheets(decoder, data, shown, model, settings, edits)
    finally:
        decoder.close()


def _sheets(
    decoder: Decoder, data: bytes, name: str, model: Model, settings: Settings, edits: Edits
) -> Iterator[tuple[Sheet, Prepared]]:
    decoded = decoder.decode(data, name, edits.page, drawn_side(model, settings.detail))
    sheet = Sheet.of(decoded.picture(data, name, edits.page))
    for asked in (*edits.covers, *([edits.crop] if edits.crop else [])):
        if asked.within(Area.whole(sheet.picture.size)).empty:
            usage(f"{name} has {sheet.picture.width}×{sheet.picture.height} pixels; that area lies outside of it.")
    for cover in edits.covers:
        sheet = sheet.marked(Redaction(new_id(), cover))
    sheet = replace(sheet, crop=edits.crop.within(Area.whole(sheet.picture.size)) if edits.crop else None)
    pixels = before_colours(decoder, sheet, decoded.pixels, decoded.tips_at)
    for each in _in_tiles(sheet, pixels, model, settings) if edits.in_tiles else (sheet,):
        yield each, prepare(each, pixels, model, settings.detail)


def _in_tiles(sheet: Sheet, pixels: Pixels, model: Model, settings: Settings) -> tuple[Sheet, ...]:
    wanted = wanted_scale(x_height(looked_at(sheet, pixels)))
    frame = sheet.frame
    return tuple(
        replace(sheet, crop=frame.picture_area(part)) for part in tiles(frame.size, model, settings.detail, wanted)
    )


def picture_facts(sheet: Sheet, picture: Prepared, settings: Settings) -> dict[str, Any]:
    """What is known of a picture that would be sent. `cost_usd` is None for a model without a price.

    `crop` and `covered` are [x, y, width, height] in pixels of the upright picture; what is covered may be larger than
    what was asked for, where the format spreads every pixel over its block.
    """
    model = model_at(settings.model, settings.host)
    seen = model.seen(picture.size, settings.detail)
    crop = sheet.frame.crop
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
        "page": sheet.picture.page + 1,
        "pages": sheet.picture.pages,
        "crop": [crop.left, crop.top, crop.width, crop.height],
        "covered": [[each.left, each.top, each.width, each.height] for each in sheet.covered],
        "metadata_removed": list(sheet.picture.metadata),
    }
