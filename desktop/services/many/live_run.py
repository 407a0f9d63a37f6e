"""An open run, whose rows are asked one by one or as a batch: it fulfils `RunControl`."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import DISK_FULL, RUN_MOVED, Problem, ProblemKind, StorageError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.field import CellValue
from desktop.core.many.measures import Measures
from desktop.core.many.run import PictureRun, RunEdits, RunPlan, RunTotals, Sample
from desktop.log import log
from desktop.services.many.batch.batch_executor import BatchExecutor
from desktop.services.many.batch.batch_rows import BatchRows
from desktop.services.many.executor import Executor
from desktop.services.many.forecast import RunForecast
from desktop.services.many.row_asker import RowAsker
from desktop.services.many.row_views import edited_row, request_of_row, waiting_kinds
from desktop.services.many.rows.listing import Listing, rows_to_add
from desktop.services.many.rows.row_workers import RowWorkers
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_control import Listener, RunState, RunUpdate, WaitingKind
from desktop.services.many.run_notices import RunNotices
from desktop.services.many.run_parts import RunParts, RunStoppedError

LAST_ANSWERS_S = 5.0  # that closing waits for answers on their way; chosen
REFUSED_IN_A_ROW = 10  # for the same reason, after which the run pauses; chosen


class LiveRun:
    """One open run."""

    def __init__(self, cells: RunCells, parts: RunParts, listing: Listing) -> None:
        self._listing = listing
        self._cells = cells
        self._parts = parts
        measures = Measures()
        self._asker = RowAsker(cells, parts, measures)
        self._forecast = RunForecast(cells, measures, self._asker.seconds_each)
        self._notices = RunNotices(self._update)
        self._one_by_one = RowWorkers(self._asker.ask, self._row_ended)
        self._as_batch = BatchExecutor(cells, parts, measures, self._notices.note)
        self._workers: Executor = self._one_by_one
        self._task: asyncio.Task[None] | None = None
        self._stopped_by: Problem | None = None
        self._refusals: list[ProblemKind] = []
        self.state = RunState.IDLE
        cells.changed = self._notices.note

    @property
    def run(self) -> PictureRun:
        return self._cells.run

    @property
    def totals(self) -> RunTotals:
        return self._forecast.totals()

    @property
    def batches(self) -> BatchStanding | None:
        """How the batches of the run stand; None where there are none."""
        return self._as_batch.standing

    @property
    def waiting(self) -> tuple[WaitingKind, ...]:
        return waiting_kinds(self._cells.held_back(), self._parts.settings().private_text != "insist")

    def cell(self, row: int, model: str = "") -> Cell:
        return self._cells.cell((row, model or self.run.plan.model))

    def cells(self) -> tuple[Cell, ...]:
        return self._cells.all()

    def listen(self, listener: Listener) -> Callable[[], None]:
        return self._notices.listen(listener)

    async def sample(self, count: int = 5) -> Sample | None:
        wanted = self._cells.planned()[:count]
        if wanted and self._task is None:
            self._begin(RunState.SAMPLING, wanted)
        if self._task is not None:
            await asyncio.wait([self._task])
        return self._forecast.sample()

    def start(self) -> None:
        if self._task is None:
            self._begin(RunState.RUNNING, self._cells.planned())

    async def pause(self) -> None:
        if self._task is not None:
            self._show(RunState.PAUSING)
            self._workers.stop()
            await asyncio.wait([self._task])

    def call_off_batches(self) -> None:
        """Has the endpoint end the batches of the run; what it has answered by then is taken in."""
        is_sending = self._task is not None and self._workers is self._as_batch
        if not self._cells.jobs and not is_sending:
            return
        self._as_batch.call_off()
        if self._task is None:
            self._begin(RunState.RUNNING, ())

    def ask_again(self, cells: tuple[CellId, ...]) -> None:
        again = [self._cells.cell(which) for which in cells]
        planned = [cell.planned() for cell in again if cell.state is not CellState.CLAIMED]
        self._cells.keep_later(*planned)
        ids = tuple(cell.id for cell in planned)
        if self._task is not None and self.state is RunState.RUNNING:
            self._workers.add(ids)
        self._keep_soon(planned)

    async def edit(self, cell: CellId, field: str, value: CellValue) -> None:
        await self._cells.keep(self._cells.cell(cell).with_value(field, value))

    async def decide(self, edits: RunEdits) -> None:
        await self.change(replace(self.run.plan, edits=edits))
        again = [cell.planned() for cell in self._cells.held_back()]
        await self._cells.keep(*again)
        if self.state is RunState.RUNNING:
            self._workers.add(cell.id for cell in again)

    async def change(self, plan: RunPlan) -> None:
        """Keeps another budget, rate or edits. What was asked already stays. Raises StorageError."""
        await self._cells.plan(plan, self.run.models)
        self._notices.note()

    async def add(self, files: Sequence[Path], progress: Callable[[int], None] = lambda _: None) -> int:
        """Adds pictures to the run, but for those that it has already, and asks them while it runs.

        Returns the number of new rows. Raises StorageError and ImageRejectedError.
        """
        listed = await self._parts.in_thread(self._listing.rows, files, progress)
        rows = rows_to_add(self.run.rows, listed)
        await self._cells.add(rows)
        if self._task is not None and self.state is RunState.RUNNING:
            new = {row.number for row in rows}
            self._workers.add(which for which in self._cells.planned() if which[0] in new)
        self._notices.note()
        return len(rows)

    async def look_at(self, row: int) -> AnnotatedImage:
        return await edited_row(self.run, row, self._parts)

    async def would_send(self, row: int) -> PreparedRequest:
        return await request_of_row(self.run, row, self._parts)

    async def close(self) -> None:
        if (task := self._task) is not None:
            self._workers.stop()
            await asyncio.wait([task], timeout=LAST_ANSWERS_S)
            self._workers.cancel()
            await asyncio.wait([task])
        with contextlib.suppress(StorageError):  # what could not be written before, once more
            await self._cells.write_rest()
        await self._cells.close()

    @property
    def lines(self) -> BatchRows:
        """The rows as lines of batch files, while nothing is being asked."""
        return BatchRows(self._cells, self._parts)

    def _begin(self, state: RunState, cells: tuple[CellId, ...]) -> None:
        self._stopped_by = None
        self._refusals.clear()
        self._asker.begin()
        is_batch = self.run.plan.as_batch and state is RunState.RUNNING
        self._workers = self._as_batch if is_batch or self._cells.jobs else self._one_by_one
        self._workers.add(cells)
        self._task = asyncio.get_running_loop().create_task(self._work(), name="run over pictures")
        self._show(state)

    async def _work(self) -> None:
        try:
            await self._cells.write_rest()
            await self._workers.work()
            await self._cells.write_rest()
        except StorageError as failed:
            self._stop(_unwritten(failed))
        except RunStoppedError as stopped:
            self._stop(stopped.problem)
        finally:
            self._task = None
            totals = self._cells.tally.totals(None, None)
            self._show(RunState.PAUSED if totals.planned or totals.claimed else RunState.FINISHED)
            self._notices.tell()

    def _row_ended(self, which: CellId, error: BaseException | None) -> None:
        """Takes note of a row that has ended, and pauses the run where every other row would meet the same."""
        if isinstance(error, RunStoppedError):
            self._stop(error.problem)
        elif isinstance(error, StorageError):
            self._stop(_unwritten(error))
        elif error is not None:
            log.error("a row of a run failed", exc_info=error)
            self._stop(Problem(ProblemKind.INTERNAL_ERROR))
        cell = self._cells.cell(which)
        if cell.state is CellState.REFUSED and cell.problem is not None:
            self._refusals = [kind for kind in self._refusals if kind is cell.problem.kind] + [cell.problem.kind]
            if len(self._refusals) >= REFUSED_IN_A_ROW:
                self._stop(cell.problem)
        elif cell.state is CellState.ANSWERED:
            self._refusals.clear()

    def _stop(self, problem: Problem) -> None:
        self._stopped_by = self._stopped_by or problem
        self._workers.stop()
        self._notices.note()

    def _show(self, state: RunState) -> None:
        self.state = state
        self._notices.note()

    def _update(self, cells: tuple[Cell, ...]) -> RunUpdate:
        return RunUpdate(cells, self.totals, self.state, self.waiting, self._stopped_by, self.batches)

    def _keep_soon(self, cells: list[Cell]) -> None:
        async def keep() -> None:
            known = self.run.models
            new = tuple(dict.fromkeys(cell.model for cell in cells if cell.model not in known))
            try:
                if new:
                    await self._cells.plan(self.run.plan, (*known, *new))
                await self._cells.write_rest()
            except StorageError as failed:
                self._stop(_unwritten(failed))

        self._keeping = asyncio.get_running_loop().create_task(keep(), name="cells of a run")


def _unwritten(failed: StorageError) -> Problem:
    return Problem(ProblemKind.RUN_NOT_WRITTEN, code=_CODES.get(failed.problem.kind, ""))


_CODES = {ProblemKind.STORE_FULL: DISK_FULL, ProblemKind.NO_SUCH_RUN: RUN_MOVED}
