"""Has rows answered as a batch: it fulfils `Executor`. What it waits for is kept, so the program may end meanwhile."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from desktop.core.errors import AskanceError, Problem, ProblemKind, StorageError
from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.core.many.batch.batch_standing import BatchStanding, standing_of
from desktop.core.many.cell import CellId, CellState
from desktop.core.many.measures import Measures
from desktop.core.provider_capabilities import BatchRules, capabilities_of
from desktop.core.settings.endpoint import host_of
from desktop.log import log
from desktop.services.many.batch.calling_off import CallingOff
from desktop.services.many.batch.job_removal import JobRemoval
from desktop.services.many.batch.job_repairs import JobRepairs
from desktop.services.many.batch.job_results import JobResults
from desktop.services.many.batch.job_sending import PASSING, JobSender
from desktop.services.many.batch.job_writing import JobWriter
from desktop.services.many.batch.polling import Polling
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import STOPPING, EditsChangedError, RunParts, RunStoppedError
from desktop.services.ports.batch import BatchService, RemoteState

QUEUE_FULL = "token_limit_exceeded"  # why a batch fails that asks for more at once than its endpoint keeps waiting


@dataclass
class _Underway:
    """What is not written: the bytes of the upload on its way, and requests that have come to an end."""

    sent: int = 0
    size: int = 0
    done: int = 0


class BatchExecutor:
    """The batches of one run. `note` is called when their standing has changed."""

    def __init__(self, cells: RunCells, parts: RunParts, measures: Measures, note: Callable[[], None]) -> None:
        self._cells = cells
        self._parts = parts
        self._writer, self._results = JobWriter(cells, parts, measures), JobResults(cells, parts, measures)
        self._sender = JobSender(cells, self._results, parts)
        self._note = note
        self._waiting: deque[CellId] = deque()
        self._stopping = asyncio.Event()
        self._inner: asyncio.Task[None] | None = None
        self._progress = _Underway()
        self._most_lines: int | None = None
        self._woken = asyncio.Event()
        self._polling = Polling(*parts.poll_s, self._woken)
        self._removal = JobRemoval(cells)
        self._repairs = JobRepairs(cells)
        self._calling_off = CallingOff()
        self._given_up: Problem | None = None

    def add(self, rows: Iterable[CellId]) -> None:
        """Adds rows at the end; while batches are called off, they stay planned."""
        if self._calling_off:
            return
        known = set(self._waiting)
        self._waiting += [row for row in rows if row not in known]

    async def work(self) -> None:
        """Sends what is planned and takes answers in, until nothing is left or it is stopped.

        Raises RunStoppedError and StorageError.
        """
        if not self._cells.run.is_kept:  # it would forget what it has paid for
            raise RunStoppedError(Problem(ProblemKind.RUN_NOT_SAVED))
        self._stopping.clear()
        self._woken.clear()
        self._removal.begin()
        self._polling.begin()
        self._given_up = None
        self._inner = asyncio.get_running_loop().create_task(self._work(), name="batches of a run")
        await asyncio.wait([self._inner])
        self._waiting.clear()
        self._calling_off.end()
        with contextlib.suppress(asyncio.CancelledError):
            self._inner.result()

    def stop(self) -> None:
        """Sends nothing more and looks for no answers; what the endpoint has, it goes on with."""
        self._stopping.set()
        self._woken.set()

    def call_off(self) -> None:
        """Sends nothing more and has the endpoint end its batches; what it has answered by then is taken in."""
        self._waiting.clear()
        self._calling_off.begin()
        self._polling.begin()
        self._woken.set()

    def cancel(self) -> None:
        """Ends what is on its way, too."""
        self.stop()
        if self._inner is not None:
            self._inner.cancel()

    @property
    def standing(self) -> BatchStanding | None:
        """How the batches stand; None where there are none."""
        now = self._progress
        return standing_of(self._cells.run, self._cells.jobs, (now.sent, now.size), now.done)

    async def _work(self) -> None:
        while not self._stopping.is_set():
            if self._calling_off:
                self._waiting.clear()  # what was being written when they were called off is put back
            sent = bool(self._waiting) and await self._outlived(self._send_next)
            self._progress.done = 0
            jobs = sorted(self._cells.jobs, key=lambda job: job.stage is BatchStage.UPLOADING)  # may fail: the last
            waits = [await self._stepped(job) for job in jobs]
            self._note()
            if sent and self._waiting:
                continue
            if all(wait is None for wait in waits) and not self._waiting:
                break  # what is left are files that could not be deleted; they are tried again next time
            asked_for = [wait for wait in waits if wait]
            await self._polling.wait(min(asked_for) if asked_for else None)
            if not self._stopping.is_set():
                self._woken.clear()
        if (problem := self._given_up or self._sender.take_untold()) is not None:
            raise RunStoppedError(problem)

    async def _stepped(self, job: BatchJob) -> float | None:
        """Takes the next step of a job. Returns the seconds to wait for it, 0 where nobody says, None if it is over."""
        waits = list[float | None]()

        async def step() -> None:
            waits.append(await self._step(job, await self._parts.batches_of(self._cells.run.plan)))

        if job.stage is BatchStage.REMOVING:
            self._removal.count(job)
        await self._outlived(step)
        return waits[0] if waits else self._removal.until_next(job)

    async def _step(self, job: BatchJob, service: BatchService) -> float | None:
        if job.stage is BatchStage.UPLOADING:
            await self._sender.abandon(job, service)
            return await self._removal.remove(self._cells.job(job.id), service)
        if job.stage is BatchStage.CREATING:
            await self._sender.find_or_create(job, service, may_create=not self._calling_off)
            job = self._cells.job(job.id)
            self.add(which for which in job.cells if self._cells.cell(which).state is CellState.PLANNED)
        elif job.stage is BatchStage.REMOVING:
            return await self._removal.remove(job, service)
        return await self._look_at(job, service) if job.stage is BatchStage.WORKING else 0.0

    async def _look_at(self, job: BatchJob, service: BatchService) -> float | None:
        refused = await self._calling_off.call(job, service)
        if (remote := await self._results.find(job, service)) is None:
            return 0.0
        self._progress.done += remote.done
        if remote.state is RemoteState.WORKING:
            if refused is not None:
                self._give_up(refused)
                self.stop()
            return remote.wait_s
        self._repairs.begin(job)
        await self._results.take(job, remote, service)
        await self._removal.remove(self._cells.job(job.id), service)
        repairs, not_reached = self._repairs.planned_of(job)
        host = host_of(self._cells.run.plan.endpoint)
        if remote.state is RemoteState.FAILED:
            self._after_failure(job, remote.problem or Problem(ProblemKind.BATCH_FAILED, host))
        elif not_reached and not self._calling_off:
            self._give_up(Problem(ProblemKind.BATCH_EXPIRED, host))
        elif self._given_up is None:
            self.add(repairs)
        return 0.0 if any(other.id == job.id for other in self._cells.jobs) else None

    def _after_failure(self, job: BatchJob, problem: Problem) -> None:
        """Sends half as much at once where there was too much; gives up after any other failure."""
        if problem.code != QUEUE_FULL or len(job.rows) < 2 or self._calling_off:
            self._give_up(problem)
            return
        self._most_lines = len(job.rows) // 2
        self.add(job.cells)

    def _give_up(self, problem: Problem) -> None:
        """Sends nothing more. What the endpoint has is still waited for, before the run pauses for this reason."""
        self._waiting.clear()
        self._given_up = self._given_up or problem

    async def _send_next(self) -> None:
        """Writes the next file, and sends it."""
        service, rules, basis = await self._parts.batches_of(self._cells.run.plan), self._rules(), self._basis()
        written = await self._writer.write(self._waiting, rules, self._may_send)
        self._progress = _Underway(0, written.spool.size)
        try:
            if written.rows and self._may_send():
                await self._sender.send(written, service, rules, lambda: self._basis() == basis, self._show_sent)
                self._polling.begin()
        except (AskanceError, EditsChangedError) as error:
            rows = [(row.number, written.model) for row in reversed(written.rows) if not self._calling_off]
            self._waiting.extendleft(row for row in rows if self._cells.cell(row).state is CellState.PLANNED)
            if not isinstance(error, EditsChangedError):
                raise
        finally:
            written.spool.close()
            self._progress = _Underway()
        if written.stopped_by is not None:
            self._give_up(written.stopped_by)

    def _may_send(self) -> bool:
        return not self._stopping.is_set() and not self._calling_off

    def _basis(self) -> object:
        """What lines are written by: once it changes, those that have not left are written anew."""
        settings = self._parts.settings()
        return self._cells.run.plan.edits, settings.private_text, settings.ledger, bool(self._calling_off)

    def _show_sent(self, count: int) -> None:
        self._progress.sent = count
        self._note()

    def _rules(self) -> BatchRules:
        rules = capabilities_of(host_of(self._cells.run.plan.endpoint)).batch
        return rules if self._most_lines is None else rules.with_most_lines(self._most_lines)

    async def _outlived(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Takes a step. Returns False after a problem that passes, or that is told when the endpoint has answered.

        Raises RunStoppedError where nothing is waited for, and StorageError.
        """
        try:
            await step()
        except StorageError:
            raise
        except (AskanceError, RunStoppedError) as error:
            stages = {job.stage for job in self._cells.jobs}
            is_awaited = bool(stages & {BatchStage.CREATING, BatchStage.WORKING})
            log.info("a step of a batch failed: %s", error.problem.kind)
            if is_awaited and error.problem.kind in PASSING:
                return False
            if stages == {BatchStage.REMOVING} and not self._waiting:
                return False
            if not is_awaited or error.problem.kind in STOPPING:
                raise RunStoppedError(error.problem) from None
            self._give_up(error.problem)
            return False
        return True
