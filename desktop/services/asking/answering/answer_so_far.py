"""The answer while it comes: gathers its chunks, shows it as whole turns, and says whether it ended well."""

import asyncio
import time
from collections.abc import Callable

from desktop.core.asking.think_tags import ThinkTagSplitter
from desktop.core.conversation.answer_source import AnswerSource, merged
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.services.asking.answering.answer_images import AnswerImages, OpenImage
from desktop.services.ports.provider import AnswerChunk, FinishReason

SHOW_EVERY_S = 0.033  # about a frame of 30 a second; chosen
ENDED_AFTER_S = 0.2  # of silence after a reason; chosen, so that usage and the end's mark come before
_KINDS = {
    FinishReason.LENGTH: ProblemKind.TOKEN_LIMIT_REACHED,
    FinishReason.FILTERED: ProblemKind.CONTENT_FILTERED,
    FinishReason.BROKEN: ProblemKind.STREAM_ERROR,
    FinishReason.UNKNOWN: ProblemKind.UNKNOWN_ENDING,
}

Show = Callable[[Turn], None]


class AnswerSoFar:
    """The answer so far. Its first text is shown at once, later text within `SHOW_EVERY_S` and not more often.

    Once the endpoint has given a reason for the end and is silent, the turn is shown as ended; what comes after that
    still belongs to it.
    """

    def __init__(self, turn: Turn, asked: float, show: Show, open_image: OpenImage) -> None:
        self.turn = turn
        self._asked = asked
        self._show = show
        self._parts: list[str] = []
        self._thinking: list[str] = []
        self._thinking_began = 0.0  # monotonic; 0 before it
        self._thinking_s = 0.0
        self._tags = ThinkTagSplitter()
        self._sources: tuple[AnswerSource, ...] = ()
        self.images = AnswerImages(open_image, self.show)
        self._tool_calls: list[str] = []
        self._planned: asyncio.TimerHandle | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._is_shown_ended = False
        self.usage: Usage | None = None
        self.finish: FinishReason | None = None
        self._finish_word = ""
        self.is_closed = False  # the endpoint has marked the end of everything

    @property
    def has_text(self) -> bool:
        return bool(self._parts)

    @property
    def begun(self) -> bool:
        """True once anything of an answer has come: then the request may be billed, and is not repeated."""
        return bool(self._parts or self._thinking) or self.images.any_came

    def take(self, chunk: AnswerChunk) -> None:
        """Adds a chunk."""
        self.usage = chunk.usage or self.usage
        if chunk.finish is not None:
            self._take_finish(chunk)
        if chunk.text:
            thinking, text = self._tags.split(chunk.text)
        else:
            thinking = text = ""
        if chunk.sources or chunk.images or chunk.tool_calls:
            self._sources = merged(self._sources, chunk.sources)
            self.images.take(chunk.images)
            self._tool_calls += chunk.tool_calls
        self._add(chunk.thinking + thinking, text)
        if self.finish is not None:
            self._plan_end()

    def _take_finish(self, chunk: AnswerChunk) -> None:
        """Takes a reason. A mere mark of the end is no better than a reason; "stop" takes back no other reason."""
        self.is_closed |= chunk.is_last
        replaceable = self.finish in (None, FinishReason.STOP) or (
            self.finish is FinishReason.UNKNOWN and not chunk.is_last
        )
        if replaceable:
            self.finish, self._finish_word = chunk.finish, chunk.finish_word

    def _add(self, thinking: str, text: str) -> None:
        if not thinking and not text:
            return
        now = time.monotonic()
        if thinking:
            self._thinking_began = self._thinking_began or now
            self._thinking.append(thinking)
        if self._thinking_began and not self._parts:
            self._thinking_s = now - self._thinking_began
        is_first = not (self._parts if text else self._thinking[1:])
        if text:
            self._parts.append(text)
        if text and is_first:
            self.turn = self.turn.as_streaming("", now - self._asked)
        if is_first:
            self.show()
        elif self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(SHOW_EVERY_S, self.show)

    def _plan_end(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._ending = asyncio.get_running_loop().call_later(ENDED_AFTER_S, self._show_ended)

    def _show_ended(self) -> None:
        if (self._parts or self.images.found) and not self.is_closed:
            self._is_shown_ended = True
            self._show_turn("".join(self._parts))

    def show(self) -> None:
        """Shows what has come and is not shown yet."""
        if self._planned is not None:
            self._planned.cancel()
            self._planned = None
        if not self.begun and not self._sources:
            return
        for parts in (self._parts, self._thinking):
            parts[:] = ["".join(parts)] if parts else []
        text, thinking = "".join(self._parts), "".join(self._thinking)
        turn = self.turn
        shown = turn.answer, turn.thinking, turn.sources, turn.answer_images
        if (text, thinking, self._sources, self.images.found) != shown:
            self._show_turn(text)

    def close(self) -> None:
        """Takes what was held back, at the end, and shows the last state."""
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        self.images.drop()
        thinking, text = self._tags.rest()
        if self._tags.opening and self.finish is FinishReason.STOP and not self._parts:
            text = self._tags.opening + "".join(self._thinking) + thinking
            thinking, self._thinking, self._thinking_s = "", [], 0.0
        self._add(thinking, text)
        self.show()

    def ended(self) -> Turn:
        """Returns the turn as it ended: done, or failed with the problem that its end is."""
        problem = self.problem()
        return self.turn.failed(problem, self.usage) if problem else self.turn.done(self.usage)

    def problem(self) -> Problem | None:
        """Returns what is wrong with the end of the answer; None if it is whole."""
        host = self.turn.host
        if self.finish is None:
            return Problem(ProblemKind.CUT_OFF, host)
        if self.finish is FinishReason.TOOL or (self.finish is FinishReason.STOP and self._tool_calls):
            names = ", ".join(dict.fromkeys(name for name in self._tool_calls if name))
            return Problem(ProblemKind.TOOL_WANTED, host, names[:200])
        if self.finish is FinishReason.LENGTH and self._thinking and not self._parts:
            return Problem(ProblemKind.LENGTH_SPENT_THINKING, host)
        if self.finish is not FinishReason.STOP:
            word = self._finish_word if self._finish_word.lower() != self.finish.value else ""
            return Problem(_KINDS[self.finish], host, word)
        if self.images.rejected is not None:
            return Problem(ProblemKind.IMAGE_IN_ANSWER, host, code=self.images.rejected.kind)
        return None if self.turn.has_answer else Problem(ProblemKind.EMPTY_ANSWER, host)

    def _show_turn(self, text: str) -> None:
        turn = self.turn
        self.turn = turn.as_streaming(
            text,
            turn.first_token_s,
            "".join(self._thinking),
            self._thinking_s,
            self._sources,
            self.images.found,
        )
        if self._is_shown_ended:
            self.turn = self.ended()
        self._show(self.turn)
