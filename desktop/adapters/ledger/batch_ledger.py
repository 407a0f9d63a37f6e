"""Enters the rows of batches into the ledger: before the file that holds them is sent, and when each has ended."""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from desktop.core.errors import StorageError
from desktop.core.ledger.lines import RequestEnd, ended_line, row_id, row_line
from desktop.log import log

RunBlocking = Callable[..., Awaitable[Any]]


class LineStore(Protocol):
    """Where lines are kept."""

    def add_all(self, lines: Iterable[dict[str, Any]]) -> None:
        """Adds lines. Raises StorageError."""
        ...

    def time_now(self) -> str:
        """Returns the time in UTC, in ISO's form."""
        ...


class BatchLedger:
    """Fulfils `RowLedger` over the files of the ledger; `run_blocking` writes in a thread."""

    def __init__(self, files: LineStore, run_blocking: RunBlocking) -> None:
        self._files = files
        self._run_blocking = run_blocking

    async def begin(self, batch: str, rows: Sequence[tuple[int, str]]) -> None:
        """Enters rows that are about to leave, by their number, with the facts of their requests as JSON.

        Raises StorageError; some may have a line then.
        """
        await self._run_blocking(self._files.add_all, self._begun(batch, rows))

    async def end(self, batch: str, ends: Sequence[tuple[int, RequestEnd]]) -> None:
        """Enters the ends of rows. Where they cannot be entered, that is logged: the requests have left."""
        if not ends:
            return
        at = self._files.time_now()
        lines = [ended_line(row_id(batch, row), at, end) for row, end in ends]
        try:
            await self._run_blocking(self._files.add_all, lines)
        except StorageError as failed:
            log.error("the ends of a batch are not in the ledger: %s", failed.problem.detail)

    def _begun(self, batch: str, rows: Sequence[tuple[int, str]]) -> Iterator[dict[str, Any]]:
        at = self._files.time_now()
        for row, facts in rows:
            yield row_line(batch, row, at, json.loads(facts))
