"""`askance read`: the text of images on standard output, read on this computer; sends nothing."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop.adapters.system.image_sources import read_file
from desktop.cli.exit_codes import ANSWERED
from desktop.composition import factories
from desktop.core.geometry.rect import Rect
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.ocr.text_export import markdown, plain_text
from desktop.messages.images.remarks import remark_sentences
from desktop.messages.images.script_names import unread_sentence
from desktop.messages.language.catalogue import _


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help=_("a file, or - for standard input"))
    parser.add_argument("--page", type=int, default=1, metavar="N", help=_("this page or frame (1 is the first)"))
    parser.add_argument("--markdown", action="store_true", help=_("tables as tables, code as code"))
    parser.add_argument(
        "--json", action="store_true", help=_("one JSON object a line for each picture: words and boxes")
    )


def run(chosen: argparse.Namespace) -> int:
    """Prints the text of each image. Raises ImageRejectedError and OcrError."""
    decoder, reader = factories.decoder(), factories.reader()
    try:
        for number, name in enumerate(chosen.pictures):
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_file(Path(name))
            shown = _("standard input") if name == "-" else Path(name).name
            page = max(0, chosen.page - 1)
            decoded = decoder.decode(data, shown, page)
            for sentence in remark_sentences(decoded.facts.image(data, shown, page)):
                print(f"askance: {sentence}", file=sys.stderr)
            ocr_result = reader.read(decoded.pixels)
            if ocr_result.unread:
                print(f"askance: {shown}: {unread_sentence(ocr_result)}", file=sys.stderr)
            if chosen.json:
                print(json.dumps({"picture": shown, **facts(ocr_result)}, ensure_ascii=False))
                continue
            if number:
                print()
            print(markdown(ocr_result) if chosen.markdown else plain_text(ocr_result))
    finally:
        decoder.close()
        reader.close()
    return ANSWERED


def facts(ocr_result: OcrResult) -> dict[str, Any]:
    """Returns an OCR result as values that JSON can hold; boxes are [left, top, right, bottom] in source pixels.

    There are `faces` only where the settings say that they are looked for.
    """
    return {
        "width": ocr_result.size[0],
        "height": ocr_result.size[1],
        "blocks": [
            {"kind": block.kind, "rows": [[_line(line) for line in row] for row in block.rows]}
            for block in ocr_result.blocks
        ],
        "barcodes": [
            {"kind": barcode.kind, "text": barcode.text, "box": _box(barcode.rect)} for barcode in ocr_result.barcodes
        ],
        "unread": [{"script": line.script, "box": _box(line.rect)} for line in ocr_result.unread],
        **({} if ocr_result.faces is None else {"faces": [_box(face) for face in ocr_result.faces]}),
    }


def _line(line: OcrLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "box": _box(line.rect),
        "confidence": round(line.confidence, 3),
        "faint": line.faint,
        "words": [
            {"text": word.text, "box": _box(word.rect), "confidence": round(word.confidence, 3)} for word in line.words
        ],
    }


def _box(rect: Rect) -> list[int]:
    return [rect.left, rect.top, rect.right, rect.bottom]
