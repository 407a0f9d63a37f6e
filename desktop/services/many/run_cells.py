"""The cells of a run: in memory for everybody, and in the store before anything else happens.

A claim is written before it counts. An answer counts at once, and is written again and again until that works: it was
paid.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import TypeVar

from desktop.core.errors import StorageError
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.run import PictureRun, RunPlan
from desktop.core.many.tally import Tally
from desktop.services.ports.run_store import RunStore
from desktop.services.tasks import DaemonThreads

_Result = TypeVar("_Result")


class RunCells:
    """Owns the cells and the store of one run. `changed` is called with each cell that has changed."""

    def __init__(self, run: PictureRun, stored: Iterable[Cell], store: RunStore, thread: DaemonThreads) -> None:
        self.run = run
        self.changed: Callable[[Cell], None] = lambda _: None
        self._store = store
        self._thread = thread
        self._cells = {cell.id: cell for cell in _planned(run)} | {cell.id: cell for cell in stored}
        self._unwritten: dict[CellId, Cell] = {}
        self.tally = Tally(self._cells.values())

    def all(self) -> tuple[Cell, ...]:
        """Returns every cell, row by row."""
        return tuple(self._cells[which] for which in sorted(self._cells))

    def cell(self, which: CellId) -> Cell:
        """Returns a cell as it is now; one that was never asked is planned in no run."""
        row, model = which
        return self._cells.get((self.run.rows[row].asked_row, model)) or Cell(row, model)

    def planned(self) -> tuple[CellId, ...]:
        """Returns the cells that are to be asked, row by row."""
        return tuple(which for which in sorted(self._cells) if self._cells[which].state is CellState.PLANNED)

    @property
    def may_be_spent_usd(self) -> float:
        """What was spent, with what requests may cost that are on their way or being claimed at this moment."""
        return self.tally.may_be_spent_usd

    async def claim(self, cell: Cell) -> None:
        """Writes a claim, which counts from now on. Raises StorageError; the cell is as before then."""
        before = self.cell(cell.id)
        self._unwritten.pop(cell.id, None)  # older than the claim: it must not be written after it
        self._set(cell)
        try:
            await self._write([cell])
        except StorageError:
            self.keep_later(before)
            raise

    def keep_later(self, *cells: Cell) -> None:
        """Keeps cells in their new state; the next writing writes them."""
        for cell in cells:
            self._set(cell)
            self._unwritten[cell.id] = cell

    async def keep(self, *cells: Cell) -> None:
        """Keeps cells in their new state, and writes them. Raises StorageError; they are written later then."""
        self.keep_later(*cells)
        await self.write_rest()

    def show(self, cell: Cell) -> None:
        """Shows a cell in a state that the store finds out by itself at the next opening."""
        self._set(cell)

    async def write_rest(self) -> None:
        """Writes what could not be written before. Raises StorageError."""
        waiting = dict(self._unwritten)
        if not waiting:
            return
        await self._write(list(waiting.values()))
        for which, cell in waiting.items():
            if self._unwritten.get(which) is cell:
                del self._unwritten[which]

    async def plan(self, plan: RunPlan, models: tuple[str, ...]) -> None:
        """Keeps the plan and the models of the run. Raises StorageError."""
        await self._in_thread(self._store.save_plan, plan, models)
        self.run = PictureRun(self.run.id, self.run.created_at, plan, self.run.rows, models, self.run.is_kept)

    async def close(self) -> None:
        """Closes the store, after everything that was handed over before."""
        await self._in_thread(self._store.close)
        self._thread.shutdown(wait=False)

    def _set(self, cell: Cell) -> None:
        before = self._cells.get(cell.id)
        self._cells[cell.id] = cell
        if before is None:
            self.tally.add(cell)
        else:
            self.tally.replace(before, cell)
        self.changed(cell)

    async def _write(self, cells: list[Cell]) -> None:
        await self._in_thread(self._store.save, cells)

    async def _in_thread(self, call: Callable[..., _Result], *args: object) -> _Result:
        return await asyncio.wrap_future(self._thread.submit(call, *args))


def _planned(run: PictureRun) -> Iterable[Cell]:
    """Yields the cells that a new run has: one for each row that is no double, and failed where it cannot be opened."""
    for row in run.rows:
        if row.same_as is None:
            state = CellState.FAILED if row.problem is not None else CellState.PLANNED
            yield Cell(row.number, run.plan.model, state, problem=row.problem)
