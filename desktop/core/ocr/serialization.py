"""Readings as plain values and back, compact: they are kept beside the pictures that were sent."""

from typing import Any

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import Barcode, OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind


def ocr_result_to_json(ocr_result: OcrResult) -> dict[str, Any]:
    """Words with their boxes, line by line; how sure the reader was is not kept."""
    return {
        "size": list(ocr_result.size),
        "blocks": [[block.kind, [[_line(line) for line in row] for row in block.rows]] for block in ocr_result.blocks],
        "codes": [[each.text, each.kind, *_edges(each.rect)] for each in ocr_result.barcodes],
    }


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom


def _line(line: OcrLine) -> list[Any]:
    return [
        line.char_width and round(line.char_width, 2),
        line.faint,
        [[word.text, *_edges(word.rect)] for word in line.words],
    ]


def ocr_result_from_json(plain: Any) -> OcrResult:
    """A reading out of what was kept. Raises ValueError, TypeError and KeyError."""
    blocks = tuple(
        TextBlock(TextBlockKind(kind), tuple(tuple(_line_from(line) for line in row) for row in rows))
        for kind, rows in plain["blocks"]
    )
    barcodes = tuple(Barcode(str(text), str(kind), Rect(*map(int, box))) for text, kind, *box in plain["codes"])
    width, height = map(int, plain["size"])
    return OcrResult((width, height), blocks, barcodes)


def _line_from(plain: Any) -> OcrLine:
    pitch, faint, words = plain
    made = tuple(OcrWord(str(text), Rect(*map(int, box))) for text, *box in words)
    if not made:
        raise ValueError("a line without words")
    return OcrLine(made, None if pitch is None else float(pitch), bool(faint))
