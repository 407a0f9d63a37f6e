"""Fills the table with the rows of a run, a few at a time, so that 10,000 of them do not hold the window up."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from desktop.services.tasks import Tasks
from desktop.ui.sheet.table.row_order import RowKeys
from desktop.ui.sheet.table.row_view import ColumnView, RowView
from desktop.ui.sheet.table.table_model import SheetModel

AT_ONCE = 100  # rows; takes a few milliseconds
BREATH_S = 0.002  # in which other timers have their turn: one of 0 comes before them again and again


class SheetFilling:
    """Makes the rows with `view`, which takes their number, and shows all of them at the end.

    Many that change at once are shown a few at a time, too; `caught_up` is called after the last of them.
    """

    def __init__(
        self, model: SheetModel, tasks: Tasks, view: Callable[[int], RowView], caught_up: Callable[[], None]
    ) -> None:
        self._model = model
        self._view = view
        self._caught_up = caught_up
        self._working = tasks.slot("rows of a table")
        self._changed: dict[int, None] = {}
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """True until all rows are shown."""
        return self._is_busy

    def fill(self, columns: Sequence[ColumnView], count: int, then: Callable[[], None]) -> None:
        """Shows so many rows, then do what comes next; a few are there at once."""
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
        """Shows rows as they are now."""
        self._changed |= dict.fromkeys(rows)
        if self._is_busy or self._working.running:
            return
        if len(self._changed) > AT_ONCE:
            self._working.start(self._catch_up())
        else:
            self._show_some()

    def _show_some(self) -> None:
        some = tuple(islice(self._changed, AT_ONCE))
        for number in some:
            del self._changed[number]
        self._model.show_rows(map(self._view, some))

    async def _catch_up(self) -> None:
        while self._changed:
            self._show_some()
            await asyncio.sleep(BREATH_S)
        self._caught_up()

    async def _fill(self, columns: Sequence[ColumnView], count: int, then: Callable[[], None]) -> None:
        views, keys = list[RowView](), dict[int, RowKeys]()
        while len(views) < count:
            some = [self._view(number) for number in range(len(views), min(count, len(views) + AT_ONCE))]
            views += some
            keys |= {row.id: RowKeys.of(row) for row in some}
            await asyncio.sleep(BREATH_S)
        while self._changed:
            some = [self._view(number) for number in islice(self._changed, AT_ONCE)]
            for row in some:
                del self._changed[row.id]
                views[row.id], keys[row.id] = row, RowKeys.of(row)
            if self._changed:
                await asyncio.sleep(BREATH_S)
        self._is_busy = False
        self._model.show_all(columns, views, keys)
        then()

    def close(self) -> None:
        """Fills no further."""
        self._working.stop()
