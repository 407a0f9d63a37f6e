"""All formats of a table, in the order of the dialog."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.many.export.csv import to_csv
from desktop.core.many.export.json import to_json
from desktop.core.many.export.markdown import to_markdown
from desktop.core.many.export.table import RunTable
from desktop.core.many.export.xlsx import to_xlsx


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format of a table. `name` is shown in the dialog."""

    name: str
    suffix: str
    write: Callable[[RunTable], bytes]


TABLE_FORMATS = (
    TableFormat("CSV", ".csv", to_csv),
    TableFormat("Excel", ".xlsx", to_xlsx),
    TableFormat("JSON", ".json", to_json),
    TableFormat("Markdown", ".md", to_markdown),
)


def table_format_of(suffix: str) -> TableFormat | None:
    """Returns the format of a file suffix (“.csv”, in any case), or None for an unknown one."""
    return next((entry for entry in TABLE_FORMATS if entry.suffix == suffix.lower()), None)
