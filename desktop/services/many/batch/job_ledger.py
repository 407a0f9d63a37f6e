"""The rows of jobs in the ledger: what has become of each, as a line says it."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.core.errors import (
    AskanceError,
    EndpointRejectedError,
    EndpointUnreachableError,
    Problem,
    ProblemKind,
    StorageError,
)
from desktop.core.ledger.forwarded import may_have_arrived
from desktop.core.ledger.lines import Outcome, RequestEnd
from desktop.core.many.batch.batch_job import BatchJob
from desktop.services.many.run_parts import RunStoppedError
from desktop.services.ports.batch import BatchResult, RemoteState, RowLedger

_WHOLE = {
    *(ProblemKind.TOKEN_LIMIT_REACHED, ProblemKind.CONTENT_FILTERED),
    *(ProblemKind.TOOL_WANTED, ProblemKind.EMPTY_ANSWER),
}
"""Problems of answers that came to their own end."""
_UNPROCESSED = {RemoteState.EXPIRED: Outcome.EXPIRED, RemoteState.CANCELLED: Outcome.CANCELLED}


class JobLedger:
    """Enters the rows of a job before its file leaves, and their ends, once each."""

    def __init__(self, ledger: RowLedger) -> None:
        self._ledger = ledger

    async def begin(self, job: BatchJob, facts: list[tuple[int, str]]) -> None:
        """Enters all rows of a job, which is kept as one with entries by then: some may stand there after a kill.

        Raises RunStoppedError: nothing may leave then.
        """
        try:
            await self._ledger.begin(job.id, facts)
        except StorageError as failed:
            raise RunStoppedError(failed.problem) from None

    async def end(self, job: BatchJob, ends: Iterable[tuple[int, RequestEnd]]) -> None:
        """Enters the ends of rows, if they have been entered."""
        if job.has_open_entries:
            await self._ledger.end(job.id, tuple(ends))

    async def end_all(self, job: BatchJob, end: RequestEnd, rows: Iterable[int] | None = None) -> BatchJob:
        """Enters the same end for all rows, or those in `rows`, which are the last. Returns the job as it is then."""
        numbers = (row.number for row in job.rows) if rows is None else rows
        await self.end(job, ((number, end) for number in numbers))
        return replace(job, has_open_entries=False)


def end_of_result(result: BatchResult, state: RemoteState, cost_usd: float | None) -> RequestEnd:
    """Returns the end of a row with a result, from a batch that has ended in such a state."""
    problem = result.problem
    if result.is_unprocessed:
        return RequestEnd(_UNPROCESSED.get(state, Outcome.REFUSED))
    if problem is None or problem.kind in _WHOLE:
        return RequestEnd(Outcome.ANSWERED, 0, result.usage, cost_usd)
    if problem.status >= 400 and not result.text:
        return RequestEnd(Outcome.REFUSED, problem.status)
    return RequestEnd(Outcome.BROKEN, problem.status, result.usage, cost_usd)


def end_without_result(state: RemoteState, is_paid: bool) -> RequestEnd:
    """Returns the end of the rows that a batch in such a state has no result of, though they are perhaps paid."""
    return LOST if is_paid else RequestEnd(_UNPROCESSED.get(state, Outcome.REFUSED))


def end_of_failure(error: AskanceError) -> RequestEnd:
    """Returns the end of the rows of an upload that has failed."""
    problem: Problem = error.problem
    if isinstance(error, EndpointRejectedError):
        return RequestEnd(Outcome.REFUSED, problem.status)
    is_unsent = isinstance(error, EndpointUnreachableError) and not may_have_arrived(problem)
    return RequestEnd(Outcome.NOT_SENT if is_unsent else Outcome.BROKEN)


GIVEN_UP = RequestEnd(Outcome.STOPPED)
"""The end of rows whose file has perhaps left, and was never asked about."""
LOST = RequestEnd(Outcome.BROKEN)
"""The end of rows of which nobody can tell any more what has become of them."""
