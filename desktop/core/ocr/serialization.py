"""Readings as plain values and back, compact: they are kept beside the pictures that were sent."""

from typing import Any

from desktop.core.geometry.rect import Area
from desktop.core.ocr.ocr_result import Barcode, Block, BlockKind, Line, Reading, Word


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """Words with their boxes, line by line; how sure the reader was is not kept."""
    return {
        "size": list(reading.size),
        "blocks": [[block.kind, [[_line(line) for line in row] for row in block.rows]] for block in reading.blocks],
        "codes": [[each.text, each.kind, *_edges(each.area)] for each in reading.barcodes],
    }


def _edges(area: Area) -> tuple[int, int, int, int]:
    return area.left, area.top, area.right, area.bottom


def _line(line: Line) -> list[Any]:
    return [line.pitch and round(line.pitch, 2), line.faint, [[word.text, *_edges(word.area)] for word in line.words]]


def reading_from_plain(plain: Any) -> Reading:
    """A reading out of what was kept. Raises ValueError, TypeError and KeyError."""
    blocks = tuple(
        Block(BlockKind(kind), tuple(tuple(_line_from(line) for line in row) for row in rows))
        for kind, rows in plain["blocks"]
    )
    barcodes = tuple(Barcode(str(text), str(kind), Area(*map(int, box))) for text, kind, *box in plain["codes"])
    width, height = map(int, plain["size"])
    return Reading((width, height), blocks, barcodes)


def _line_from(plain: Any) -> Line:
    pitch, faint, words = plain
    made = tuple(Word(str(text), Area(*map(int, box))) for text, *box in words)
    if not made:
        raise ValueError("a line without words")
    return Line(made, None if pitch is None else float(pitch), bool(faint))
