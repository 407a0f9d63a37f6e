"""Questions from the draft to the stored answer, one and several at a time."""

import asyncio

import pytest

from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.settings.settings import Settings
from desktop.services.ports.provider import AnswerChunk
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_question_its_pictures_and_the_next_one() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP])
        picture = image()
        first = await program.ended(await program.start("what?", picture))
        assert (first.stage, first.answer, len(first.images)) == (Stage.DONE, "one", 1)
        await program.ended(await program.start("and?", picture))
        request = program.provider.requests[1]
        assert [message.text for message in request.messages] == ["what?", "one", "and?"]
        assert [len(message.images) for message in request.messages] == [1, 0, 0]
        assert request.images == program.provider.requests[0].images
        await program.close()
        assert [turn.answer for turn in program.store.conversation(first.conversation_id).turns] == ["one", "two"]

    on_the_loop(run())


def test_a_question_is_kept_before_it_is_sent_and_shown_after() -> None:
    async def run() -> None:
        program = Program([60.0])
        turn_id = ""

        async def asked(question: Question) -> Turn:
            nonlocal turn_id
            turn_id = program.ask.keep(question).id
            kept = await program.storage.query(lambda store: store.conversation(question.conversation_id))
            assert [turn.id for turn in kept.turns] == [turn_id]
            await asyncio.sleep(60)
            raise AssertionError

        question = Question(RequestInputs(Settings(), Conversation("c"), "what?", ()))
        seen = list[str]()
        program.ask.turn_changed.connect(lambda turn: seen.append(turn.id))
        program.ask.start(question, lambda _: asked(question), lambda: seen.append("leaves the draft"))
        await until(lambda: turn_id)
        assert program.ask.is_busy("c") and seen == []
        await until(lambda: seen)
        assert seen == ["leaves the draft", turn_id]
        await program.close()

    on_the_loop(run())


@pytest.mark.parametrize("way", ["failed", "left"])
def test_a_question_that_was_kept_is_shown_at_once_when_it_fails_or_is_left(way: str) -> None:
    async def run() -> None:
        program, seen = Program(), list[object]()

        async def asked(question: Question) -> Turn:
            turn = program.ask.keep(question)
            assert seen == []
            if way == "left":
                program.ask.cancel_waiting()
            else:
                program.ask.fail(turn, EndpointRejectedError(Problem(ProblemKind.NO_KEY, "h")))
            seen.append("next")
            return turn

        question = Question(RequestInputs(Settings(), Conversation("c"), "what?", ()))
        program.ask.turn_changed.connect(lambda turn: seen.append(turn.stage))
        program.ask.start(question, lambda _: asked(question), lambda: seen.append("leaves the draft"))
        await until(lambda: not program.ask.is_asking)
        stage = Stage.PREPARING if way == "left" else Stage.FAILED
        assert seen == ["leaves the draft", stage, "next"]
        await program.close()

    on_the_loop(run())


def test_a_picture_whose_question_failed_goes_along_with_the_next() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.BAD_REQUEST, "h"))
        program = Program([refused], [AnswerChunk("ok"), STOP])
        picture = image()
        await program.ended(await program.start("what?", picture))
        await program.ended(await program.start("what now?", picture))
        assert [len(request.images) for request in program.provider.requests] == [1, 1]
        await program.close()

    on_the_loop(run())


def test_the_key_is_that_of_the_host_that_is_asked() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        settings = Settings(endpoint="https://asked.example/v1")
        await program.ended(await program.start("what?", settings=settings))
        assert program.asked_for_key_of == "asked.example"
        await program.close()

    on_the_loop(run())


def test_stopping_keeps_what_was_heard() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("half an "), AnswerChunk("ans"), 60.0])
        turn = await program.start("what?")
        await until(lambda: program.turns[-1].answer)
        program.ask.stop(turn.conversation_id)
        ended = await program.ended(turn)
        assert (ended.stage, ended.answer, ended.problem) == (Stage.STOPPED, "half an ans", None)
        assert program.provider.closed == 1
        await program.close()

    on_the_loop(run())


def test_the_text_that_came_last_is_saved_although_nothing_follows_it() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("half an "), 0.05, AnswerChunk("answer"), 60.0])
        turn = await program.start("what?")

        async def stored() -> tuple[Stage, str]:
            found = await program.storage.query(lambda store: store.conversation(turn.conversation_id))
            return found.turns[0].stage, found.turns[0].answer

        async with asyncio.timeout(240):
            while await stored() != (Stage.ANSWERING, "half an answer"):  # noqa: ASYNC110 (the store tells nobody)
                await asyncio.sleep(0.01)
        await program.close()

    on_the_loop(run())


def test_answers_so_far_can_be_saved_at_once() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("half an "), AnswerChunk("answer"), 60.0])
        turn = await program.start("what?")
        await until(lambda: program.turns[-1].answer == "half an answer")
        program.ask.save_answers()
        stored = await program.storage.query(lambda store: store.conversation(turn.conversation_id))
        assert [(kept.stage, kept.answer) for kept in stored.turns] == [(Stage.ANSWERING, "half an answer")]
        await program.close()

    on_the_loop(run())


def test_conversations_answer_side_by_side_and_looking_away_stops_nothing() -> None:
    async def run() -> None:
        program = Program(
            [AnswerChunk("a1 "), 0.1, AnswerChunk("a2"), STOP], [AnswerChunk("b1 "), 0.05, AnswerChunk("b2"), STOP]
        )
        first = await program.start("one")
        program.history.start_new()
        second = await program.start("two")
        assert first.conversation_id != second.conversation_id
        one, two = await program.ended(first), await program.ended(second)
        assert (one.answer, two.answer) == ("a1 a2", "b1 b2")
        program.history.open(first.conversation_id)
        await until(lambda: program.history.conversation.id == first.conversation_id)
        assert program.history.conversation.turns[0].answer == "a1 a2"
        await program.close()

    on_the_loop(run())


def test_a_new_question_ends_the_wait_for_text_after_an_answer() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP, 60.0], [AnswerChunk("two"), STOP, 60.0])
        first = await program.start("what?")
        await until(lambda: program.turns[-1].stage is Stage.DONE)
        assert not program.ask.is_busy(first.conversation_id)
        second = await program.start("and?")
        await until(lambda: program.provider.closed == 1)
        await until(lambda: program.turns[-1].answer == "two" and program.turns[-1].stage is Stage.DONE)
        assert (program.turns[-1].id, program.turns[-1].parent) == (second.id, first.id)
        await program.ask.stop_all()
        assert program.provider.closed == 2
        await program.close()
        kept = program.store.conversation(first.conversation_id).turns
        assert [(turn.answer, turn.stage) for turn in kept] == [("one", Stage.DONE), ("two", Stage.DONE)]

    on_the_loop(run())
