"""A batch job: rows of one model that were handed to an endpoint together, in a file, to be answered within hours."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.many.cell import CellId


class BatchStage(StrEnum):
    """How far a job is. The values are stored.

    UPLOADING has asked for nothing yet, though its file may lie at the endpoint already. From CREATING on the cells are
    claimed: the batch may exist. WORKING has the id of its batch. REMOVING has all its answers, and files to delete.
    """

    UPLOADING = "uploading"
    CREATING = "creating"
    WORKING = "working"
    REMOVING = "removing"


@dataclass(frozen=True, slots=True)
class JobRow:
    """A row of a job, and what its request is expected to cost, in US dollars."""

    number: int
    expected_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One job. The endpoint gets its `id`, in the name of the file and with the batch, so that both can be found again.

    `file` and `batch` are the endpoint's own ids, empty while not known; `outputs` are those of its result files.
    `files_until` is the moment at which the endpoint drops the files by itself, in Unix seconds, 0 where it does not.
    `has_open_entries` is True if its rows stand in the ledger, and not the ends of all of them. `entered_on` is the day
    under which its cost stands in the account of spending, as 2026-12-31; empty where it was not entered.
    """

    id: str
    model: str
    rows: tuple[JobRow, ...]
    stage: BatchStage = BatchStage.UPLOADING
    file: str = ""
    batch: str = ""
    outputs: tuple[str, ...] = ()
    files_until: float = 0.0
    has_open_entries: bool = False
    entered_on: str = ""

    @property
    def cells(self) -> tuple[CellId, ...]:
        """The cells of its rows."""
        return tuple((row.number, self.model) for row in self.rows)

    @property
    def file_name(self) -> str:
        """The name of its file at the endpoint; it tells nothing of the pictures."""
        return f"askance-{self.id}.jsonl"

    @property
    def files(self) -> tuple[str, ...]:
        """The ids of the files that are known to lie at the endpoint."""
        return (*((self.file,) if self.file else ()), *self.outputs)
