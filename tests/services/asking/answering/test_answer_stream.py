"""One question to its end: whole states, tries, watchdogs, and what is kept whatever happens."""

import asyncio
import itertools
from dataclasses import replace

import pytest

from desktop.core.asking.request import Request, build_request
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import (
    EndpointRejectedError,
    EndpointUnreachableError,
    ImageRejectedError,
    IncompleteAnswerError,
    Problem,
    ProblemKind,
)
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import Settings
from desktop.services.asking.answering.answer_images import MAX_IMAGES
from desktop.services.asking.answering.answer_stream import Timeouts, answer
from desktop.services.asking.answering.retry_rule import RetryRule
from desktop.services.ports.provider import AnswerChunk, FinishReason
from tests.helpers.clocks.still_loop import run_still
from tests.services.fakes import ScriptedProvider, Step

QUICK = Timeouts(first_token_s=0.3, stall_s=0.2, total_s=1.0)
PATIENT_FOR_A_SECOND = RetryRule(longest_wait_s=1.0)
BAD_IMAGE = "data:,bad"
STOP = AnswerChunk(finish=FinishReason.STOP)


def request() -> Request:
    return build_request(Settings(), Conversation("c"), "?", (), {})


def turn() -> Turn:
    return Turn.new("c", "?", "gpt-4o", "h", 1.0).as_waiting(())


async def opened(address: str) -> SentImage:
    """Stands for the decoder, which has tests of its own."""
    if address == BAD_IMAGE:
        raise ImageRejectedError(Problem(ProblemKind.TRUNCATED))
    return SentImage(address, "image/png", 8, 6, 99)


def refused(kind: ProblemKind, status: int = 0, seconds: float = 0.01) -> EndpointRejectedError:
    return EndpointRejectedError(Problem(kind, "h", status=status, seconds=seconds))


def play(*scripts: list[Step], timeouts: Timeouts = QUICK) -> tuple[Turn, list[Turn], ScriptedProvider]:
    provider, shown = ScriptedProvider(*scripts), list[Turn]()
    ended = run_still(answer(provider, request(), "k", turn(), shown.append, opened, timeouts, PATIENT_FOR_A_SECOND))
    return ended, shown, provider


def test_the_script_plays() -> None:
    async def run() -> list[str]:
        provider = ScriptedProvider([AnswerChunk("a"), 0.0, AnswerChunk("b")])
        return [chunk.text async for chunk in provider.stream(request(), None)]

    assert run_still(run()) == ["a", "b"]


def test_a_good_answer() -> None:
    ended, shown, provider = play(
        [AnswerChunk("It "), 0.05, AnswerChunk("says."), AnswerChunk(usage=Usage(9, 2)), STOP]
    )
    assert (ended.stage, ended.answer, ended.usage) == (Stage.DONE, "It says.", Usage(9, 2))
    assert ended.first_token_s is not None
    assert [state.answer for state in shown] == ["It ", "It says."]
    assert all(state.stage is Stage.ANSWERING for state in shown)
    assert provider.closed == 1


def test_an_end_is_an_end_even_if_the_line_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.services.asking.answering.answer_stream.AFTER_END_S", 0.05)
    ended, _, _ = play([AnswerChunk("all"), STOP, 60.0], timeouts=Timeouts())
    assert (ended.stage, ended.answer) == (Stage.DONE, "all")


def test_after_its_end_nothing_spoils_an_answer() -> None:
    ended, _, _ = play([AnswerChunk("all"), STOP, IncompleteAnswerError(Problem(ProblemKind.CUT_OFF, "h"))])
    assert (ended.stage, ended.answer) == (Stage.DONE, "all")


def test_a_model_that_thinks_aloud_is_alive() -> None:
    thinking = [step for _ in range(4) for step in (AnswerChunk(), 0.15)]
    ended, _, _ = play([*thinking, AnswerChunk("done"), STOP], timeouts=replace(QUICK, total_s=5.0))
    assert (ended.stage, ended.answer) == (Stage.DONE, "done")


def test_text_after_the_reason_belongs_to_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.services.asking.answering.answer_so_far.ENDED_AFTER_S", 0.02)
    first, last = replace(STOP, text="The lamp is red. "), replace(STOP, text="The door is open.")
    ended, shown, _ = play([first, 0.3, last, replace(STOP, is_last=True)])
    assert (ended.stage, ended.answer) == (Stage.DONE, "The lamp is red. The door is open.")
    whole = [state.answer for state in shown if state.stage is Stage.DONE]
    assert whole[0] == "The lamp is red. "
    assert not any(state.stage is Stage.ANSWERING for state in shown[shown.index(ended_in(shown)) :])


def ended_in(shown: list[Turn]) -> Turn:
    """Returns the first state that is shown as ended."""
    return next(state for state in shown if state.stage.ended)


