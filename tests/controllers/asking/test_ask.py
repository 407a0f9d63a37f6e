"""What is typed is asked, and a question on its way follows what the user does."""

import pytest

from desktop.controllers.asking.ask import AskController
from desktop.core.conversation.turn import Stage
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.services.ports.provider import AnswerChunk
from tests.controllers.asking.asking_desk import AskingDesk, NoEditing
from tests.services.program import STOP
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def connected(desk: AskingDesk) -> AskController:
    controller = AskController(
        desk.window, desk.workspace, desk.history, desk.program.image_importer, desk.asker, desk.draft, NoEditing()
    )
    controller.connect()
    return controller


def test_enter_asks_and_empties_the_field() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("an answer"), STOP])
        controller = connected(desk)  # slots live as long as their object
        desk.workspace.set_prompt("what?")
        desk.window.composer.ask_requested.emit()
        await until(lambda: desk.program.turns and desk.program.turns[-1].stage is Stage.DONE)
        assert desk.prompts == ["what?"] and desk.workspace.draft.prompt == ""
        del controller
        await desk.close()

    on_the_loop(story())


def test_a_question_without_an_answer_comes_back_into_the_field() -> None:
    async def story() -> None:
        desk = AskingDesk([EndpointRejectedError(Problem(ProblemKind.BAD_REQUEST, "h"))])
        controller = connected(desk)
        desk.workspace.set_prompt("what?")
        controller.ask()
        await until(lambda: desk.program.turns and desk.program.turns[-1].stage is Stage.FAILED)
        assert desk.workspace.draft.prompt == "what?"
        await desk.close()

    on_the_loop(story())


def test_nothing_is_asked_without_words() -> None:
    async def story() -> None:
        desk = AskingDesk()
        connected(desk).ask()
        assert not desk.asker.runner.is_asking
        await desk.close()

    on_the_loop(story())


def test_stop_ends_the_answer_of_the_open_conversation() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("half an "), 60.0])
        controller = connected(desk)
        desk.workspace.set_prompt("what?")
        controller.ask()
        await until(lambda: desk.program.turns and desk.program.turns[-1].answer)
        desk.window.composer.stop_requested.emit()
        await until(lambda: desk.program.turns[-1].stage is Stage.STOPPED)
        assert desk.program.turns[-1].answer == "half an "
        await desk.close()

    on_the_loop(story())


def test_the_last_question_can_be_had_again() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("an answer"), STOP])
        controller = connected(desk)
        await desk.program.ended(await desk.program.start("what?"))
        desk.window.composer.last_question_wanted.emit()
        assert desk.workspace.draft.prompt == "what?"
        del controller
        await desk.close()

    on_the_loop(story())
