"""`askance read`: the text of pictures on standard output, read on this computer. Sends nothing, does not import Qt."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop.adapters.system.image_sources import read_file
from desktop.cli.exit_codes import ANSWERED
from desktop.composition import factories
from desktop.core.geometry.rect import Area
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.ocr.ocr_result import Line, Reading
from desktop.core.ocr.text_export import markdown, plain_text


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help="a file, or - for standard input")
    parser.add_argument("--page", type=int, default=1, metavar="N", help="this page or frame (1 is the first)")
    parser.add_argument("--markdown", action="store_true", help="tables as tables, code as code")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each picture: words and boxes")


def run(chosen: argparse.Namespace) -> int:
    """Read and print. Raises PictureRefused and NotRead."""
    decoder, reader = factories.decoder(), factories.reader()
    try:
        for number, name in enumerate(chosen.pictures):
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else read_file(Path(name))
            shown = "standard input" if name == "-" else Path(name).name
            reading = reader.read(decoder.decode(data, shown, max(0, chosen.page - 1)).pixels)
            if chosen.json:
                print(json.dumps({"picture": shown, **facts(reading)}, ensure_ascii=False))
                continue
            if number:
                print()
            print(markdown(reading) if chosen.markdown else plain_text(reading))
    finally:
        decoder.close()
        reader.close()
    return ANSWERED


def facts(reading: Reading) -> dict[str, Any]:
    """A reading in plain values; boxes are [left, top, right, bottom] in pixels of the upright picture."""
    return {
        "width": reading.size[0],
        "height": reading.size[1],
        "blocks": [
            {"kind": block.kind, "rows": [[_line(line) for line in row] for row in block.rows]}
            for block in reading.blocks
        ],
        "barcodes": [{"kind": each.kind, "text": each.text, "box": _box(each.area)} for each in reading.barcodes],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "box": _box(line.area),
        "confidence": round(line.sure, 3),
        "faint": line.faint,
        "words": [
            {"text": word.text, "box": _box(word.area), "confidence": round(word.sure, 3)} for word in line.words
        ],
    }


def _box(area: Area) -> list[int]:
    return [area.left, area.top, area.right, area.bottom]
