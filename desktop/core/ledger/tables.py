"""The entries and the sums of a ledger as tables, and a table as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields

from desktop.core.ledger.entries import LedgerEntry, LedgerSum
from desktop.core.many.export.csv import inert

Cells = Sequence[object]
_COLUMNS = (
    *("at", "ended_at", "outcome", "status", "host", "model", "pictures", "picture_bytes", "sha256"),
    *("private_text", "findings", "input_tokens", "output_tokens", "cached_tokens", "cost_usd", "id", "batch"),
)


def entries_table(entries: Iterable[LedgerEntry]) -> tuple[Cells, ...]:
    """Returns a line for each request below the names of the columns."""
    return (_COLUMNS, *(tuple(_cell(entry, name) for name in _COLUMNS) for entry in entries))


def sums_table(sums: Iterable[LedgerSum]) -> tuple[Cells, ...]:
    """Returns a line for each sum below the names of the columns."""
    names = tuple(column.name for column in fields(LedgerSum))
    return (names, *(tuple(getattr(total, name) for name in names) for total in sums))


def to_csv(table: Iterable[Cells]) -> str:
    """Returns a table as CSV (RFC 4180); no text in it becomes a formula in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    for cells in table:
        writer.writerow(["" if cell is None else inert(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue()


def _cell(entry: LedgerEntry, column: str) -> object:
    if column == "pictures":
        return len(entry.pictures)
    if column == "sha256":
        return " ".join(str(picture["sha256"]) for picture in entry.pictures)
    if column == "findings":
        return "; ".join(
            f"{found.get('kind')} {found.get('decision')} {found.get('count')}" for found in entry.findings
        )
    value: object = getattr(entry, column)
    return value
