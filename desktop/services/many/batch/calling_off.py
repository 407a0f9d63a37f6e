"""Has an endpoint end batches that the user has called off."""

from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.many.batch.batch_job import BatchJob
from desktop.services.ports.batch import BatchService

_CANNOT = {400, 404, 405, 409, 422, 501}
"""The statuses of a service that cannot end a batch, or not this one any more."""


class CallingOff:
    """The user's word that batches shall end; true while it holds. Each is called off once."""

    def __init__(self) -> None:
        self._holds = False
        self._done = set[str]()

    def __bool__(self) -> bool:
        return self._holds

    def begin(self) -> None:
        """Holds from now on."""
        self._holds = True

    def end(self) -> None:
        """Holds no more."""
        self._holds = False
        self._done.clear()

    async def call(self, job: BatchJob, service: BatchService) -> Problem | None:
        """Calls a job's batch off, where that holds. Returns why its endpoint does not: it may have ended by itself.

        Raises AskanceError for what passes; it is called off at the next look then.
        """
        if not self._holds or job.id in self._done:
            return None
        try:
            await service.cancel(job.batch)
        except EndpointRejectedError as refused:
            if refused.problem.status not in _CANNOT:
                raise
            self._done.add(job.id)
            return Problem(ProblemKind.BATCH_NOT_CANCELLED, refused.problem.name, refused.problem.detail)
        self._done.add(job.id)
        return None
