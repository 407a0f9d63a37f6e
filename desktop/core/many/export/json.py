"""JSON: a list with an object for each row, with all that is known of it."""

import json
from decimal import Decimal
from typing import Any

from desktop.core.many.cell import Cell
from desktop.core.many.export.table import RunTable, TableLine
from desktop.core.many.field import CellValue
from desktop.core.untrusted_text import drop_unencodable

EXACT_DIGITS = 15
"""The digits of a number that every reader of JSON keeps."""


def to_json(table: RunTable) -> bytes:
    """Returns the rows as JSON in UTF-8."""
    rows = [_line(line) for line in table.lines]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def line_to_plain(line: TableLine) -> dict[str, Any]:
    """Returns a line as JSON."""
    return _line(line)


def _line(line: TableLine) -> dict[str, Any]:
    row = line.row
    asked = [_cell(cell, problem) for cell, problem in zip(line.cells, line.problems, strict=True)]
    place = {"picture": drop_unencodable(row.name), "page": row.page + 1, "sha256": row.picture}
    return {**place, **asked[0], "others": asked[1:]} if len(asked) > 1 else {**place, **asked[0]}


def _cell(cell: Cell, problem: str) -> dict[str, Any]:
    return {
        "model": cell.model,
        "state": cell.state.value,
        "values": {name: _value(value) for name, value in cell.values.items()},
        "edited": sorted(cell.edited),
        "problem": problem or None,
        "tokens": [cell.usage.input_tokens, cell.usage.output_tokens] if cell.usage else None,
        "cost_usd": cell.cost_usd,
    }


def _value(value: CellValue) -> Any:
    """Returns a value as JSON; a number with more digits than readers keep as text."""
    if not isinstance(value, Decimal):
        return list(value) if isinstance(value, tuple) else value
    if len(value.as_tuple().digits) > EXACT_DIGITS or abs(value.adjusted()) > EXACT_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)
