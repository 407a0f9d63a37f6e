"""Takes the results of a batch in, in whatever order they come; what has none is planned again or not confirmed.

An answer of the wrong form is planned once more, to be repaired in another batch.
"""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.core.errors import EndpointRejectedError, ProblemKind, StorageError
from desktop.core.ledger.lines import RequestEnd
from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.measures import Measures
from desktop.core.many.run_settings import run_settings
from desktop.core.model_catalog import model_at
from desktop.core.provider_capabilities import capabilities_of
from desktop.core.settings.endpoint import host_of
from desktop.core.usage.spending_limits import has_limit
from desktop.log import log
from desktop.services.many.batch.batch_rows import TAKEN_AT_ONCE, custom_id, taken_in
from desktop.services.many.batch.job_ledger import LOST, JobLedger, end_of_result, end_without_result
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import RunParts
from desktop.services.ports.batch import BatchResult, BatchService, RemoteBatch, RemoteState

GONE = 404
LOOKS = 2  # for a batch, before it is taken as gone, or as never created; chosen


class JobResults:
    """Takes in what batches bring."""

    def __init__(self, cells: RunCells, parts: RunParts, measures: Measures) -> None:
        self._cells = cells
        self._parts = parts
        self._measures = measures
        self._ledger = JobLedger(parts.ledger)
        self._misses: dict[str, int] = {}

    async def find(self, job: BatchJob, service: BatchService) -> RemoteBatch | None:
        """Returns a job's batch as it is now, or None where its endpoint does not know it, though it has batches.

        At the second time in a row, the job is ended: its cells are not confirmed. Raises AskanceError.
        """
        try:
            remote = await service.get(job.batch)
        except EndpointRejectedError as refused:
            if refused.problem.status != GONE:
                raise
            await _check(service, job, refused)
            misses = self._misses[job.id] = self._misses.get(job.id, 0) + 1
            if misses >= LOOKS:
                await self.give_back(job, is_paid=True)
            return None
        self._misses.pop(job.id, None)
        return remote

    async def take(self, job: BatchJob, remote: RemoteBatch, service: BatchService) -> None:
        """Takes all results of a batch that has ended. Raises AskanceError; what was taken by then stays taken."""
        run = self._cells.run
        expected = {custom_id(run.id, (row.number, job.model)): row for row in job.rows}
        elsewhere, ended, taken = self._claimed_since(job), 0, _Taken()
        try:
            async for result in self._results(job, remote, service):
                row = expected.pop(result.custom_id, None)
                if row is None:
                    continue  # a line that came twice, or is none of ours
                ended += not result.is_unprocessed
                cell = self._cells.cell((row.number, job.model))
                if cell.state is not CellState.CLAIMED or cell.id in elsewhere:
                    continue  # it was taken in before
                cost_usd = self._measured(cell, result)
                after, counted_usd = self._cell_of(cell, result, row.expected_usd, cost_usd)
                end = end_of_result(result, remote.state, cost_usd)
                taken.add(after, counted_usd - row.expected_usd, end)
                if len(taken.cells) >= TAKEN_AT_ONCE:
                    taken = await self._kept(job, taken)
        finally:
            await self._kept(job, taken)
        is_paid = remote.state is not RemoteState.FAILED and not _all_are_here(job, remote, ended)
        await self.give_back(replace(job, outputs=remote.files), is_paid, end_without_result(remote.state, is_paid))

    async def give_back(self, job: BatchJob, is_paid: bool, end: RequestEnd = LOST) -> None:
        """Ends a job: cells that are still claimed are not confirmed, or planned where nothing can have been paid.

        `end` is what the ledger says of them.
        """
        left, not_spent_usd, elsewhere = list[Cell](), 0.0, self._claimed_since(job)
        for row in job.rows:
            cell = self._cells.cell((row.number, job.model))
            if cell.state is not CellState.CLAIMED or cell.id in elsewhere:
                continue
            if is_paid:
                left.append(replace(cell, state=CellState.NOT_CONFIRMED))
            else:
                left.append(cell.freed(row.expected_usd).planned_again())
                not_spent_usd += row.expected_usd
        job = await self._ledger.end_all(job, end, (cell.row for cell in left))
        await self._cells.keep_job(replace(job, stage=BatchStage.REMOVING), *left)
        self.correct(job, -not_spent_usd)

    def enter(self, job: BatchJob, usd: float) -> BatchJob:
        """Enters what is about to be spent into the account of the spending limits. Raises StorageError."""
        if not usd or not has_limit(self._parts.settings()):
            return job
        self._parts.enter_cost(usd, day := date.fromtimestamp(time.time()))
        return replace(job, entered_on=day.isoformat())

    def correct(self, job: BatchJob, usd: float) -> None:
        """Corrects the account, on the day on which the job was entered. A failure is logged: the answers count."""
        try:
            if not job.entered_on and usd > 0.0:
                self.enter(job, usd)
            elif job.entered_on and usd and has_limit(self._parts.settings()):
                self._parts.enter_cost(usd, date.fromisoformat(job.entered_on))
        except StorageError as failed:
            log.error("the account of spending was not corrected: %s", failed.problem.detail)

    def _claimed_since(self, job: BatchJob) -> frozenset[CellId]:
        """Returns the cells that newer jobs have claimed: those that this one gave back before it could be ended."""
        jobs = self._cells.jobs
        newer = jobs[next((at for at, other in enumerate(jobs) if other.id == job.id), len(jobs)) + 1 :]
        claiming = (BatchStage.CREATING, BatchStage.WORKING)
        return frozenset(which for other in newer if other.stage in claiming for which in other.cells)

    async def _results(self, job: BatchJob, remote: RemoteBatch, service: BatchService) -> AsyncIterator[BatchResult]:
        host = host_of(self._cells.run.plan.endpoint)
        for file_id in remote.files:
            try:
                async for line in service.lines(file_id):
                    result = self._parts.read_line(line, host, job.model) if line.strip() else None
                    if result is not None:
                        yield result
            except EndpointRejectedError as refused:
                if refused.problem.status != GONE:
                    raise

    async def _kept(self, job: BatchJob, taken: "_Taken") -> "_Taken":
        """Keeps cells, then corrects the account for them, so that nothing is corrected twice. Raises StorageError.

        Their ends are entered before that: a kill in between has them entered once more, of which the first counts.
        """
        await self._ledger.end(job, ((cell.row, end) for cell, end in zip(taken.cells, taken.ends, strict=True)))
        await self._cells.keep(*taken.cells)
        self.correct(job, taken.correction_usd)
        return _Taken()

    def _measured(self, cell: Cell, result: BatchResult) -> float | None:
        """Counts what a result tells of rows to come. Returns what it has cost; None where nobody knows."""
        settings = run_settings(self._cells.run.plan, self._parts.settings(), cell.model, self._parts.locked())
        price, usage = model_at(settings.model, settings.host).price, result.usage
        if usage is None:
            return None
        whole = price.cost_usd(usage.input_tokens, usage.output_tokens, usage.cached_tokens) if price else None
        if not result.is_unprocessed:
            self._measures.count(usage, whole)
        return None if whole is None else whole * capabilities_of(settings.host).batch.price_share

    def _cell_of(
        self, cell: Cell, result: BatchResult, expected_usd: float, cost_usd: float | None
    ) -> tuple[Cell, float]:
        """Returns a cell with its result, and what it has cost; what it was expected to where nobody knows."""
        if result.is_unprocessed:
            return cell.freed(expected_usd).planned_again(), 0.0
        after = taken_in(cell, result, self._cells, expected_usd, cost_usd)
        if after.faults and not cell.faults:
            after = replace(after, state=CellState.PLANNED, problem=None)
        if cost_usd is None:
            cost_usd = 0.0 if after.state is CellState.REFUSED else expected_usd
        return after, cost_usd


def _all_are_here(job: BatchJob, remote: RemoteBatch, ended: int) -> bool:
    """Returns True for a batch that was ended early, if results have come of all requests that its endpoint got to.

    `ended` counts those results: a line that says that its request was not looked at stands for none of them.
    """
    was_ended = remote.state in (RemoteState.EXPIRED, RemoteState.CANCELLED)
    return was_ended and remote.total == len(job.rows) and ended >= remote.done


async def _check(service: BatchService, job: BatchJob, refused: EndpointRejectedError) -> None:
    """Raises what a batch was refused with, where its endpoint knows no batches at all."""
    try:
        await service.check(job.model)
    except EndpointRejectedError as error:
        raise (refused if error.problem.kind is ProblemKind.BATCH_UNSUPPORTED else error) from None


@dataclass
class _Taken:
    """Cells that are written together, how their requests ended, and what the account is corrected by for them."""

    cells: list[Cell] = field(default_factory=list)
    ends: list[RequestEnd] = field(default_factory=list)
    correction_usd: float = 0.0

    def add(self, cell: Cell, correction_usd: float, end: RequestEnd) -> None:
        """Adds a cell, and how its request has ended."""
        self.cells.append(cell)
        self.ends.append(end)
        self.correction_usd += correction_usd