def test_stopping_the_wait_after_the_end_leaves_a_whole_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.services.asking.answering.answer_so_far.ENDED_AFTER_S", 0.02)
    shown: list[Turn] = []

    async def run() -> None:
        ended = asyncio.Event()

        def show(state: Turn) -> None:
            shown.append(state)
            if state.stage.ended:
                ended.set()

        provider = ScriptedProvider([AnswerChunk("all"), STOP, 60.0])
        task = asyncio.create_task(answer(provider, request(), None, turn(), show, opened))
        await ended.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_still(run())
    assert (shown[-1].stage, shown[-1].answer) == (Stage.DONE, "all")


def test_an_error_after_the_reason_is_no_whole_answer() -> None:
    ended, _, _ = play([AnswerChunk("half"), STOP, IncompleteAnswerError(Problem(ProblemKind.STREAM_ERROR, "h"))])
    assert (ended.stage, ended.answer) == (Stage.FAILED, "half")


def test_an_endless_answer_with_a_reason_in_every_chunk_ends_in_time() -> None:
    chunk = AnswerChunk("x", finish=FinishReason.STOP)
    ended, _, _ = play([step for _ in range(100) for step in (chunk, 0.02)], timeouts=replace(QUICK, total_s=0.4))
    assert ended.problem == Problem(ProblemKind.TOTAL_TIMEOUT, "h", seconds=0.4)


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        ([FinishReason.STOP, FinishReason.LENGTH], ProblemKind.TOKEN_LIMIT_REACHED),
        ([FinishReason.LENGTH, FinishReason.STOP], ProblemKind.TOKEN_LIMIT_REACHED),
        ([FinishReason.UNKNOWN, FinishReason.STOP], None),
        ([FinishReason.UNKNOWN], ProblemKind.UNKNOWN_ENDING),
        ([FinishReason.TOOL, FinishReason.STOP], ProblemKind.TOOL_WANTED),
    ],
)
def test_of_several_reasons_none_passes_for_a_whole_answer_by_chance(
    reasons: list[FinishReason], kind: ProblemKind | None
) -> None:
    script: list[Step] = [AnswerChunk("half"), *(AnswerChunk(finish=reason) for reason in reasons)]
    ended, _, _ = play([*script, replace(STOP, is_last=True)])
    assert (ended.problem.kind if ended.problem else None) is kind
    ended, _, _ = play([*script[:2], replace(STOP, is_last=True)])
    assert ended.stage is (Stage.DONE if reasons[0] is FinishReason.STOP else Stage.FAILED)


def test_the_endpoints_own_word_for_an_unknown_end_is_shown() -> None:
    ended, _, _ = play([AnswerChunk("half"), AnswerChunk(finish=FinishReason.UNKNOWN, finish_word="lunch")])
    assert ended.problem == Problem(ProblemKind.UNKNOWN_ENDING, "h", "lunch")


def test_what_came_instead_of_words_is_named() -> None:
    for chunk, kind, detail in (
        (AnswerChunk(tool_calls=("look", "look", "")), ProblemKind.TOOL_WANTED, "look"),
        (AnswerChunk(thinking="Hm."), ProblemKind.EMPTY_ANSWER, ""),
    ):
        ended, _, _ = play([chunk, STOP])
        assert ended.problem == Problem(kind, "h", detail)


def test_a_picture_that_is_not_shown_does_not_pass_for_a_whole_answer() -> None:
    for text in ("", "Here:"):
        ended, _, _ = play([AnswerChunk(text, images=(BAD_IMAGE,)), STOP])
        problem = Problem(ProblemKind.IMAGE_IN_ANSWER, "h", code=ProblemKind.TRUNCATED)
        assert (ended.answer, ended.problem) == (text, problem)


def test_pictures_are_kept_with_the_answer_each_once_while_its_text_goes_on() -> None:
    ended, shown, _ = play([AnswerChunk("On", images=("data:,a", "data:,b")), 0.05, AnswerChunk(" and on"), STOP])
    assert (ended.stage, ended.answer) == (Stage.DONE, "On and on")
    assert [image.id for image in ended.answer_images] == ["data:,a", "data:,b"]
    assert any(state.answer == "On" and len(state.answer_images) == 2 for state in shown)
    ended, _, _ = play([AnswerChunk(images=("data:,a",)), AnswerChunk(images=("data:,a",)), STOP])
    assert (ended.stage, len(ended.answer_images)) == (Stage.DONE, 1)


def test_only_so_many_pictures_are_opened() -> None:
    ended, _, _ = play([AnswerChunk(images=tuple(f"data:,{number}" for number in range(MAX_IMAGES + 5))), STOP])
    assert len(ended.answer_images) == MAX_IMAGES
    assert ended.problem == Problem(ProblemKind.IMAGE_IN_ANSWER, "h", code=ProblemKind.TOO_MANY_IMAGES)


