"""One question to its end: whole states, tries, watchdogs, and what is kept whatever happens."""

import asyncio
import itertools
from dataclasses import replace

import pytest

from desktop.core.asking.request import Request, build
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import AnswerIncomplete, EndpointRefused, EndpointUnreached, Kind, Trouble
from desktop.core.settings.settings import Settings
from desktop.services.asking.answer_stream import Patience, answer
from desktop.services.ports import Piece
from tests.services.fakes import ScriptedProvider, Step

QUICK = Patience(first_word_s=0.3, silence_s=0.2, whole_s=1.0, longest_wait_s=1.0)
STOP = Piece(finish="stop")


def request() -> Request:
    return build(Settings(), Conversation("c"), "?", (), {})


def turn() -> Turn:
    return Turn.new("c", "?", "gpt-4o", "h", 1.0).waiting(())


def refused(kind: Kind, status: int = 0, seconds: float = 0.01) -> EndpointRefused:
    return EndpointRefused(Trouble(kind, "h", status=status, seconds=seconds))


def play(*scripts: list[Step], patience: Patience = QUICK) -> tuple[Turn, list[Turn], ScriptedProvider]:
    provider, shown = ScriptedProvider(*scripts), list[Turn]()
    ended = asyncio.run(answer(provider, request(), "k", turn(), shown.append, patience))
    return ended, shown, provider


def test_the_script_plays() -> None:
    async def run() -> list[str]:
        provider = ScriptedProvider([Piece("a"), 0.0, Piece("b")])
        return [piece.text async for piece in provider.stream(request(), None)]

    assert asyncio.run(run()) == ["a", "b"]


def test_a_good_answer() -> None:
    ended, shown, provider = play([Piece("It "), 0.05, Piece("says."), Piece(usage=Usage(9, 2)), STOP])
    assert (ended.stage, ended.answer, ended.usage) == (Stage.DONE, "It says.", Usage(9, 2))
    assert ended.first_word_s is not None
    assert [each.answer for each in shown] == ["It ", "It says."]
    assert all(each.stage is Stage.ANSWERING for each in shown)
    assert provider.closed == 1


def test_an_end_is_an_end_even_if_the_line_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.services.asking.answer_stream.AFTER_END_S", 0.05)
    ended, _, _ = play([Piece("all"), STOP, 60.0], patience=Patience())
    assert (ended.stage, ended.answer) == (Stage.DONE, "all")


def test_after_its_end_nothing_spoils_an_answer() -> None:
    ended, _, _ = play([Piece("all"), STOP, AnswerIncomplete(Trouble(Kind.CUT_OFF, "h"))])
    assert (ended.stage, ended.answer) == (Stage.DONE, "all")


def test_a_model_that_thinks_aloud_is_alive() -> None:
    thinking = [step for _ in range(4) for step in (Piece(), 0.15)]
    ended, _, _ = play([*thinking, Piece("done"), STOP], patience=replace(QUICK, whole_s=5.0))
    assert (ended.stage, ended.answer) == (Stage.DONE, "done")


def test_a_flood_is_shown_in_few_whole_states() -> None:
    ended, shown, _ = play([*[Piece("x") for _ in range(5000)], STOP])
    assert len(ended.answer) == 5000
    assert len(shown) < 100
    assert all(later.answer.startswith(earlier.answer) for earlier, later in itertools.pairwise(shown))


def test_a_pause_shows_what_was_heard_before_it() -> None:
    seen: list[str] = []

    async def run() -> None:
        provider = ScriptedProvider([Piece("a"), Piece("b"), 0.15, Piece("c"), STOP])
        task = asyncio.create_task(answer(provider, request(), None, turn(), lambda t: seen.append(t.answer), QUICK))
        await asyncio.sleep(0.1)
        assert seen[-1] == "ab"
        await task

    asyncio.run(run())


