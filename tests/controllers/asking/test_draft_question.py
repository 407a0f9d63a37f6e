"""The question that Enter would ask."""

from dataclasses import dataclass

import pytest

from desktop.controllers.asking.draft_question import DraftQuestion
from desktop.core.conversation.attached_text import AttachedText, join_question
from desktop.core.conversation.turn import Turn
from desktop.core.workspace.draft import Draft
from desktop.services.asking.edited_question import EditedQuestion
from desktop.services.workspace import Workspace
from tests.controllers.fakes import FakeHistory, FakeSettings, annotated, turn
from tests.controllers.privacy.review import Scanned

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Desk:
    """A workspace beside a conversation of these turns."""

    turns: tuple[Turn, ...] = ()

    def __post_init__(self) -> None:
        self.workspace, self.history, self.edited = Workspace(), FakeHistory(*self.turns), EditedQuestion()
        self.settings = FakeSettings(endpoint="http://127.0.0.1:8/v1", answers="endpoint", model="llava")
        self.collector = DraftQuestion(self.workspace, self.settings, self.history, Scanned(), self.edited)


def test_it_is_made_of_what_is_typed_and_pasted_and_of_the_settings_in_force() -> None:
    desk, image = Desk(), annotated()
    desk.workspace.change("Paste", Draft(images=(image,)))
    desk.workspace.set_prompt("  what is this?\n")
    question = desk.collector.collect()
    assert (question.inputs.prompt, question.inputs.images) == ("what is this?", (image,))
    assert question.inputs.settings.model == "llava" and question.replaced is None


def test_the_same_question_takes_the_place_of_one_that_got_no_answer() -> None:
    failed = turn("what is this?")
    desk = Desk((failed,))
    desk.workspace.set_prompt("what is this?")
    question = desk.collector.collect()
    assert question.replaced == failed and question.inputs.conversation.turns == ()
    desk.workspace.set_prompt("what is that?")
    assert desk.collector.collect().replaced is None


def test_a_shown_question_loses_what_is_gone_and_gains_nothing() -> None:
    desk, shown_image, late = Desk(), annotated(), annotated(40, 40)
    desk.workspace.change("Paste", Draft(images=(shown_image,)))
    desk.workspace.set_prompt("what?")
    shown = desk.collector.collect()
    desk.workspace.change("Paste", desk.workspace.draft.with_images((late,)))
    again = desk.collector.collect_shown(shown)
    assert again is not None and again.inputs.images == (shown_image,)
    first, later = AttachedText("a.log", "one"), AttachedText("b.log", "two")
    desk.workspace.set_draft(desk.workspace.draft.with_texts((first,)))
    shown = desk.collector.collect()
    desk.workspace.set_draft(desk.workspace.draft.with_texts((later,)))
    again = desk.collector.collect_shown(shown)
    assert again is not None and again.inputs.prompt == join_question("what?", (first,))
    assert desk.workspace.draft.after_asking(again.inputs.prompt).texts == (later,)
    desk.workspace.set_question("what?")
    desk.workspace.set_prompt("")
    assert desk.collector.collect_shown(shown) is None


def test_the_rest_of_an_answer_needs_neither_the_text_nor_the_images_of_the_workspace() -> None:
    desk = Desk((turn("what?", "An answer that was cut"),))
    desk.workspace.change("Paste", Draft(images=(annotated(),)))
    desk.workspace.set_prompt("half typed")
    question = desk.collector.collect_rest_of_answer("Please continue.")
    assert (question.inputs.prompt, question.inputs.images) == ("Please continue.", ())
    assert question.inputs.conversation.turns[0].prompt == "what?"
