"""Requests and results as lines of files, as batch services and offline engines take and give them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO, Protocol

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import Problem
from desktop.core.ledger.lines import RequestEnd
from desktop.core.many.batch.batch_job import BatchJob


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of one request. `problem` is why there is no whole answer; `text` is what came all the same.

    `is_unprocessed` means that the batch ended before this request was looked at, which costs nothing.
    """

    custom_id: str
    text: str = ""
    usage: Usage | None = None
    problem: Problem | None = None
    is_unprocessed: bool = False


WriteLine = Callable[[str, Request], bytes]
"""Returns the line of a request under an id of ours, with its end of line."""
ReadLine = Callable[[bytes, str, str], BatchResult | None]
"""Returns the result in a line of an answer file, of a host and a model, or None for a line that is none."""


class RemoteState(Enum):
    """What has become of a batch at its endpoint. Of an EXPIRED or CANCELLED one, some requests may be answered."""

    WORKING = auto()
    DONE = auto()
    FAILED = auto()
    EXPIRED = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class RemoteBatch:
    """A batch as its endpoint describes it. `files` are those with results, in any order; `problem` is why it failed.

    `done` of `total` requests have come to an end. `wait_s` is when to ask again, 0 where the endpoint does not say.
    """

    id: str
    state: RemoteState = RemoteState.WORKING
    files: tuple[str, ...] = ()
    problem: Problem | None = None
    done: int = 0
    total: int = 0
    wait_s: float = 0.0


class BatchService(Protocol):
    """The batches of one endpoint. Everything raises AskanceError."""

    async def check(self, model: str) -> None:
        """Raises EndpointRejectedError where the endpoint has no batches."""
        ...

    async def upload(self, job: BatchJob, lines: BinaryIO, size: int, progress: Callable[[int], None]) -> str:
        """Sends a job's lines as a file. Returns its id. `progress` receives the bytes that were read so far."""
        ...

    async def files_of(self, job: BatchJob) -> tuple[str, ...]:
        """Returns the ids of the files that were uploaded for a job, for one whose upload was cut short."""
        ...

    async def create(self, job: BatchJob) -> RemoteBatch:
        """Has the job's file answered."""
        ...

    async def find(self, job: BatchJob) -> RemoteBatch | None:
        """Returns the batch that was created for a job, or None if there is none."""
        ...

    async def get(self, batch_id: str) -> RemoteBatch:
        """Returns a batch as it is now."""
        ...

    async def cancel(self, batch_id: str) -> None:
        """Has a batch ended, which takes a while; what was answered by then can be fetched."""
        ...

    def lines(self, file_id: str) -> AsyncIterator[bytes]:
        """Yields the lines of a result file as they come."""
        ...

    async def delete(self, file_id: str) -> None:
        """Deletes a file; one that is gone already is fine."""
        ...


FindBatches = Callable[[str, str | None], Awaitable[BatchService]]
"""Returns the batches of an endpoint, with a key. Raises AskanceError, also where a policy forbids the endpoint."""


class RowLedger(Protocol):
    """The ledger of requests, in which each row of a batch has its lines."""

    async def begin(self, batch: str, rows: Sequence[tuple[int, str]]) -> None:
        """Enters rows that are about to leave, by their number, with the facts of their requests as JSON.

        Raises StorageError; some may have a line then.
        """
        ...

    async def end(self, batch: str, ends: Sequence[tuple[int, RequestEnd]]) -> None:
        """Enters the ends of rows; where that fails, the ledger is left without them."""
        ...


class LineSpool(Protocol):
    """Lines on the disk that are to be uploaded; closing it deletes them."""

    size: int
    count: int

    def add(self, line: bytes) -> None:
        """Writes a line. Raises StorageError."""
        ...

    def opened(self) -> BinaryIO:
        """Returns the file, at its beginning."""
        ...

    def close(self) -> None: ...
