"""How the batches of a run stand, for those who wait for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.core.many.run import PictureRun
from desktop.core.settings.endpoint import host_of


@dataclass(frozen=True, slots=True)
class BatchStanding:
    """What lies at an endpoint.

    `sent` of `size` bytes of an upload have left, 0 of 0 where none is on its way. `rows` are being answered, of which
    `done` have come to an end there. `files` lie there, at most until `files_until` in Unix seconds (0: until they are
    deleted).
    """

    host: str
    sent: int
    size: int
    rows: int
    done: int
    files: int
    files_until: float


def standing_of(run: PictureRun, jobs: Sequence[BatchJob], sent: tuple[int, int], done: int) -> BatchStanding | None:
    """Returns the standing of a run; None where nothing lies at its endpoint and nothing is on its way there."""
    if not jobs and not sent[1]:
        return None
    working = [job for job in jobs if job.stage in (BatchStage.CREATING, BatchStage.WORKING)]
    untils = [job.files_until for job in jobs if job.files]
    return BatchStanding(
        host_of(run.plan.endpoint),
        *sent,
        sum(len(job.rows) for job in working),
        done,
        sum(max(1, len(job.files)) for job in jobs),
        max(untils) if untils and all(untils) else 0.0,
    )
