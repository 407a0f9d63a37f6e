"""`askance prepare`: what would be sent for each image, down to its bytes; sends nothing."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop.adapters.files.user_file import user_file
from desktop.adapters.providers.registry import called_url
from desktop.cli.exit_codes import ANSWERED, usage
from desktop.cli.image_preparation import ImageEdits, PreparedImage, prepared, rect
from desktop.cli.options import add_choices, settings_from
from desktop.core.errors import Problem, ProblemKind, SendBlockedError
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.legibility import Legibility
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.messages.formatting import counted_tokens, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.messages.model_words import illegible_words


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help=_("a file, or - for standard input"))
    add_edits(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help=_("write the bytes that would be sent here"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line for each picture"))
    add_choices(parser)


def add_edits(parser: argparse.ArgumentParser) -> None:
    """Adds the options that edit images before they are encoded."""
    parser.add_argument("--crop", type=rect, metavar="X,Y,W,H", help=_("only this part, in pixels"))
    parser.add_argument(
        "--redact",
        type=rect,
        metavar="X,Y,W,H",
        action="append",
        default=[],
        help=_("cover this part; may be repeated"),
    )
    parser.add_argument("--page", type=int, default=1, metavar="N", help=_("this page or frame (1 is the first)"))
    parser.add_argument(
        "--tile", action="store_true", help=_("in as many crops as the model needs to read the smallest text")
    )


def edits_of(chosen: argparse.Namespace) -> ImageEdits:
    """Returns the edits that were chosen; ends with a sentence about a page that cannot be."""
    with_text = getattr(chosen, "page_text", False)
    edits = ImageEdits(chosen.crop, tuple(chosen.redact), chosen.page - 1, chosen.tile, with_text)
    if edits.page < 0:
        usage(_("--page counts from 1."))
    return edits


def run(chosen: argparse.Namespace) -> int:
    """Prints the facts of each image; with --out also writes the bytes. Raises ImageRejectedError."""
    settings = settings_from(chosen)
    if chosen.out and not settings.allow_export:
        raise SendBlockedError(Problem(ProblemKind.NOT_ALLOWED))
    edits = edits_of(chosen)
    if not chosen.json:
        print(
            _("To {url}, for {model} at detail {detail}, with the question:").format(
                url=called_url(settings.endpoint), model=settings.model, detail=settings.detail
            )
        )
    for number, image in enumerate(prepared(chosen.pictures, settings, edits), 1):
        picture, facts = image.encoded, image_facts(image, settings)
        warn_of_illegible(image, settings, number if len(chosen.pictures) > 1 or edits.in_tiles else 0)
        if chosen.out:
            _write(chosen.out, number, picture)
        if chosen.json:
            print(json.dumps(facts))
        else:
            weight = counted("{count} byte", "{count} bytes", len(picture.data))
            tokens = counted_tokens(facts["tokens"], facts["exact"])
            price = f", {money(facts['cost_usd'])}" if facts["cost_usd"] is not None else ""
            areas = ", ".join("{2}×{3} at {0},{1}".format(*area) for area in facts["covered"])
            covered = _("; covered: {areas}").format(areas=areas) if areas else ""
            print(f"{number}: {picture.width}×{picture.height} {picture.mime}, {weight}, {tokens}{price}{covered}")
    return ANSWERED


def _write(folder: Path, number: int, image: EncodedImage) -> None:
    ending = "png" if image.mime == "image/png" else "jpg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with user_file(folder / f"{number}.{ending}") as file:
            file.write(image.data)
    except OSError as error:
        usage(f"--out: {error.strerror}: {folder}")


def warn_of_illegible(image: PreparedImage, settings: Settings, number: int = 0) -> None:
    """Prints a sentence to standard error if the model sees too little of the smallest text. 0 is no number."""
    if settings.is_local or image.legibility is Legibility.GOOD:
        return
    words = illegible_words(settings.model, image.scale, image.legibility is Legibility.UNREADABLE)
    place = _("picture {number}:").format(number=number) if number else ""
    print(" ".join(filter(None, ("askance:", place, words, _("Use --crop or --tile.")))), file=sys.stderr)


def image_facts(image: PreparedImage, settings: Settings) -> dict[str, Any]:
    """Returns the facts of an image that would be sent. `cost_usd` is None for a model without a price.

    `scale` is the share of its width that the model gets; `legibility` is of its smallest text. `rule_known` is False
    if the model may shrink the image further.

    `crop` and `covered` are [x, y, width, height] in source pixels; a covered area may be larger than the one that was
    given, because compressed formats spread each pixel over its block.
    """
    model = model_at(settings.model, settings.host)
    annotated, picture = image.annotated, image.encoded
    seen = model.view_of(picture.size, settings.detail)
    crop = annotated.view.crop
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
        "page": annotated.source.page_index + 1,
        "pages": annotated.source.page_count,
        "crop": [crop.left, crop.top, crop.width, crop.height],
        "covered": [[area.left, area.top, area.width, area.height] for area in annotated.redacted_rects],
        "scale": round(image.scale, 4),
        "legibility": image.legibility.name.lower(),
        "rule_known": model.has_known_rule,
        "metadata_removed": list(annotated.source.metadata),
        "remarks": [str(remark) for remark in annotated.source.remarks],
    }
