"""A run and its cells → what the table shows of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from desktop.core.many.answer_reading import value_text
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun
from desktop.messages.language.locale_forms import day_in_words, number
from desktop.messages.many.cell_words import cell_problem_words
from desktop.messages.many.table_words import page_row, yes_or_no
from desktop.messages.problems import message_for
from desktop.ui.sheet.table.row_view import CellTrust, CellView, ColumnView, RowState, RowView, one_line

MOST_PLACES = 12  # decimal places that are shown
Stands = Callable[[Cell, Field], bool | None]
"""True if a value stands on its picture, False if it does not, None where nobody has looked or it means nothing."""
_STATES = {
    CellState.PLANNED: RowState.WAITING,
    CellState.CLAIMED: RowState.ASKING,
    CellState.REFUSED: RowState.FAILED,
    CellState.FAILED: RowState.FAILED,
    CellState.NOT_CONFIRMED: RowState.NOT_CONFIRMED,
    CellState.HELD_BACK: RowState.HELD,
}


def columns_of(run: PictureRun) -> tuple[ColumnView, ...]:
    """Returns the columns: those of the run's model, then the same of every other model that was asked."""
    return tuple(
        ColumnView(one_line(field.name), field.type is FieldType.NUMBER, model if at else "")
        for at, model in enumerate(run.models)
        for field in run.plan.columns
    )


def column_at(run: PictureRun, column: int) -> tuple[str, Field]:
    """Returns the model and the field of a column of answers."""
    fields = run.plan.columns
    return run.models[column // len(fields)], fields[column % len(fields)]


def row_view(run: PictureRun, row: Row, cell: Callable[[int, str], Cell], stands: Stands) -> RowView:
    """Returns a row as the table shows it; `stands` says of a value whether it was found on the picture."""
    name = one_line(row.name)
    if row.pages > 1:
        name = page_row(name, row.page + 1)
    if row.problem is not None:
        return RowView(row.number, name, RowState.SKIPPED, (), one_line(message_for(row.problem).text))
    cells = [cell(row.number, model) for model in run.models]
    first = cells[0]
    views = tuple(
        cell_view(other, field, stands(other, field), None if other is first else first)
        for other in cells
        for field in run.plan.columns
    )
    has_values = any(view.text for view in views)
    problem = cell_problem_words(first.of_double(row.name, run.rows[row.asked_row].name))
    return RowView(row.number, name, _state(cells, views), views if has_values else (), one_line(problem))


def _state(cells: list[Cell], views: tuple[CellView, ...]) -> RowState:
    """Returns the state of a row: that of its first cell, unless another one is being asked."""
    if any(cell.state is CellState.CLAIMED for cell in cells):
        return RowState.ASKING
    first = cells[0]
    if first.state is not CellState.ANSWERED:
        return _STATES[first.state]
    wrong = any(fault.field not in first.edited for fault in first.faults)
    is_unsure = wrong or any(view.trust is CellTrust.NOT_FOUND for view in views[: len(views) // len(cells)])
    return RowState.UNSURE if is_unsure else RowState.DONE


def cell_view(cell: Cell, field: Field, stands: bool | None, other: Cell | None = None) -> CellView:
    """Returns a value as the table shows it; `other` is what another model said, to compare it with."""
    value = cell.values.get(field.name)
    trust = CellTrust.PLAIN
    if field.name in cell.edited:
        trust = CellTrust.EDITED
    elif stands is not None:
        trust = CellTrust.FOUND if stands else CellTrust.NOT_FOUND
    differs = other is not None and other.state is cell.state is CellState.ANSWERED
    differs = differs and other is not None and other.values.get(field.name) != value
    return CellView(shown_value(value, field), trust, _sorted_by(value, field), value_text(value), differs)


def shown_value(value: CellValue, field: Field) -> str:
    """Returns a value as people read it, in the language in use."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return number(float(value), places) if places <= MOST_PLACES and abs(value) < 10**15 else str(value)
    if isinstance(value, str) and field.type is FieldType.DATE and (day := _day(value)) is not None:
        return day_in_words(day)
    return one_line(value_text(value))


def _sorted_by(value: CellValue, field: Field) -> float | None:
    if isinstance(value, bool | Decimal):
        return float(value)
    day = _day(value) if isinstance(value, str) and field.type is FieldType.DATE else None
    return float(day.toordinal()) if day is not None else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
