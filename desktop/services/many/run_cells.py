"""The cells of a run: in memory for everybody, and in the store before anything else happens.

A claim is written before it counts. An answer counts at once, and is written again and again until that works: it was
paid.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from desktop.core.errors import StorageError
from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan
from desktop.core.many.tally import Tally
from desktop.services.ports.run_store import RunStore
from desktop.services.tasks import DaemonThreads

_Result = TypeVar("_Result")


class RunCells:
    """Owns the cells and the store of one run. `changed` is called with each cell that has changed."""

    def __init__(
        self,
        run: PictureRun,
        stored: Iterable[Cell],
        jobs: Iterable[BatchJob],
        store: RunStore,
        thread: DaemonThreads,
    ) -> None:
        self.run = run
        self._jobs = {job.id: job for job in jobs}
        self.changed: Callable[[Cell], None] = lambda _: None
        self._store = store
        self._thread = thread
        self._cells = {cell.id: cell for cell in planned_of(run, run.rows)} | {cell.id: cell for cell in stored}
        self._unwritten: dict[CellId, Cell] = {}
        self.tally = Tally(self._cells.values())
        self._held_back = {cell.id for cell in self._cells.values() if cell.state is CellState.HELD_BACK}

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

    def held_back(self) -> tuple[Cell, ...]:
        """Returns the cells that wait for a decision, row by row."""
        return tuple(self._cells[which] for which in sorted(self._held_back))

    @property
    def possibly_spent_usd(self) -> float:
        """What was spent, with what requests may cost that are on their way or being claimed at this moment."""
        return self.tally.possibly_spent_usd

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

    @property
    def jobs(self) -> tuple[BatchJob, ...]:
        """The batch jobs that are not over, the oldest first."""
        return tuple(self._jobs.values())

    def job(self, job_id: str) -> BatchJob:
        """Returns a batch job as it is now."""
        return self._jobs[job_id]

    async def keep_job(self, job: BatchJob, *cells: Cell) -> None:
        """Writes a batch job together with cells, which count from then on. Raises StorageError; all is as before then.

        Nothing else may write these cells meanwhile: they belong to the job.
        """
        for cell in cells:
            self._unwritten.pop(cell.id, None)  # older than this state
        await self._in_thread(self._store.save_job, job, cells)
        self._jobs[job.id] = job
        for cell in cells:
            self._set(cell)

    async def forget_job(self, job: BatchJob) -> None:
        """Forgets a job of which nothing is left at its endpoint. Raises StorageError."""
        await self._in_thread(self._store.forget_job, job)
        self._jobs.pop(job.id, None)

    async def add(self, rows: tuple[Row, ...]) -> None:
        """Keeps more rows. Raises StorageError."""
        await self._in_thread(self._store.add_rows, rows)
        self.run = replace(self.run, rows=(*self.run.rows, *rows))
        for cell in planned_of(self.run, rows):
            self._set(cell)

    async def plan(self, plan: RunPlan, models: tuple[str, ...]) -> None:
        """Keeps the plan and the models of the run. Raises StorageError."""
        await self._in_thread(self._store.save_plan, plan, models)
        self.run = replace(self.run, plan=plan, models=models)

    async def close(self) -> None:
        """Closes the store, after everything that was handed over before."""
        await self._in_thread(self._store.close)
        self._thread.shutdown(wait=False)

    def _set(self, cell: Cell) -> None:
        before = self._cells.get(cell.id)
        self._cells[cell.id] = cell
        if cell.state is CellState.HELD_BACK:
            self._held_back.add(cell.id)
        else:
            self._held_back.discard(cell.id)
        if before is None:
            self.tally.add(cell)
        else:
            self.tally.replace(before, cell)
        self.changed(cell)

    async def _write(self, cells: list[Cell]) -> None:
        await self._in_thread(self._store.save, cells)

    async def _in_thread(self, call: Callable[..., _Result], *args: object) -> _Result:
        return await asyncio.wrap_future(self._thread.submit(call, *args))


def planned_of(run: PictureRun, rows: Iterable[Row]) -> Iterable[Cell]:
    """Yields the cells that new rows have: one for each that is no double, and failed where it cannot be opened."""
    for row in rows:
        if row.same_as is None:
            state = CellState.FAILED if row.problem is not None else CellState.PLANNED
            yield Cell(row.number, run.plan.model, state, problem=row.problem)
