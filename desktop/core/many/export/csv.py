"""CSV: numbers stay numbers, and no text becomes a formula in a spreadsheet."""

import csv
import io
from decimal import Decimal

from desktop.core.many.answer_reading import value_text
from desktop.core.many.export.table import RunTable
from desktop.core.many.field import CellValue
from desktop.core.untrusted_text import strip_control_characters

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""The beginnings of text that a spreadsheet takes for a formula, or skips on its way to one."""


def to_csv(table: RunTable) -> bytes:
    """Returns the table as CSV in UTF-8 (RFC 4180), beginning with the mark by which spreadsheets know the encoding."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([inert(name) for name in table.header])
    for row in table.rows():
        writer.writerow([_csv_value(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _csv_value(value: CellValue | int) -> str:
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return inert(value_text(value))


def inert(text: str) -> str:
    """Returns text with an apostrophe in front if a spreadsheet would take it for a formula."""
    acts = text.startswith(ACTING)
    text = strip_control_characters(text)
    return "'" + text if acts or text.startswith(ACTING) else text
