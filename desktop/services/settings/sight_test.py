"""Shows the model a tiny image with a word in it, and looks for that word in its answer."""

import asyncio
import contextlib
import random
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, cast

from desktop.core.asking.request import ChatMessage, Request
from desktop.core.errors import AskanceError, IncompleteAnswerError, Problem, ProblemKind
from desktop.core.models.sight import Sight, SightResult
from desktop.core.settings.endpoint import host_of
from desktop.deferred import deferred
from desktop.services.ports.provider import AnswerChunk, Provider

if TYPE_CHECKING:
    from desktop.core.asking import sight_word
else:
    sight_word = deferred("desktop.core.asking.sight_word")

PROMPT = "Which word is written in this picture? Answer with that word alone."
ANSWER_S = 60.0  # for the whole answer; chosen, like the next two
AFTER_END_S = 1.0  # for a server to close after the end of its answer
MOST_LETTERS = 4_000  # of an answer that does not come to the point


async def try_sight(provider: Provider, endpoint: str, model: str, key: str | None) -> SightResult:
    """Returns if `model` reads a word in an image. Never raises AskanceError."""
    word = random.choice(sight_word.WORDS)
    request = Request(endpoint, model, (ChatMessage("user", PROMPT, (sight_word.word_image(word),)),))
    try:
        answer = await _answer(provider, request, key)
    except AskanceError as error:
        if error.problem.kind is ProblemKind.MODEL_HAS_NO_VISION:
            return SightResult(model, Sight.BLIND)
        return SightResult(model, Sight.FAILED, error.problem)
    letters = "".join(answer.casefold().split())  # some set them apart
    return SightResult(model, Sight.SEES if word.casefold() in letters else Sight.BLIND)


async def _answer(provider: Provider, request: Request, key: str | None) -> str:
    """Returns the text of the answer. Raises AskanceError, also if it has none or takes too long."""
    host, answer, has_ended, loop = host_of(request.endpoint), "", False, asyncio.get_running_loop()
    stream = cast("AsyncGenerator[AnswerChunk]", provider.stream(request, key))
    try:
        async with contextlib.aclosing(stream) as chunks, asyncio.timeout(ANSWER_S) as watchdog:
            async for chunk in chunks:
                answer += chunk.text
                if not has_ended and (chunk.finish is not None or len(answer) > MOST_LETTERS):
                    has_ended = True  # some servers never close
                    watchdog.reschedule(loop.time() + AFTER_END_S)
    except TimeoutError:
        if not has_ended:
            raise IncompleteAnswerError(Problem(ProblemKind.TOTAL_TIMEOUT, host, seconds=ANSWER_S)) from None
    if not answer.strip():
        raise IncompleteAnswerError(Problem(ProblemKind.EMPTY_ANSWER, host))
    return answer
