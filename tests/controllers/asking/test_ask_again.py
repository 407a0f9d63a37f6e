"""A turn's question asked again, and the rest of an answer."""

from collections.abc import Callable

import pytest

from desktop.controllers.asking.ask_again import CONTINUE, AskAgainController
from desktop.core.conversation.turn import Stage
from desktop.services.ports.provider import AnswerChunk
from tests.controllers.asking.asking_desk import AskingDesk, NoEditing
from tests.services.program import STOP
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def controller(desk: AskingDesk, editing: NoEditing) -> AskAgainController:
    again = AskAgainController(desk.window, desk.workspace, desk.asker, desk.draft, desk.repeated, editing)
    again.connect()
    return again


def ended(desk: AskingDesk, count: int) -> Callable[[], bool]:
    """Returns a condition: so many requests went out, and all their answers have ended."""
    return lambda: len(desk.prompts) == count and not desk.asker.runner.is_asking


def test_a_question_is_asked_again_of_another_model_and_becomes_another_version() -> None:
    async def story() -> None:
        desk, editing = AskingDesk([AnswerChunk("one"), STOP], [AnswerChunk("two"), STOP]), NoEditing()
        again = controller(desk, editing)
        first = await desk.program.ended(await desk.program.start("what?"))
        again.again(first.id, model="qwen")
        await until(ended(desk, 2))
        assert desk.prompts == ["what?", "what?"] and editing.cancelled == 1
        assert desk.program.turns[-1].model == "qwen" and desk.program.turns[-1].stage is Stage.DONE
        await desk.close()

    on_the_loop(story())


def test_a_turn_that_is_not_there_asks_nothing() -> None:
    async def story() -> None:
        desk = AskingDesk()
        controller(desk, NoEditing()).again("nobody")
        assert not desk.asker.runner.is_asking
        await desk.close()

    on_the_loop(story())


def test_the_rest_of_an_answer_keeps_what_is_half_typed() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("cut"), STOP], [AnswerChunk(" off"), STOP])
        again = controller(desk, NoEditing())
        await desk.program.ended(await desk.program.start("what?"))
        desk.workspace.set_prompt("half typed")
        again.continue_answer()
        await until(ended(desk, 2))
        assert desk.prompts[-1] == CONTINUE and desk.workspace.draft.prompt == "half typed"
        await desk.close()

    on_the_loop(story())


def test_the_button_of_a_question_begins_to_edit_it() -> None:
    async def story() -> None:
        desk, editing = AskingDesk(), NoEditing()
        controller(desk, editing)
        desk.window.transcript.edit_requested.emit("t")
        assert editing.begun == ["t"]
        await desk.close()

    on_the_loop(story())
