"""Sends a request, follows its answer to the end, and shows each state as a whole turn.

It does not know Qt: the window and the command line use the same function. A failed attempt is repeated by
`RetryRule`.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, IncompleteAnswerError, Problem, ProblemKind
from desktop.services.asking.answering.answer_images import OpenImage
from desktop.services.asking.answering.answer_so_far import AnswerSoFar, Show
from desktop.services.asking.answering.retry_rule import RetryRule
from desktop.services.ports.provider import AnswerChunk, Provider

AFTER_END_S = 10.0  # of silence after a reason for the end: text may still follow, and usage; chosen
CLOSE_S = 2.0  # for the connection to close after the mark of the end, so that it can be used again; chosen
LATE = {ProblemKind.CUT_OFF, ProblemKind.STREAM_STALLED}
"""Problems that do not matter to an answer which has come to its end."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The limits of a wait for the next chunk and of the whole answer, in seconds. Chosen; not measured."""

    first_token_s: float = 180.0
    stall_s: float = 120.0
    total_s: float = 1800.0


async def answer(
    provider: Provider,
    request: Request,
    key: str | None,
    turn: Turn,
    show: Show,
    open_image: OpenImage,
    timeouts: Timeouts = Timeouts(),
    retry_rule: RetryRule = RetryRule(),  # noqa: B008 (a frozen value)
) -> Turn:
    """Follows the answer to a request and returns its last turn. Cancelling closes the connection at once.

    An AskanceError is not raised: it becomes a failed turn with the text that has come.
    """
    asked = time.monotonic()
    for attempt in range(1, retry_rule.max_attempts + 1):
        received = AnswerSoFar(turn, asked, show, open_image)
        try:
            await _listen(provider, request, key, received, timeouts)
            await received.images.settled()
            received.close()
            return received.ended()
        except AskanceError as error:
            await received.images.settled()
            received.close()
            problem = error.problem
            wait = retry_rule.wait_s(problem, attempt, received.begun)
            if wait is None:
                return received.turn.failed(problem, received.usage)
        finally:
            received.close()  # the last text, too, when the user stops the answer
        await _count_down(turn, wait, problem, show)
    raise AssertionError("the last attempt returns")


async def _listen(
    provider: Provider, request: Request, key: str | None, received: AnswerSoFar, timeouts: Timeouts
) -> None:
    """Reads one answer to its end into `received`. Raises AskanceError if it breaks off before."""
    loop = asyncio.get_running_loop()
    host, start = received.turn.host, loop.time()
    kind, limit, rescheduled_at = ProblemKind.FIRST_TOKEN_TIMEOUT, timeouts.first_token_s, 0.0
    waits_for_text = True
    chunks = cast("AsyncGenerator[AnswerChunk]", provider.stream(request, key))
    try:
        async with aclosing(chunks), asyncio.timeout(limit) as watchdog:
            async for chunk in chunks:
                received.take(chunk)
                now = loop.time()
                if received.finish is not None:  # some servers never close
                    silence = CLOSE_S if received.is_closed else AFTER_END_S
                    watchdog.reschedule(min(now + silence, start + timeouts.total_s))
                    continue
                if now > rescheduled_at or (waits_for_text and received.has_text):
                    waits_for_text = not received.has_text
                    kind, limit = ProblemKind.FIRST_TOKEN_TIMEOUT, timeouts.first_token_s
                    if received.begun:  # a model that thinks is alive
                        kind = ProblemKind.STREAM_STALLED
                    if not waits_for_text:
                        limit = timeouts.stall_s
                    rescheduled_at = now + limit / 20  # not for each chunk: rescheduling takes longer than a chunk
                    if start + timeouts.total_s < rescheduled_at + limit:
                        kind, limit = ProblemKind.TOTAL_TIMEOUT, timeouts.total_s
                    watchdog.reschedule(min(rescheduled_at + limit, start + timeouts.total_s))
    except TimeoutError:
        if loop.time() >= start + timeouts.total_s:
            raise IncompleteAnswerError(Problem(ProblemKind.TOTAL_TIMEOUT, host, seconds=timeouts.total_s)) from None
        if received.finish is None:
            raise IncompleteAnswerError(Problem(kind, host, seconds=limit)) from None
    except AskanceError as error:
        if received.finish is None or not received.begun or error.problem.kind not in LATE:
            raise


async def _count_down(turn: Turn, wait: float, problem: Problem, show: Show) -> None:
    """Shows the seconds until the next attempt, once a second."""
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        show(turn.as_retrying(left, problem))
        await asyncio.sleep(min(left, 1.0))
    show(turn)
