"""Enters each request into the ledger: before it is sent, so that none is missing, and after it has ended.

A request that cannot be entered is not sent.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Protocol

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import StorageError
from desktop.core.ids import new_id
from desktop.core.ledger.lines import Outcome, RequestEnd, asked_line, ended_line
from desktop.core.model_catalog import model_at
from desktop.core.settings.endpoint import host_of
from desktop.log import log
from desktop.services.ports.provider import AnswerChunk

RunBlocking = Callable[..., Awaitable[Any]]


class KeepsLines(Protocol):
    """Where lines are kept."""

    def add(self, line: dict[str, Any]) -> None:
        """Adds a line. Raises StorageError."""
        ...

    def time_now(self) -> str:
        """Returns the time in UTC, in ISO's form."""
        ...


class OpenEntry:
    """A request that was entered and has not ended. As a context manager, it ends as its body ends."""

    def __init__(self, files: KeepsLines | None, run_blocking: RunBlocking, request: Request, request_id: str) -> None:
        """Without `files`, nothing is entered."""
        self._files = files
        self._run_blocking = run_blocking
        self._request = request
        self._id = request_id
        self._usage: Usage | None = None
        self._is_answered = False

    async def __aenter__(self) -> "OpenEntry":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None or self._is_answered:
            await self.end(Outcome.ANSWERED if self._is_answered else Outcome.BROKEN)
        else:
            is_given_up = isinstance(error, (asyncio.CancelledError, GeneratorExit))
            await self.end(Outcome.STOPPED if is_given_up else Outcome.BROKEN)

    def take(self, chunk: AnswerChunk) -> None:
        """Takes what a chunk of the answer says about the request."""
        self._usage = chunk.usage or self._usage
        self._is_answered |= chunk.finish is not None

    async def end(self, outcome: Outcome, status: int = 0) -> None:
        """Enters the end, once. Where it cannot be entered, that is logged: the request has left."""
        files, self._files = self._files, None
        if files is None:
            return
        price = model_at(self._request.model, host_of(self._request.endpoint)).price
        usage, cost = self._usage, None
        if usage is not None and price is not None:
            cost = price.cost_usd(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
        line = ended_line(self._id, files.time_now(), RequestEnd(outcome, status, usage, cost))
        try:
            await asyncio.shield(asyncio.ensure_future(self._run_blocking(files.add, line)))
        except StorageError as failed:
            log.error("the end of a request is not in the ledger: %s", failed.problem.detail)


class KeepsLedger(Protocol):
    """Enters requests where that is wanted."""

    async def begin(self, request: Request) -> OpenEntry:
        """Enters a request that is about to be sent. Raises StorageError."""
        ...


class RequestLedger:
    """The ledger over its files. `is_kept` is asked at each request; `run_blocking` writes in a thread."""

    def __init__(self, files: KeepsLines, is_kept: Callable[[], bool], run_blocking: RunBlocking) -> None:
        self._files = files
        self._is_kept = is_kept
        self._run_blocking = run_blocking

    async def begin(self, request: Request) -> OpenEntry:
        """Enters a request that is about to be sent, where a ledger is kept. Raises StorageError."""
        if not self._is_kept():
            return OpenEntry(None, self._run_blocking, request, "")
        request_id = new_id()
        await self._run_blocking(self._files.add, asked_line(request_id, self._files.time_now(), request))
        return OpenEntry(self._files, self._run_blocking, request, request_id)


async def _here(call: Callable[..., Any], *args: Any) -> Any:
    return call(*args)


class NoLedger:
    """Enters nothing."""

    async def begin(self, request: Request) -> OpenEntry:
        """Returns an entry that enters nothing."""
        return OpenEntry(None, _here, request, "")


NO_LEDGER = NoLedger()
