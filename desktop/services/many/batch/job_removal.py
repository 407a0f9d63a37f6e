"""Deletes what a batch leaves at its endpoint, a few times; the rest is left for the next time."""

from dataclasses import replace

from desktop.core.errors import AskanceError, StorageError
from desktop.core.many.batch.batch_job import BatchJob
from desktop.log import log
from desktop.services.many.run_cells import RunCells
from desktop.services.ports.batch import BatchService

REMOVALS = 3  # tries to delete files before they are left for the next time; chosen


class JobRemoval:
    """Deletes the files of jobs."""

    def __init__(self, cells: RunCells) -> None:
        self._cells = cells
        self._tries: dict[str, int] = {}

    def begin(self) -> None:
        """Counts tries anew."""
        self._tries.clear()

    def count(self, job: BatchJob) -> None:
        """Counts a try."""
        self._tries[job.id] = self._tries.get(job.id, 0) + 1

    def until_next(self, job: BatchJob) -> float | None:
        """Returns the seconds until the next try, 0 where nobody says; None if there is none."""
        return None if self._tries.get(job.id, 0) >= REMOVALS else 0.0

    async def remove(self, job: BatchJob, service: BatchService) -> float | None:
        """Deletes the files of a job, all that let themselves be deleted. Returns `until_next`. Raises StorageError."""
        left = list[str]()
        for file_id in job.files:
            try:
                await service.delete(file_id)
            except StorageError:
                raise
            except AskanceError as error:
                log.info("a file of a batch was not deleted: %s", error.problem.kind)
                left.append(file_id)
        if not left:
            await self._cells.forget_job(job)
            return None
        await self._cells.keep_job(replace(job, file="", outputs=tuple(left)))
        return self.until_next(job)
