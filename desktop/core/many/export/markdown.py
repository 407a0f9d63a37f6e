"""Markdown: the table letter for letter, whatever stands in it."""

from desktop.core.many.answer_reading import value_text
from desktop.core.many.export.table import RunTable
from desktop.core.many.field import CellValue
from desktop.core.markdown.safe_markdown import escape_markdown
from desktop.core.untrusted_text import strip_control_characters


def to_markdown(table: RunTable) -> bytes:
    """Returns the table as Markdown in UTF-8, under the run's name and question."""
    plan = table.run.plan
    lines = [
        f"# {_cell(plan.name)}",
        "",
        _cell(plan.ask),
        "",
        _row([_cell(name) for name in table.header]),
        _row(["---"] * len(table.header)),
    ]
    lines += [_row([_cell(_shown(value)) for value in row]) for row in table.rows()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _shown(value: CellValue | int) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value_text(value)


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return escape_markdown(" ".join(strip_control_characters(text).split()))