def test_pictures_that_came_are_kept_if_the_answer_breaks_off_and_it_is_not_asked_again() -> None:
    broken = refused(ProblemKind.SERVER_FAULT, 500)
    ended, _, provider = play([AnswerChunk(images=("data:,a",)), broken])
    assert (ended.problem, len(ended.answer_images)) == (broken.problem, 1)
    assert len(provider.requests) == 1


def test_the_address_of_a_picture_is_an_answer_but_that_of_a_source_is_none() -> None:
    for is_image, stage in ((True, Stage.DONE), (False, Stage.FAILED)):
        source = AnswerSource("https://e.example/cat.png", "", is_image)
        ended, _, _ = play([AnswerChunk(sources=(source,)), STOP])
        assert (ended.stage, ended.sources) == (stage, (source,))


def test_thinking_is_kept_beside_the_answer() -> None:
    ended, shown, _ = play(
        [AnswerChunk(thinking="Hm, "), 0.05, AnswerChunk(thinking="a cup."), AnswerChunk("Yes."), STOP]
    )
    assert (ended.stage, ended.answer, ended.thinking) == (Stage.DONE, "Yes.", "Hm, a cup.")
    assert ended.thinking_s > 0
    assert (shown[0].stage, shown[0].answer, shown[0].thinking) == (Stage.ANSWERING, "", "Hm, ")
    assert shown[0].first_token_s is None
    assert ended.first_token_s is not None


def test_thinking_in_tags() -> None:
    ended, _, _ = play([AnswerChunk("<thi"), AnswerChunk("nk>Hm.</think>\n\nYes."), STOP])
    assert (ended.stage, ended.answer, ended.thinking) == (Stage.DONE, "Yes.", "Hm.")
    ended, _, _ = play([AnswerChunk("<think>Yes, "), AnswerChunk("a cup."), STOP])
    assert (ended.stage, ended.answer, ended.thinking) == (Stage.DONE, "<think>Yes, a cup.", "")


def test_a_length_that_went_into_thinking_is_named() -> None:
    length = AnswerChunk(finish=FinishReason.LENGTH)
    for chunk in (AnswerChunk(thinking="Hm."), AnswerChunk("<think>Hm.")):
        ended, _, _ = play([chunk, length])
        assert (ended.answer, ended.thinking) == ("", "Hm.")
        assert ended.problem == Problem(ProblemKind.LENGTH_SPENT_THINKING, "h")
    ended, _, _ = play([AnswerChunk(thinking="Hm."), AnswerChunk("half"), length])
    assert ended.problem == Problem(ProblemKind.TOKEN_LIMIT_REACHED, "h")


def test_a_model_that_thinks_is_alive_and_its_silence_is_named() -> None:
    thinking: list[Step] = [step for _ in range(4) for step in (AnswerChunk(thinking="x"), 0.15)]
    ended, _, _ = play([*thinking, AnswerChunk("done"), STOP], timeouts=replace(QUICK, total_s=5.0))
    assert (ended.stage, ended.answer) == (Stage.DONE, "done")
    ended, _, provider = play([*thinking, 9.0], timeouts=replace(QUICK, total_s=5.0))
    assert ended.problem is not None
    assert (ended.problem.kind, ended.thinking) == (ProblemKind.STREAM_STALLED, "xxxx")
    assert len(provider.requests) == 1


def test_sources_are_kept_once() -> None:
    page, titled = AnswerSource("https://e.example/a"), AnswerSource("https://e.example/a", "A page")
    other = AnswerSource("https://e.example/b")
    ended, _, _ = play(
        [
            AnswerChunk("So [1].", sources=(page, other)),
            AnswerChunk(sources=(titled,)),
            AnswerChunk(sources=(page,)),
            STOP,
        ]
    )
    assert ended.sources == (titled, other)


def test_a_flood_is_shown_in_few_whole_states() -> None:
    ended, shown, _ = play([*[AnswerChunk("x") for _ in range(5000)], STOP])
    assert len(ended.answer) == 5000
    assert len(shown) < 100
    assert all(later.answer.startswith(earlier.answer) for earlier, later in itertools.pairwise(shown))


def test_a_pause_shows_what_was_heard_before_it() -> None:
    seen: list[str] = []

    async def run() -> None:
        provider = ScriptedProvider([AnswerChunk("a"), AnswerChunk("b"), 0.15, AnswerChunk("c"), STOP])
        showing = answer(provider, request(), None, turn(), lambda t: seen.append(t.answer), opened, QUICK)
        task = asyncio.create_task(showing)
        await asyncio.sleep(0.1)
        assert seen[-1] == "ab"
        await task

    run_still(run())


