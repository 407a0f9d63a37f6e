"""The table of a run, as every format writes it: a line for each row, with the values of each model."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.core.many.cell import Cell, CellId
from desktop.core.many.field import CellValue
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row and its cells, one for each model of the table. `problems` says in a sentence what is wrong with each."""

    row: Row
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunTable:
    """A run with its cells, as a table."""

    run: PictureRun
    lines: tuple[TableLine, ...]

    @property
    def has_pages(self) -> bool:
        """True if some picture is a page of several."""
        return any(line.row.pages > 1 for line in self.lines)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns. With several models, each value's column names its model."""
        fields, models = self.run.plan.columns, self.run.models
        beside = [f" ({model})" for model in models] if len(models) > 1 else [""]
        values = [f"{field.name}{model}" for model in beside for field in fields]
        about = [f"{name}{model}" for model in beside for name in ("state", "edited", "problem")]
        return ("picture", *(("page",) if self.has_pages else ()), *values, *about)

    def rows(self) -> Iterable[tuple[CellValue | int, ...]]:
        """Yields the values of each line, as the header names them. Pages count from 1."""
        fields, has_pages = self.run.plan.columns, self.has_pages
        for line in self.lines:
            values = [cell.values.get(field.name) for cell in line.cells for field in fields]
            about: list[CellValue] = []
            for cell, problem in zip(line.cells, line.problems, strict=True):
                about += [cell.state.value, "; ".join(sorted(cell.edited)), problem]
            yield (line.row.name, *((line.row.page + 1,) if has_pages else ()), *values, *about)


def table_of(run: PictureRun, cell: Callable[[CellId], Cell], problem_words: Callable[[Cell], str]) -> RunTable:
    """Returns the table of a run. `problem_words` returns the sentence about what is wrong with a cell, or nothing."""

    def line(row: Row) -> TableLine:
        first = run.rows[row.asked_row].name
        cells = tuple(cell((row.asked_row, model)).of_double(row.name, first) for model in run.models)
        return TableLine(row, cells, tuple(map(problem_words, cells)))

    return RunTable(run, tuple(map(line, run.rows)))
