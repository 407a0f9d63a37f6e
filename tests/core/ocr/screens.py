"""OCR results of a screen and of a table, for tests."""

from desktop.core.ocr.ocr_result import OcrResult, TextBlock, TextBlockKind
from tests.services.fakes import line_at, lines_of

SCREEN = lines_of(
    "Night report: failed",
    "Loading 3 tables",
    "Connecting to reports.example:5432",
    "Error: the server refused the connection",
    "Retry in 12 s",
    "Contact: support@example.com",
    "Version 2.14.0 of 17 May 2024",
)


CELLS = (("Table", "Rows", "Total"), ("orders", "1,204", "$18,420.50"), ("tax", "0", "$0.00"))


ROWS = tuple(
    tuple(line_at(cell, 10 + 120 * at, 24 * row) for at, cell in enumerate(cells)) for row, cells in enumerate(CELLS)
)


TABLE = OcrResult((400, 200), (TextBlock(TextBlockKind.TABLE, ROWS),))
