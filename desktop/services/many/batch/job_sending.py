"""Hands a job over to its endpoint: the file, then the batch, exactly once."""

import time
from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import (
    AskanceError,
    EndpointRejectedError,
    EndpointUnreachableError,
    Problem,
    ProblemKind,
    StorageError,
)
from desktop.core.ids import new_id
from desktop.core.ledger.forwarded import may_have_arrived
from desktop.core.ledger.lines import Outcome, RequestEnd
from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.core.provider_capabilities import BatchRules
from desktop.services.asking.answering.retry_rule import TRANSIENT_KINDS
from desktop.services.many.batch.job_ledger import GIVEN_UP, JobLedger, end_of_failure
from desktop.services.many.batch.job_results import LOOKS, JobResults
from desktop.services.many.batch.job_writing import WrittenLines
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import EditsChangedError, RunParts, RunStoppedError
from desktop.services.ports.batch import BatchService

PASSING = {
    *TRANSIENT_KINDS,
    *(ProblemKind.CUT_OFF, ProblemKind.STREAM_STALLED, ProblemKind.MALFORMED_RESPONSE, ProblemKind.UNKNOWN_HOST),
}
"""Problems that a batch outlives: this computer was offline, or the endpoint was busy."""
_UNLISTED = {404, 405, 501}
_TIMED_OUT = 408


class JobSender:
    """Uploads files and creates batches. Every step is written before it is taken."""

    def __init__(self, cells: RunCells, results: JobResults, parts: RunParts) -> None:
        self._cells = cells
        self._settings = parts.settings
        self._results = results
        self._ledger = JobLedger(parts.ledger)
        self._looks: dict[str, int] = {}
        self._untold: Problem | None = None

    async def send(
        self,
        written: WrittenLines,
        service: BatchService,
        rules: BatchRules,
        is_current: Callable[[], bool],
        progress: Callable[[int], None],
    ) -> None:
        """Uploads lines, which are in the ledger by then, and has them answered.

        Raises AskanceError, RunStoppedError where the ledger or the account of spending cannot be written, and
        EditsChangedError unless the lines are what `is_current`.
        """
        await service.check(written.model)
        job = BatchJob(new_id(), written.model, tuple(sorted(written.rows, key=lambda row: row.number)))
        await self._cells.keep_job(job)
        if not is_current():
            raise EditsChangedError
        job = await self._entered(job, written.facts)
        file = await self._uploaded(job, written, service, progress)
        until = time.time() + rules.files_lie_s if rules.files_lie_s else 0.0
        job = replace(job, file=file, files_until=until)
        if not is_current():
            await self._cells.keep_job(job)
            raise EditsChangedError
        await self._create(await self._claimed(job, written.expected_usd), service)

    def take_untold(self) -> Problem | None:
        """Returns, once, what is to be told when nothing is waited for: a file that may lie at the endpoint."""
        problem, self._untold = self._untold, None
        return problem

    async def find_or_create(self, job: BatchJob, service: BatchService, may_create: bool = True) -> None:
        """Goes on with a job whose batch was perhaps created: finds it, or creates it once it is surely not there.

        One that is called off is given back instead. So is one that left without a ledger, where one is kept by now:
        its rows go again, and are entered.
        """
        try:
            found = await service.find(job)
        except EndpointRejectedError as refused:
            if refused.problem.status not in _UNLISTED:
                raise
            await self._results.give_back(job, is_paid=True)  # nobody can tell
            return
        if found is not None:
            await self._cells.keep_job(replace(job, batch=found.id, stage=BatchStage.WORKING))
            return
        looks = self._looks[job.id] = self._looks.get(job.id, 0) + 1
        if looks < LOOKS:
            return
        if not may_create or (self._settings().ledger and not job.has_open_entries):
            await self._results.give_back(job, is_paid=False, end=GIVEN_UP)
            return
        await self._create(job, service)

    async def abandon(self, job: BatchJob, service: BatchService) -> None:
        """Ends a job of which nothing was asked; what was uploaded for it is deleted, where it can be found."""
        files = (job.file,) if job.file else await self._files_of(job, service)
        job = await self._ledger.end_all(job, GIVEN_UP)
        await self._cells.keep_job(replace(job, file="", outputs=files, stage=BatchStage.REMOVING))

    async def _files_of(self, job: BatchJob, service: BatchService) -> tuple[str, ...]:
        try:
            return await service.files_of(job)
        except EndpointRejectedError as refused:
            if refused.problem.status not in _UNLISTED:
                raise
            self._untold = Problem(ProblemKind.BATCH_FILE_UNLISTED, refused.problem.name, job.file_name)
            return ()

    async def _entered(self, job: BatchJob, facts: list[tuple[int, str]]) -> BatchJob:
        """Notes that the rows of a job are entered into the ledger, where one is kept, and enters them.

        In this order: whatever comes between, none is left there without an end. Raises RunStoppedError.
        """
        if not facts:
            return job
        job = replace(job, has_open_entries=True)
        await self._cells.keep_job(job)
        await self._ledger.begin(job, facts)
        return job

    async def _uploaded(
        self, job: BatchJob, written: WrittenLines, service: BatchService, progress: Callable[[int], None]
    ) -> str:
        """Uploads the file of a job. Returns its id. Raises AskanceError."""
        try:
            return await service.upload(job, written.spool.opened(), written.spool.size, progress)
        except AskanceError as error:
            await self._cells.keep_job(await self._ledger.end_all(job, end_of_failure(error)))
            raise

    async def _claimed(self, job: BatchJob, expected_usd: float) -> BatchJob:
        """Enters what a job will cost, and claims its rows. Raises RunStoppedError and StorageError."""
        try:
            job = self._results.enter(job, expected_usd)
        except StorageError as failed:
            await self._cells.keep_job(job)  # nothing was asked: its file is deleted at the next start
            raise RunStoppedError(failed.problem) from None
        claims = (self._cells.cell((row.number, job.model)).claimed_in_batch(row.expected_usd) for row in job.rows)
        creating = replace(job, stage=BatchStage.CREATING)
        try:
            await self._cells.keep_job(creating, *claims)
        except StorageError:
            self._results.correct(job, -expected_usd)
            raise
        return creating

    async def _create(self, job: BatchJob, service: BatchService) -> None:
        """Creates the batch. After a failure that leaves it open whether it was, the job stays as it is."""
        try:
            remote = await service.create(job)
        except (EndpointRejectedError, EndpointUnreachableError) as error:
            if not may_have_happened(error):
                is_refused = isinstance(error, EndpointRejectedError)
                end = RequestEnd(Outcome.REFUSED, error.problem.status) if is_refused else GIVEN_UP
                await self._results.give_back(job, is_paid=False, end=end)
            raise
        await self._cells.keep_job(replace(job, batch=remote.id, stage=BatchStage.WORKING))


def may_have_happened(error: AskanceError) -> bool:
    """Returns True if a request that failed so may have done its work all the same."""
    if isinstance(error, EndpointUnreachableError):
        return may_have_arrived(error.problem)
    is_refusal = isinstance(error, EndpointRejectedError) and 300 <= error.problem.status < 500
    return not is_refusal or error.problem.status == _TIMED_OUT
