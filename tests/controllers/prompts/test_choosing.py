"""Saved prompts that are asked by a click."""

from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.controllers.prompts.choosing import PromptChoiceController
from desktop.core.asking.saved_prompts import LANGUAGE, SavedPrompt
from desktop.core.conversation.turn import Turn
from desktop.core.workspace.draft import Draft
from desktop.messages.prompts.prompt_words import lost_words
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeHistory, FakeSettings, NoKeys, Recorder, annotated, sent_image, turn

EXPLAIN = SavedPrompt("Explain", "Explain it.", instructions="Be brief.")
LOST = SavedPrompt("Work", "What is it?", connection="gone", connection_name="Work")
TRANSLATE = SavedPrompt("Translate to …", f"Translate it to {LANGUAGE}.")


class Room:
    """A window with the library above its question; `asked` has what was in the field whenever it was asked."""

    def __init__(self, qtbot: QtBot, *turns: Turn, **settings: Any) -> None:
        self.window = MainWindow(Theme(LIGHT, QFont()))
        qtbot.addWidget(self.window)
        self.window.build_panes(lambda: None)
        self.workspace, self.asked = Workspace(), list[str]()
        self.settings = FakeSettings(**{"answers": "endpoint", "endpoint": "https://a.example/v1", **settings})
        self.library = PromptLibrary(dict, Recorder(), lambda: (EXPLAIN, TRANSLATE))
        self.controller = PromptChoiceController(
            self.window,
            self.workspace,
            FakeHistory(*turns),
            self.library,
            Connections(Tasks(), self.settings, NoKeys()),
            self.settings,
            lambda: self.asked.append(self.workspace.draft.prompt),
        )
        self.controller.connect()
        self.controller.show()

    def choose(self, prompt: SavedPrompt) -> None:
        self.window.composer.prompts.chosen.emit(prompt)


def test_with_an_image_it_is_asked_at_once_as_it_says(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft("", (annotated(),), 0))
    room.choose(EXPLAIN)
    assert room.asked == ["Explain it."]
    assert room.settings.layers.choice.instructions == "Be brief."


def test_an_image_of_an_earlier_question_is_enough(qtbot: QtBot) -> None:
    room = Room(qtbot, turn("What?", "That.", sent_image(annotated())))
    room.choose(EXPLAIN)
    assert room.asked == ["Explain it."]


def test_without_an_image_it_waits_in_the_field(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.choose(EXPLAIN)
    assert room.asked == []
    assert room.workspace.draft.prompt == "Explain it."


def test_what_was_typed_stays_before_it_and_is_not_asked(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft("In short: ", (annotated(),), 0))
    room.window.composer.field.setPlainText("In short: ")
    room.window.composer.field.moveCursor(room.window.composer.field.textCursor().MoveOperation.End)
    room.choose(EXPLAIN)
    assert room.asked == []
    assert room.window.composer.field.toPlainText() == "In short: Explain it."


def test_the_beginning_of_its_name_gives_way_to_it(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft("/exp", (annotated(),), 0))
    room.choose(EXPLAIN)
    assert room.asked == ["Explain it."]


def test_one_whose_connection_is_gone_is_not_asked_and_says_so(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft("", (annotated(),), 0))
    room.choose(LOST)
    assert (room.asked, room.workspace.draft.prompt) == ([], "")
    assert room.window.notice.words == lost_words(LOST)


@pytest.mark.qt_log_ignore("window masks", extend=True)
def test_one_that_asks_for_a_language_is_asked_in_it_and_the_language_is_remembered(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft("", (annotated(),), 0))
    room.choose(TRANSLATE)
    assert room.asked == []
    (menu,) = [menu for menu in room.window.findChildren(QMenu) if menu.accessibleName() == TRANSLATE.name]
    menu.close()
    room.window.composer.prompts.language_chosen.emit(TRANSLATE, "French")
    assert room.asked == ["Translate it to French."]
    assert room.settings.settings.translation_language == "French"


@pytest.mark.parametrize("text", ["", "typed"])
def test_a_library_that_changes_is_shown_and_nothing_is_asked(qtbot: QtBot, text: str) -> None:
    room = Room(qtbot)
    room.workspace.set_draft(Draft(text, (annotated(),), 0))
    room.library.keep((EXPLAIN,))
    assert (room.asked, room.workspace.draft.prompt) == ([], text)
