"""Questions that are started in the window."""

import pytest

from desktop.core.conversation.turn import Stage
from desktop.services.ports.provider import AnswerChunk
from tests.controllers.asking.asking_desk import AskingDesk
from tests.services.program import STOP
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_typed_question_is_asked_and_its_caller_hears_when_it_is_kept() -> None:
    async def story() -> None:
        desk, kept = AskingDesk([AnswerChunk("an answer"), STOP]), list[str]()
        desk.workspace.set_prompt("what?")
        desk.asker.ask(desk.draft.collect(), desk.draft.collect, lambda: kept.append("kept"))
        assert desk.asker.typed == "what?"
        await until(lambda: desk.program.turns and desk.program.turns[-1].stage is Stage.DONE)
        assert kept == ["kept"] and desk.prompts == ["what?"] and desk.asker.typed == ""
        await desk.close()

    on_the_loop(story())


def test_a_question_that_is_given_up_leaves_nothing_behind() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("an answer"), STOP])
        desk.workspace.set_prompt("what?")
        desk.asker.ask(desk.draft.collect(), desk.draft.collect, lambda: None)
        desk.asker.give_up()
        await until(lambda: not desk.asker.runner.is_asking)
        assert desk.program.turns == [] and desk.prompts == [] and desk.workspace.draft.prompt == "what?"
        await desk.close()

    on_the_loop(story())


def test_a_later_question_takes_the_place_of_one_that_waits() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("an answer"), STOP])
        for prompt in ("first", "second"):
            desk.workspace.set_prompt(prompt)
            desk.asker.give_up()
            desk.asker.ask(desk.draft.collect(), desk.draft.collect, lambda: None)
        await until(lambda: desk.program.turns and desk.program.turns[-1].stage is Stage.DONE)
        assert desk.prompts == ["second"]
        await desk.close()

    on_the_loop(story())
