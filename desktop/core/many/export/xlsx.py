"""XLSX: numbers and dates as such, everything else as text; nothing in it is a formula or a link."""

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.core.many.answer_reading import value_text
from desktop.core.many.export.table import RunTable
from desktop.core.many.field import CellValue, FieldType
from desktop.core.untrusted_text import strip_control_characters
from desktop.deferred import deferred

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet
else:
    xlsxwriter = deferred("xlsxwriter")  # 40 ms that only an export needs

LONGEST_TEXT = 32_767
"""Letters in a cell, by the limits of Excel: https://support.microsoft.com/office/excel-specifications-and-limits."""
EXACT_DIGITS = 15
"""Digits of a number that Excel keeps; a longer one is written as text."""
FIRST_YEAR = 1901  # Excel counts 29 February 1900, a day that never was
WIDEST = 60  # letters; chosen


def to_xlsx(table: RunTable) -> bytes:
    """Returns the table as a workbook with one sheet."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet()
    date_columns = _date_columns(table)
    widths = [len(name) for name in table.header]
    for column, name in enumerate(table.header):
        sheet.write_string(0, column, _text(name), bold)
    at = 0
    for at, row in enumerate(table.rows(), 1):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], len(value_text(value) if not isinstance(value, int) else str(value)))
            _write(sheet, at, column, value, day if column in date_columns else None)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(WIDEST, width + 2))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, at, len(widths) - 1)
    workbook.close()
    return file.getvalue()


def _date_columns(table: RunTable) -> frozenset[int]:
    first, fields = (2 if table.has_pages else 1), table.run.plan.columns
    return frozenset(
        first + model * len(fields) + at
        for model in range(len(table.run.models))
        for at, field in enumerate(fields)
        if field.type is FieldType.DATE
    )


def _write(sheet: "Worksheet", row: int, column: int, value: CellValue | int, day: "Format | None") -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int) or (isinstance(value, Decimal) and _is_exact(value)):
        sheet.write_number(row, column, float(value))
    elif day is not None and isinstance(value, str) and (when := _date(value)) is not None:
        sheet.write_datetime(row, column, when, day)
    elif text := _text(value_text(value)):
        sheet.write_string(row, column, text)


def _is_exact(value: Decimal) -> bool:
    return len(value.as_tuple().digits) <= EXACT_DIGITS and abs(value.adjusted()) < 300


def _date(text: str) -> date | None:
    try:
        when = date.fromisoformat(text)
    except ValueError:
        return None
    return when if when.year >= FIRST_YEAR else None


def _text(text: str) -> str:
    text = strip_control_characters(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
