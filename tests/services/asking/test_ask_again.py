"""Turns that are asked again, with the images that go along then."""

import pytest

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.settings.settings import Settings
from desktop.services.asking.ask_again import build_ask_again
from desktop.services.ports.provider import AnswerChunk
from tests.services.program import STOP, Program, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_stopped_before_its_pictures_were_ready_it_takes_those_of_the_desk() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("ok"), STOP])
        picture = image()
        turn = Turn.new(program.history.conversation.id, "what?", "gpt-4o", "h", 1.0).stopped()  # as 0.1.0 kept it
        program.history.update_turn(turn)
        assert program.history.conversation.turns[-1].stage is Stage.STOPPED
        await program.again(turn.id, (picture,))
        await until(lambda: program.turns[-1].answer == "ok" and program.turns[-1].stage.ended)
        assert len(program.provider.requests[0].images) == 1
        await until(lambda: not program.ask.is_busy(turn.conversation_id))
        await program.close()

    on_the_loop(run())


def test_a_question_without_an_answer_is_asked_again_in_its_place() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.KEY_REFUSED, "h"))
        program = Program([refused], [AnswerChunk("now"), STOP], [AnswerChunk("again"), STOP])
        first = await program.ended(await program.start("what?", image()))
        assert first.stage is Stage.FAILED
        program.turns.clear()
        await program.again(first.id)
        second = await program.ended(first)
        assert (second.id, second.answer, second.images) == (first.id, "now", first.images)
        assert len(program.provider.requests[1].images) == 1
        await program.again(first.id)
        await until(lambda: program.turns[-1].answer == "again" and program.turns[-1].stage.ended)
        await until(lambda: not program.ask.is_busy(first.conversation_id))
        conversation = program.history.conversation
        assert [turn.answer for turn in conversation.turns] == ["again"]  # another version of it
        assert [turn.answer for turn in conversation.siblings(conversation.turns[0])] == ["now", "again"]
        program.history.switch_version(conversation.last_turn_id, 1)
        assert [turn.answer for turn in program.history.conversation.turns] == ["now"]
        await program.close()

    on_the_loop(run())


def test_a_refused_picture_is_sent_smaller_or_left_out_and_the_turn_keeps_its_place() -> None:
    async def run() -> None:
        refused = EndpointRejectedError(Problem(ProblemKind.IMAGE_REJECTED, "h"))
        program = Program([refused], [refused], [AnswerChunk("ok"), STOP])
        turn = await program.ended(await program.start("what?", image(1200)))
        assert turn.stage is Stage.FAILED
        await program.again(turn.id, resend_policy=ResendPolicy.REDUCED)
        again = await _next_end(program, turn, 2)
        assert max(again.images[0].size) == 600
        await program.again(turn.id, (image(9),), resend_policy=ResendPolicy.OMIT)
        last = await _next_end(program, turn, 3)
        assert (last.id, last.answer, last.images) == (turn.id, "ok", ())
        assert [len(request.images) for request in program.provider.requests] == [1, 1, 0]
        assert len(program.history.conversation.turns) == 1
        await program.close()

    on_the_loop(run())


async def _next_end(program: Program, turn: Turn, requests: int) -> Turn:
    await until(lambda: len(program.provider.requests) == requests and not program.ask.is_busy(turn.conversation_id))
    return program.history.conversation.turns[0]


def test_asked_again_a_turn_of_words_takes_no_picture_of_the_desk() -> None:
    async def run() -> None:
        program = Program([AnswerChunk("one"), STOP])
        turn = await program.ended(await program.start("hello"))
        await program.again(turn.id, (image(),))
        await until(lambda: len(program.provider.requests) == 2 and not program.ask.is_busy(turn.conversation_id))
        assert program.provider.requests[1].images == ()
        await program.close()

    on_the_loop(run())


def test_without_its_history_a_question_goes_alone_and_keeps_its_place() -> None:
    first = Turn.new("c", "before?", "gpt-4o", "h", 1.0).as_streaming("yes", 0.1).done(None)
    second = Turn.new("c", "what?", "gpt-4o", "h", 2.0, parent=first.id).failed(
        Problem(ProblemKind.CONTEXT_TOO_LONG, "h")
    )
    conversation = Conversation.of("c", (first, second))
    question = build_ask_again(second, conversation, Settings(), (), with_history=False)
    assert question.inputs.context.turns == ()
    assert question.conversation_id == "c"
    assert question.new_turn(3.0).parent == first.id
    assert build_ask_again(second, conversation, Settings(), ()).inputs.context.turns == (first,)
