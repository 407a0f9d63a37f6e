"""A question that is edited: another version of its turn."""

import pytest

from desktop.controllers.asking.edit_question import EditQuestionController
from desktop.services.ports.provider import AnswerChunk
from tests.controllers.asking.asking_desk import AskingDesk
from tests.services.program import STOP, image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def controller(desk: AskingDesk) -> EditQuestionController:
    loading = desk.program.tasks.slot("load")
    editing = EditQuestionController(
        desk.window,
        desk.workspace,
        desk.history,
        desk.program.request_builder,
        desk.edited,
        loading,
        lambda turn_id: False,
    )
    editing.connect()
    return editing


def test_the_last_question_comes_back_into_the_field_and_what_was_half_typed_returns() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("one"), STOP])
        editing = controller(desk)
        turn = await desk.program.ended(await desk.program.start("what?"))
        desk.workspace.set_prompt("half typed")
        editing.edit_last()  # it has no picture to wait for: the next key goes into it
        assert desk.edited.turn is not None
        assert desk.workspace.draft.prompt == "what?"
        desk.workspace.set_prompt("what else?")
        question = desk.draft.collect()
        assert question.replaced is None or question.replaced.id == turn.id
        assert question.inputs.conversation.turns == ()
        desk.window.composer.editing_left.emit()
        assert desk.edited.turn is None and desk.workspace.draft.prompt == "half typed"
        await desk.close()

    on_the_loop(story())


def test_the_last_of_two_edits_counts_whatever_has_to_be_loaded() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("yes"), STOP])
        editing = controller(desk)
        shown = await desk.program.ended(await desk.program.start("what?", image()))
        plain = await desk.program.ended(await desk.program.start("why?"))
        editing.begin(shown.id)
        editing.begin(plain.id)
        await until(lambda: not desk.program.tasks.names)
        assert desk.edited.turn is not None and desk.edited.turn.id == plain.id
        assert desk.workspace.draft.prompt == "why?"
        await desk.close()

    on_the_loop(story())


def test_nothing_is_edited_in_an_empty_conversation() -> None:
    async def story() -> None:
        desk = AskingDesk()
        editing = controller(desk)
        editing.edit_last()
        editing.begin("nobody")
        assert desk.edited.turn is None
        await desk.close()

    on_the_loop(story())


def test_editing_ends_when_its_turn_is_deleted() -> None:
    async def story() -> None:
        desk = AskingDesk([AnswerChunk("one"), STOP])
        editing = controller(desk)
        turn = await desk.program.ended(await desk.program.start("what?"))
        editing.begin(turn.id)
        await until(lambda: desk.edited.turn is not None)
        desk.history.delete_turn(turn.id)
        assert desk.edited.turn is None and desk.workspace.draft.prompt == ""
        await desk.close()

    on_the_loop(story())
