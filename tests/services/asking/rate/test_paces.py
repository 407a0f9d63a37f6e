"""The paces of the program: one for each host and key, for conversations and runs alike."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from desktop.core.asking.request import ChatMessage, Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.services.asking.rate.paces import Paces
from desktop.services.ports.provider import AnswerChunk, AvailableModel, Provider

REQUEST = Request("https://models.example/v1", "m", (ChatMessage("user", "What is it?"),))
HOST, KEY = "models.example", "sk-one"


class Answering:
    """A provider that answers, or refuses."""

    def __init__(self, refused: Problem | None = None) -> None:
        self._refused = refused

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        if self._refused is not None:
            raise AskanceError(self._refused)
        yield AnswerChunk("A cat.", Usage(4_000, 1_000))

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        return ()


def ask(paces: Paces, provider: Answering) -> None:
    """Asks as a conversation does."""

    async def asked() -> None:
        async def find(endpoint: str) -> Provider:
            return provider

        counting = await paces.counting(find)(REQUEST.endpoint)
        _ = [chunk async for chunk in counting.stream(REQUEST, KEY)]

    asyncio.run(asked())


def test_a_host_and_a_key_have_one_pace_and_others_have_others() -> None:
    paces = Paces()
    assert paces.at(HOST, KEY) is paces.at(HOST, KEY)
    assert len({id(paces.at(host, key)) for host in (HOST, "other.example") for key in (KEY, "sk-two", None)}) == 6


def test_questions_of_a_conversation_use_what_the_rows_of_runs_may_use() -> None:
    paces = Paces(lambda: 0.0)
    asked, other = paces.at(HOST, KEY, (0, 6_000)), paces.at("other.example", KEY, (0, 6_000))
    ask(paces, Answering())

    async def rows() -> None:
        waiting, at_once = (asyncio.create_task(pace.acquire(3_000)) for pace in (asked, other))
        await asyncio.sleep(0)  # each has its permission now, or has come to its wait
        assert at_once.done()
        assert not waiting.done()
        waiting.cancel()

    asyncio.run(rows())


def test_a_question_that_is_refused_for_going_too_fast_lets_the_rows_wait() -> None:
    paces = Paces()
    pace = paces.at(HOST, KEY)
    with pytest.raises(AskanceError):
        ask(paces, Answering(Problem(ProblemKind.RATE_LIMIT, HOST, seconds=30)))
    assert pace.refusals_in_a_row == 1
    with pytest.raises(AskanceError):
        ask(paces, Answering(Problem(ProblemKind.KEY_REFUSED, HOST)))
    assert pace.refusals_in_a_row == 1
