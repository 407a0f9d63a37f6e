"""CSV: numbers stay numbers, and no text becomes a formula in a spreadsheet."""

import csv
import io
import re
from decimal import Decimal

from desktop.core.many.answer_reading import value_text
from desktop.core.many.export.table import RunTable
from desktop.core.many.field import CellValue
from desktop.core.untrusted_text import strip_control_characters

ACTING = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20", *"\ufe66\ufe62\ufe63\ufe6b")
"""The beginnings of text that a spreadsheet takes for a formula, also as wide or small letters, or skips on its way to
one: https://owasp.org/www-community/attacks/CSV_Injection."""
_SEPARATOR = re.compile(r"([;\t\n|])")
"""What begins another cell where a file is opened with other rules than it was written with."""
_NUMBER = re.compile(r"\s*[+-]?[\d.,\s]+%?\s*")


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
    """Returns text with an apostrophe before whatever a spreadsheet would take for a formula.

    That is its beginning, and what follows a separator of other spreadsheets, unless it is a number there.
    """
    acts = text.startswith(ACTING)
    first, *parts = _SEPARATOR.split(strip_control_characters(text))
    acts = acts or first.lstrip().startswith(ACTING)
    rest = (part if at % 2 == 0 or _NUMBER.fullmatch(part) else _quoted(part) for at, part in enumerate(parts))
    return ("'" if acts else "") + first + "".join(rest)


def _quoted(part: str) -> str:
    bare = part.lstrip()
    return f"{part[: len(part) - len(bare)]}'{bare}" if bare.startswith(ACTING) else part
