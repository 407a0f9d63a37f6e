"""Sends a request, follows its answer to the end, and shows each state as a whole turn.

It does not know Qt: the window and the command line use the same function. A failed attempt is repeated by
`RetryRule`.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import AskanceError, EndpointRejectedError, IncompleteAnswerError, Problem, ProblemKind
from desktop.services.asking.retry_rule import RetryRule
from desktop.services.ports.provider import AnswerChunk, Provider

SHOW_EVERY_S = 0.033  # about a frame of 30 a second; chosen
AFTER_END_S = 2.0  # for the usage, which may follow the end of the text; chosen
FINISHED = {
    "length": ProblemKind.TOKEN_LIMIT_REACHED,
    "content_filter": ProblemKind.CONTENT_FILTERED,
    "error": ProblemKind.STREAM_ERROR,
}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The limits of a wait for the next chunk and of the whole answer, in seconds. Chosen; not measured."""

    first_token_s: float = 180.0
    stall_s: float = 120.0
    total_s: float = 1800.0


Show = Callable[[Turn], None]


class _AnswerSoFar:
    """The answer so far. Its first text is shown at once, later text within `SHOW_EVERY_S` and not more often."""

    def __init__(self, turn: Turn, asked: float, show: Show) -> None:
        self.turn = turn
        self._asked = asked
        self._show = show
        self._parts: list[str] = []
        self._planned: asyncio.TimerHandle | None = None
        self.usage: Usage | None = None
        self.finish: str | None = None

    @property
    def begun(self) -> bool:
        return bool(self._parts)

    def take(self, chunk: AnswerChunk) -> None:
        self.usage = chunk.usage or self.usage
        self.finish = self.finish or chunk.finish  # the reason comes before the empty chunk that ends the stream
        if not chunk.text:
            return
        self._parts.append(chunk.text)
        if len(self._parts) == 1:
            self.turn = self.turn.as_streaming("", time.monotonic() - self._asked)
            self.show()
        elif self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(SHOW_EVERY_S, self.show)

    def show(self) -> None:
        """Shows the text that has come and is not shown yet."""
        if self._planned is not None:
            self._planned.cancel()
            self._planned = None
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts[:] = [text]
        if text != self.turn.answer:
            self.turn = self.turn.as_streaming(text, self.turn.first_token_s)
            self._show(self.turn)


async def answer(
    provider: Provider,
    request: Request,
    key: str | None,
    turn: Turn,
    show: Show,
    timeouts: Timeouts = Timeouts(),
    retry_rule: RetryRule = RetryRule(),  # noqa: B008 (a frozen value)
) -> Turn:
    """Follows the answer to a request and returns its last turn. Cancelling closes the connection at once.

    An AskanceError is not raised: it becomes a failed turn with the text that has come.
    """
    asked = time.monotonic()
    for attempt in range(1, retry_rule.max_attempts + 1):
        received = _AnswerSoFar(turn, asked, show)
        try:
            await _listen(provider, request, key, received, timeouts)
            received.show()
            return received.turn.done(received.usage)
        except AskanceError as error:
            received.show()
            problem = error.problem
            wait = retry_rule.wait_s(problem, attempt, received.begun)
            if wait is None:
                return received.turn.failed(problem, received.usage)
        finally:
            received.show()  # the last text, too, when the user stops the answer
        await _count_down(turn, wait, problem, show)
    raise AssertionError("the last attempt returns")


async def _listen(
    provider: Provider, request: Request, key: str | None, received: _AnswerSoFar, timeouts: Timeouts
) -> None:
    """Reads one answer to its end into `received`. Raises AskanceError unless it ended well."""
    loop = asyncio.get_running_loop()
    host, start = received.turn.host, loop.time()
    kind, limit, rescheduled_at = ProblemKind.FIRST_TOKEN_TIMEOUT, timeouts.first_token_s, 0.0
    chunks = cast("AsyncGenerator[AnswerChunk]", provider.stream(request, key))
    try:
        async with aclosing(chunks), asyncio.timeout(limit) as watchdog:
            async for chunk in chunks:
                received.take(chunk)
                if received.finish is not None:  # only the usage may follow; some servers never close
                    watchdog.reschedule(loop.time() + AFTER_END_S)
                    continue
                if loop.time() > rescheduled_at or (received.begun and kind is ProblemKind.FIRST_TOKEN_TIMEOUT):
                    kind, limit = ProblemKind.FIRST_TOKEN_TIMEOUT, timeouts.first_token_s  # empty: a model that thinks
                    if received.begun:
                        kind, limit = ProblemKind.STREAM_STALLED, timeouts.stall_s
                    rescheduled_at = (
                        loop.time() + limit / 20
                    )  # not for each chunk: rescheduling takes longer than a chunk
                    if start + timeouts.total_s < rescheduled_at + limit:
                        kind, limit = ProblemKind.TOTAL_TIMEOUT, timeouts.total_s
                    watchdog.reschedule(min(rescheduled_at + limit, start + timeouts.total_s))
    except TimeoutError:
        if received.finish is None:
            raise IncompleteAnswerError(Problem(kind, host, seconds=limit)) from None
    except AskanceError:
        if received.finish is None or not received.begun:  # an error after a complete answer does not matter
            raise
    if received.finish in FINISHED:
        raise IncompleteAnswerError(Problem(FINISHED[received.finish], host))
    if received.finish is None:
        raise IncompleteAnswerError(Problem(ProblemKind.CUT_OFF, host))
    if not received.begun:
        raise EndpointRejectedError(Problem(ProblemKind.EMPTY_ANSWER, host))


async def _count_down(turn: Turn, wait: float, problem: Problem, show: Show) -> None:
    """Shows the seconds until the next attempt, once a second."""
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        show(turn.as_retrying(left, problem))
        await asyncio.sleep(min(left, 1.0))
    show(turn)
