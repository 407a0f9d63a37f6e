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
from desktop.core.errors import AnswerIncomplete, AskanceError, EndpointRefused, Kind, Trouble
from desktop.services.ports import Piece, Provider

SHOW_EVERY_S = 0.033
AFTER_END_S = 2.0
PASSING = {Kind.RATE_LIMIT, Kind.SERVER_FAULT, Kind.NOT_REACHED, Kind.CONNECT_TIMEOUT}
RETRIED_STATUS = {429, 500, 502, 503, 504, 0}
FINISHED = {"length": Kind.LENGTH, "content_filter": Kind.FILTERED, "error": Kind.STREAM_ERROR}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds, and how often a passing refusal is tried again."""

    first_word_s: float = 180.0
    silence_s: float = 120.0
    whole_s: float = 1800.0
    tries: int = 4
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

    def take(self, piece: Piece) -> None:
        self.usage = piece.usage or self.usage
        self.finish = self.finish or piece.finish  # the mark of the end comes after the reason
        if not piece.text:
            return
        self._parts.append(piece.text)
        if len(self._parts) == 1:
            self.turn = self.turn.hearing("", time.monotonic() - self._asked)
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
            self.turn = self.turn.hearing(text, self.turn.first_word_s)
            self._show(self.turn)


async def answer(
    provider: Provider, request: Request, key: str | None, turn: Turn, show: Show, patience: Patience | None = None
) -> Turn:
    """Ask, and show how it goes; the last turn is returned. Cancelling it closes the connection at once.

    Never raises an AskanceError: it becomes a FAILED turn that keeps what was heard.
    """
    patience = patience or Patience()
    asked = time.monotonic()
    for attempt in range(1, patience.tries + 1):
        heard = _Heard(turn, asked, show)
        try:
            await _listen(provider, request, key, heard, patience)
            heard.show()
            return heard.turn.done(heard.usage)
        except AskanceError as error:
            heard.show()
            trouble = error.trouble
            wait = None if heard.begun else _wait_s(trouble, attempt, patience)
            if wait is None:
                return heard.turn.failed(trouble, heard.usage)
        finally:
            heard.show()  # when the user stops it, this hands on the last words
        await _count_down(turn, wait, trouble, show)
    raise AssertionError("the last try returns")


async def _listen(provider: Provider, request: Request, key: str | None, heard: _Heard, patience: Patience) -> None:
    """Hear one answer to its end. Raises AskanceError when it does not come to a good one."""
    loop = asyncio.get_running_loop()
    host, start = heard.turn.host, loop.time()
    kind, limit, wound_at = Kind.NO_FIRST_WORD, patience.first_word_s, 0.0
    pieces = cast("AsyncGenerator[Piece]", provider.stream(request, key))
    try:
        async with aclosing(pieces), asyncio.timeout(limit) as watchdog:
            async for piece in pieces:
                heard.take(piece)
                if heard.finish is not None:  # only the usage may still come; some servers never close
                    watchdog.reschedule(loop.time() + AFTER_END_S)
                    continue
                if loop.time() > wound_at or (heard.begun and kind is Kind.NO_FIRST_WORD):
                    kind, limit = Kind.NO_FIRST_WORD, patience.first_word_s  # a model that thinks aloud is alive
                    if heard.begun:
                        kind, limit = Kind.SILENCE, patience.silence_s
                    wound_at = loop.time() + limit / 20  # winding it costs more than a chunk does
                    if start + patience.whole_s < wound_at + limit:
                        kind, limit = Kind.OUT_OF_TIME, patience.whole_s
                    watchdog.reschedule(min(wound_at + limit, start + patience.whole_s))
    except TimeoutError:
        if heard.finish is None:
            raise AnswerIncomplete(Trouble(kind, host, seconds=limit)) from None
    except AskanceError:
        if heard.finish is None or not heard.begun:  # after its end nothing can spoil an answer
            raise
    if heard.finish in FINISHED:
        raise AnswerIncomplete(Trouble(FINISHED[heard.finish], host))
    if heard.finish is None:
        raise AnswerIncomplete(Trouble(Kind.CUT_OFF, host))
    if not heard.begun:
        raise EndpointRefused(Trouble(Kind.NOTHING_SAID, host))


def _wait_s(trouble: Trouble, attempt: int, patience: Patience) -> float | None:
    """Seconds until the next try, or None when there is to be none."""
    if trouble.kind not in PASSING or trouble.status not in RETRIED_STATUS or attempt >= patience.tries:
        return None
    wait = trouble.seconds or float(2 ** (attempt - 1))
    return wait if wait <= patience.longest_wait_s else None


async def _count_down(turn: Turn, wait: float, trouble: Trouble, show: Show) -> None:
    """Show the seconds go by until the next try."""
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        show(turn.retrying(left, trouble))
        await asyncio.sleep(min(left, 1.0))
    show(turn)