@pytest.mark.parametrize(
    ("script", "kind", "kept"),
    [
        ([AnswerChunk("half")], ProblemKind.CUT_OFF, "half"),
        ([AnswerChunk("half"), AnswerChunk(finish=FinishReason.LENGTH)], ProblemKind.TOKEN_LIMIT_REACHED, "half"),
        ([AnswerChunk("half"), AnswerChunk(finish=FinishReason.FILTERED)], ProblemKind.CONTENT_FILTERED, "half"),
        ([AnswerChunk("half"), AnswerChunk(finish=FinishReason.BROKEN)], ProblemKind.STREAM_ERROR, "half"),
        (
            [AnswerChunk("half"), IncompleteAnswerError(Problem(ProblemKind.STREAM_ERROR, "h"))],
            ProblemKind.STREAM_ERROR,
            "half",
        ),
        ([AnswerChunk("half"), 9.0], ProblemKind.STREAM_STALLED, "half"),
        ([9.0], ProblemKind.FIRST_TOKEN_TIMEOUT, ""),
        ([AnswerChunk(), 0.2, AnswerChunk(), 0.2, AnswerChunk(), 9.0], ProblemKind.FIRST_TOKEN_TIMEOUT, ""),
        ([STOP], ProblemKind.EMPTY_ANSWER, ""),
        ([], ProblemKind.CUT_OFF, ""),
        (
            [AnswerChunk("x"), *[step for _ in range(30) for step in (0.1, AnswerChunk("x"))]],
            ProblemKind.TOTAL_TIMEOUT,
            None,
        ),
    ],
)
def test_what_does_not_end_well_keeps_its_text(script: list[Step], kind: ProblemKind, kept: str | None) -> None:
    ended, _, provider = play(script)
    assert ended.stage is Stage.FAILED
    assert ended.problem is not None
    assert ended.problem.kind is kind
    assert kept is None or ended.answer == kept
    assert len(provider.requests) == 1
    assert provider.closed == 1


@pytest.mark.parametrize(
    "passing",
    [
        refused(ProblemKind.RATE_LIMIT, 429),
        refused(ProblemKind.SERVER_FAULT, 503),
        EndpointUnreachableError(Problem(ProblemKind.CONNECTION_FAILED, "h", seconds=0.01)),
    ],
)
def test_what_passes_by_itself_is_tried_again_with_a_countdown(passing: EndpointRejectedError) -> None:
    ended, shown, provider = play([passing], [passing], [AnswerChunk("ok"), STOP])
    assert (ended.stage, ended.answer, ended.problem) == (Stage.DONE, "ok", None)
    assert len(provider.requests) == 3
    waits = [state for state in shown if state.retry_s > 0]
    assert waits
    assert all(state.problem == passing.problem for state in waits)


@pytest.mark.parametrize(
    "lasting",
    [
        refused(ProblemKind.QUOTA, 429),
        refused(ProblemKind.TOO_LARGE, 429),
        refused(ProblemKind.KEY_REFUSED, 401),
        refused(ProblemKind.SERVER_FAULT, 501),
        refused(ProblemKind.RATE_LIMIT, 429, seconds=500),
        IncompleteAnswerError(Problem(ProblemKind.CUT_OFF, "h")),
    ],
)
def test_what_lasts_or_may_have_been_billed_is_not(lasting: EndpointRejectedError) -> None:
    ended, _, provider = play([lasting], [AnswerChunk("never"), STOP])
    assert ended.problem == lasting.problem
    assert len(provider.requests) == 1


def test_it_is_never_tried_again_after_the_first_word() -> None:
    ended, _, provider = play(
        [AnswerChunk("half"), refused(ProblemKind.SERVER_FAULT, 503)], [AnswerChunk("never"), STOP]
    )
    assert ended.answer == "half"
    assert len(provider.requests) == 1


def test_the_tries_come_to_an_end() -> None:
    ended, _, provider = play([refused(ProblemKind.SERVER_FAULT, 500)])
    assert ended.stage is Stage.FAILED
    assert len(provider.requests) == PATIENT_FOR_A_SECOND.max_attempts


def test_stopping_hands_on_the_last_words_and_closes() -> None:
    shown: list[Turn] = []

    async def run() -> ScriptedProvider:
        provider = ScriptedProvider([AnswerChunk("one "), AnswerChunk("two "), AnswerChunk("three"), 60.0])
        patient = replace(QUICK, stall_s=60)
        task = asyncio.create_task(answer(provider, request(), None, turn(), shown.append, opened, patient))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return provider

    provider = run_still(run())
    assert shown[-1].answer == "one two three"
    assert provider.closed == 1