@pytest.mark.parametrize(
    ("script", "kind", "kept"),
    [
        ([Piece("half")], Kind.CUT_OFF, "half"),
        ([Piece("half"), Piece(finish="length")], Kind.LENGTH, "half"),
        ([Piece("half"), Piece(finish="content_filter")], Kind.FILTERED, "half"),
        ([Piece("half"), Piece(finish="error")], Kind.STREAM_ERROR, "half"),
        ([Piece("half"), AnswerIncomplete(Trouble(Kind.STREAM_ERROR, "h"))], Kind.STREAM_ERROR, "half"),
        ([Piece("half"), 9.0], Kind.SILENCE, "half"),
        ([9.0], Kind.NO_FIRST_WORD, ""),
        ([Piece(), 0.2, Piece(), 0.2, Piece(), 9.0], Kind.NO_FIRST_WORD, ""),
        ([STOP], Kind.NOTHING_SAID, ""),
        ([], Kind.CUT_OFF, ""),
        ([Piece("x"), *[step for _ in range(30) for step in (0.1, Piece("x"))]], Kind.OUT_OF_TIME, None),
    ],
)
def test_what_does_not_end_well_keeps_its_text(script: list[Step], kind: Kind, kept: str | None) -> None:
    ended, _, provider = play(script)
    assert ended.stage is Stage.FAILED
    assert ended.trouble is not None
    assert ended.trouble.kind is kind
    assert kept is None or ended.answer == kept
    assert len(provider.requests) == 1
    assert provider.closed == 1


@pytest.mark.parametrize(
    "passing",
    [
        refused(Kind.RATE_LIMIT, 429),
        refused(Kind.SERVER_FAULT, 503),
        EndpointUnreached(Trouble(Kind.NOT_REACHED, "h", seconds=0.01)),
    ],
)
def test_what_passes_by_itself_is_tried_again_with_a_countdown(passing: EndpointRefused) -> None:
    ended, shown, provider = play([passing], [passing], [Piece("ok"), STOP])
    assert (ended.stage, ended.answer, ended.trouble) == (Stage.DONE, "ok", None)
    assert len(provider.requests) == 3
    waits = [each for each in shown if each.retry_s > 0]
    assert waits
    assert all(each.trouble == passing.trouble for each in waits)


@pytest.mark.parametrize(
    "lasting",
    [
        refused(Kind.QUOTA, 429),
        refused(Kind.TOO_LARGE, 429),
        refused(Kind.KEY_REFUSED, 401),
        refused(Kind.SERVER_FAULT, 501),
        refused(Kind.RATE_LIMIT, 429, seconds=500),
        AnswerIncomplete(Trouble(Kind.CUT_OFF, "h")),
    ],
)
def test_what_lasts_or_may_have_been_billed_is_not(lasting: EndpointRefused) -> None:
    ended, _, provider = play([lasting], [Piece("never"), STOP])
    assert ended.trouble == lasting.trouble
    assert len(provider.requests) == 1


def test_it_is_never_tried_again_after_the_first_word() -> None:
    ended, _, provider = play([Piece("half"), refused(Kind.SERVER_FAULT, 503)], [Piece("never"), STOP])
    assert ended.answer == "half"
    assert len(provider.requests) == 1


def test_the_tries_come_to_an_end() -> None:
    ended, _, provider = play([refused(Kind.SERVER_FAULT, 500)])
    assert ended.stage is Stage.FAILED
    assert len(provider.requests) == QUICK.tries


def test_stopping_hands_on_the_last_words_and_closes() -> None:
    shown: list[Turn] = []

    async def run() -> ScriptedProvider:
        provider = ScriptedProvider([Piece("one "), Piece("two "), Piece("three"), 60.0])
        task = asyncio.create_task(
            answer(provider, request(), None, turn(), shown.append, replace(QUICK, silence_s=60))
        )
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return provider

    provider = asyncio.run(run())
    assert shown[-1].answer == "one two three"
    assert provider.closed == 1
