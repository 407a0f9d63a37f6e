"""One question to its end: tries, waits, listens, and says how it stands in whole turns.

No Qt here: the window and the command line ask through the same function. The rules of trying again: only before the
first word, only for what passes by itself (a rate limit, a fault of the server, a connection that was never made),
never for what was sent and may be answered (and billed) already.
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
from desktop.services.ports.provider import AnswerChunk, Provider

SHOW_EVERY_S = 0.033
AFTER_END_S = 2.0
TRANSIENT_KINDS = {
    ProblemKind.RATE_LIMIT,
    ProblemKind.SERVER_FAULT,
    ProblemKind.CONNECTION_FAILED,
    ProblemKind.CONNECT_TIMEOUT,
}
RETRIED_STATUS = {429, 500, 502, 503, 504, 0}
FINISHED = {
    "length": ProblemKind.TOKEN_LIMIT_REACHED,
    "content_filter": ProblemKind.CONTENT_FILTERED,
    "error": ProblemKind.STREAM_ERROR,
}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long is waited, in seconds, and how often a passing refusal is tried again."""

    first_token_s: float = 180.0
    stall_s: float = 120.0
    total_s: float = 1800.0
    max_attempts: int = 4
    longest_wait_s: float = 60.0


Show = Callable[[Turn], None]


class _Heard:
    """The answer so far. Shows it at once when it begins, then at most every `SHOW_EVERY_S`, and never late."""

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

    def take(self, piece: AnswerChunk) -> None:
        self.usage = piece.usage or self.usage
        self.finish = self.finish or piece.finish  # the mark of the end comes after the reason
        if not piece.text:
            return
        self._parts.append(piece.text)
        if len(self._parts) == 1:
            self.turn = self.turn.as_streaming("", time.monotonic() - self._asked)
            self.show()
        elif self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(SHOW_EVERY_S, self.show)

    def show(self) -> None:
        """Show all that was heard."""
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
    provider: Provider, request: Request, key: str | None, turn: Turn, show: Show, timeouts: Timeouts | None = None
) -> Turn:
    """Ask, and show how it goes; the last turn is returned. Cancelling it closes the connection at once.

    Never raises an AskanceError: it becomes a FAILED turn that keeps what was heard.
    """
    timeouts = timeouts or Timeouts()
    asked = time.monotonic()
    for attempt in range(1, timeouts.max_attempts + 1):
        received = _Heard(turn, asked, show)
        try:
            await _listen(provider, request, key, received, timeouts)
            received.show()
            return received.turn.done(received.usage)
        except AskanceError as error:
            received.show()
            problem = error.problem
            wait = None if received.begun else _wait_s(problem, attempt, timeouts)
            if wait is None:
                return received.turn.failed(problem, received.usage)
        finally:
            received.show()  # when the user stops it, this hands on the last words
        await _count_down(turn, wait, problem, show)
    raise AssertionError("the last try returns")


async def _listen(provider: Provider, request: Request, key: str | None, received: _Heard, timeouts: Timeouts) -> None:
    """Hear one answer to its end. Raises AskanceError when it does not come to a good one."""
    loop = asyncio.get_running_loop()
    host, start = received.turn.host, loop.time()
    kind, limit, wound_at = ProblemKind.FIRST_TOKEN_TIMEOUT, timeouts.first_token_s, 0.0
    pieces = cast("AsyncGenerator[AnswerChunk]", provider.stream(request, key))
    try:
        async with aclosing(pieces), asyncio.timeout(limit) as watchdog:
            async for piece in pieces:
                received.take(piece)
                if received.finish is not None:  # only the usage may still come; some servers never close
                    watchdog.reschedule(loop.time() + AFTER_END_S)
                    continue
                if loop.time() > wound_at or (received.begun and kind is ProblemKind.FIRST_TOKEN_TIMEOUT):
                    kind, limit = (
                        ProblemKind.FIRST_TOKEN_TIMEOUT,
                        timeouts.first_token_s,
                    )  # a model that thinks aloud is alive
                    if received.begun:
                        kind, limit = ProblemKind.STREAM_STALLED, timeouts.stall_s
                    wound_at = loop.time() + limit / 20  # winding it costs more than a chunk does
                    if start + timeouts.total_s < wound_at + limit:
                        kind, limit = ProblemKind.TOTAL_TIMEOUT, timeouts.total_s
                    watchdog.reschedule(min(wound_at + limit, start + timeouts.total_s))
    except TimeoutError:
        if received.finish is None:
            raise IncompleteAnswerError(Problem(kind, host, seconds=limit)) from None
    except AskanceError:
        if received.finish is None or not received.begun:  # after its end nothing can spoil an answer
            raise
    if received.finish in FINISHED:
        raise IncompleteAnswerError(Problem(FINISHED[received.finish], host))
    if received.finish is None:
        raise IncompleteAnswerError(Problem(ProblemKind.CUT_OFF, host))
    if not received.begun:
        raise EndpointRejectedError(Problem(ProblemKind.EMPTY_ANSWER, host))


def _wait_s(problem: Problem, attempt: int, timeouts: Timeouts) -> float | None:
    """Seconds until the next try, or None when there is to be none."""
    if problem.kind not in TRANSIENT_KINDS or problem.status not in RETRIED_STATUS or attempt >= timeouts.max_attempts:
        return None
    wait = problem.seconds or float(2 ** (attempt - 1))
    return wait if wait <= timeouts.longest_wait_s else None


async def _count_down(turn: Turn, wait: float, problem: Problem, show: Show) -> None:
    """Show the seconds go by until the next try."""
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        show(turn.as_retrying(left, problem))
        await asyncio.sleep(min(left, 1.0))
    show(turn)
