"""A capture with which nothing was done leaves no draft; anything else stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from desktop.controllers.at_hand.quick_conversation import QuickConversation
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.attached_text import AttachedText
from desktop.core.geometry.rect import Rect
from desktop.core.workspace.draft import Draft
from desktop.services.asking.ask_question import AskState
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.image.screen_capture import STEP
from desktop.services.workspace import Workspace
from tests.controllers.fakes import FakeHistory, turn
from tests.helpers.images import image_of, quarters

CAPTURE = image_of(quarters(), STEP)[0]
PASTED = image_of(quarters(), "photo.png")[0]
COVER = Redaction("r", Rect(1, 1, 9, 9))


class FakeRunner(QuestionRunner):
    def __init__(self, state: AskState | None = None) -> None:
        QObject.__init__(self)
        self.waiting = state

    @property
    def state(self) -> AskState | None:
        return self.waiting


def left_of(draft: Draft, history: FakeHistory | None = None, state: AskState | None = None) -> Draft:
    """What is in the workspace as another capture takes its place, before a new conversation is opened."""
    workspace = Workspace()
    workspace.set_draft(draft)
    QuickConversation(workspace, history or FakeHistory(), FakeRunner(state)).begin_again()
    return workspace.draft


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_capture_with_which_nothing_was_done_goes(words: str) -> None:
    assert left_of(Draft(words, (CAPTURE,))) == Draft()


@pytest.mark.parametrize(
    "draft",
    [
        Draft("Why?", (CAPTURE,)),
        Draft("", (CAPTURE.with_annotation(COVER),)),
        Draft("", (CAPTURE.cropped(Rect(0, 0, 40, 30)),)),
        Draft("", (CAPTURE.rotated(1),)),
        Draft("", (replace(CAPTURE, detail="low"),)),
        Draft("", (CAPTURE, PASTED)),
        Draft("", (CAPTURE,), texts=(AttachedText.of("app.log", "a line"),)),
        Draft("", (PASTED,)),
        Draft("Why?"),
    ],
    ids=["words", "cover", "crop", "turned", "detail", "another beside it", "text beside it", "pasted", "words alone"],
)
def test_with_anything_of_the_users_it_stays(draft: Draft) -> None:
    assert left_of(draft) == draft


def test_what_was_asked_about_stays() -> None:
    draft = Draft("", (CAPTURE,))
    assert left_of(draft, FakeHistory(turn())) == draft
    assert left_of(draft, state=AskState.SCANNING) == draft
