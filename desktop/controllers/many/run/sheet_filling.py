"""Fills the table with the rows of a run, a few at a time, so that 10,000 of them do not hold the window up."""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from desktop.services.tasks import Tasks
from desktop.ui.sheet.table.row_view import ColumnView, RowView
from desktop.ui.sheet.table.table_model import SheetModel

AT_ONCE = 100  # rows; takes a few milliseconds
BREATH_S = 0.002  # in which other timers have their turn: one of 0 comes before them again and again


class SheetFilling:
    """Makes the rows with `view`, which takes their number, and shows all of them at the end."""

    def __init__(self, model: SheetModel, tasks: Tasks, view: Callable[[int], RowView]) -> None:
        self._model = model
        self._view = view
        self._working = tasks.slot("rows of a table")
        self._changed: set[int] = set()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """True until all rows are shown."""
        return self._is_busy

    def fill(self, columns: Sequence[ColumnView], count: int, then: Callable[[], None]) -> None:
        """Show so many rows, then do what comes next; a few are there at once."""
        self._changed.clear()
        if count <= AT_ONCE:
            self._working.stop()
            self._is_busy = False
            self._model.show_all(columns, map(self._view, range(count)))
            then()
            return
        self._is_busy = True
        self._working.start(self._fill(columns, count, then))

    def show(self, rows: Iterable[int]) -> None:
        """Show rows as they are now."""
        if self._is_busy:
            self._changed.update(rows)
            return
        for number in rows:
            self._model.show_row(self._view(number))

    async def _fill(self, columns: Sequence[ColumnView], count: int, then: Callable[[], None]) -> None:
        views = list[RowView]()
        while len(views) < count:
            views += map(self._view, range(len(views), min(count, len(views) + AT_ONCE)))
            await asyncio.sleep(BREATH_S)
        changed, self._changed = self._changed, set()
        for number in changed:
            views[number] = self._view(number)
        self._is_busy = False
        self._model.show_all(columns, views)
        then()

    def close(self) -> None:
        """Fill no further."""
        self._working.stop()
