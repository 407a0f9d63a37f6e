"""OCR results as compact values that JSON can hold, and back: they are stored beside the sent images."""

from typing import Any

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import Barcode, OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind, UnreadLine


def ocr_result_to_json(ocr_result: OcrResult) -> dict[str, Any]:
    """Returns the words with their rectangles, line by line; without their confidence."""
    plain: dict[str, Any] = {
        "size": list(ocr_result.size),
        "blocks": [[block.kind, [[_line(line) for line in row] for row in block.rows]] for block in ocr_result.blocks],
        "codes": [[barcode.text, barcode.kind, *_edges(barcode.rect)] for barcode in ocr_result.barcodes],
    }
    if ocr_result.unread:  # most images have none, and readings of earlier versions never
        plain["unread"] = [[line.script, *_edges(line.rect)] for line in ocr_result.unread]
    if ocr_result.faces is not None:  # they were looked for
        plain["faces"] = [_edges(face) for face in ocr_result.faces]
    return plain


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom


def _line(line: OcrLine) -> list[Any]:
    return [
        line.char_width and round(line.char_width, 2),
        line.faint,
        [[word.text, *_edges(word.rect)] for word in line.words],
    ]


def ocr_result_from_json(plain: Any) -> OcrResult:
    """Returns the OCR result of `ocr_result_to_json`. Raises ValueError, TypeError and KeyError."""
    blocks = tuple(
        TextBlock(TextBlockKind(kind), tuple(tuple(_line_from(line) for line in row) for row in rows))
        for kind, rows in plain["blocks"]
    )
    barcodes = tuple(Barcode(str(text), str(kind), Rect(*map(int, box))) for text, kind, *box in plain["codes"])
    unread = tuple(UnreadLine(Rect(*map(int, box)), str(script)) for script, *box in plain.get("unread", ()))
    faces = tuple(Rect(*map(int, box)) for box in plain["faces"]) if "faces" in plain else None
    width, height = map(int, plain["size"])
    return OcrResult((width, height), blocks, barcodes, unread, faces)


def _line_from(plain: Any) -> OcrLine:
    char_width, faint, plain_words = plain
    words = tuple(OcrWord(str(text), Rect(*map(int, box))) for text, *box in plain_words)
    if not words:
        raise ValueError("a line without words")
    return OcrLine(words, None if char_width is None else float(char_width), bool(faint))
