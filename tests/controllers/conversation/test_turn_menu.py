from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.controllers.conversation.transcript_actions import TranscriptActions
from desktop.controllers.conversation.turn_asking_menu import TurnAskingMenu
from desktop.controllers.conversation.turn_menu import TurnMenuController
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.messages.covers import continue_as_before
from desktop.ui.actions import Actions
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, turn


class AskingAgain:
    """Records what is to be asked again."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.continued = 0
        self.may_uncover = False
        self.uncovered: list[tuple[str, str]] = []

    def again(self, turn_id: str, *, model: str = "", uncovered: bool = False) -> None:
        (self.uncovered if uncovered else self.asked).append((turn_id, model))

    def may_go_uncovered(self, turn_id: str) -> bool:
        return self.may_uncover

    def continue_answer(self, uncovered: bool = False) -> None:
        self.continued += 1
        self.uncovered += [("rest", "")] if uncovered else []


class Menu:
    """The controller over two turns: the first is done, the second is still being answered."""

    def __init__(self, bar: Bar, actions: Actions) -> None:
        first = turn("what?", "a **kite**", id="a")
        second = replace(turn("and?", id="b", parent="a"), stage=Stage.WAITING)
        self.bar, self.history, self.asking = bar, FakeHistory(first, second), AskingAgain()
        self.view = TranscriptView(Theme(LIGHT, bar.parent.font()))
        self.text = TranscriptActions(self.view, actions, bar.parent, lambda _: True, bar.notices)
        self.edited: list[str] = []
        self.copied: list[Turn] = []  # with their images
        self.view.edit_requested.connect(self.edited.append)
        self.controller = TurnMenuController(
            self.history,
            self.view,
            bar.parent,
            self.text,
            self.copied.append,
            TurnAskingMenu(self.asking, lambda: ["gpt-4o", "gpt-4.1"], self.view.edit_requested.emit),
            bar.notices,
        )
        self.controller.connect()

    def entries(self, turn_id: str, link: str = "") -> dict[str, QAction]:
        self.view.menu_requested.emit(turn_id, link, QPoint(0, 0))
        self.menu = [menu for menu in self.bar.parent.findChildren(QMenu) if menu.parent() is self.bar.parent][-1]
        found: dict[str, QAction] = {}
        for action in self.menu.actions():
            inner = action.menu()
            found |= {action.text(): action} if action.text() else {}
            if isinstance(inner, QMenu):
                found |= {f"{action.text()}/{other.text()}": other for other in inner.actions()}
        self.menu.hide()
        return found


@pytest.fixture
def menu(bar: Bar, actions: Actions) -> Iterator[Menu]:
    yield Menu(bar, actions)
    QGuiApplication.clipboard().clear()


def test_a_turn_that_is_done_can_be_asked_again(menu: Menu) -> None:
    entries = menu.entries("a")
    entries["Ask again"].trigger()
    entries["Ask another model/gpt-4.1"].trigger()
    entries["Ask another model/This computer"].trigger()
    assert menu.asking.asked == [("a", ""), ("a", "gpt-4.1"), ("a", LOCAL_OCR_MODEL)]
    entries["Edit question"].trigger()
    assert menu.edited == ["a"]
    assert "Continue answer" not in entries  # there is a later turn


def test_another_model_is_asked_from_a_list_of_its_own(menu: Menu) -> None:
    menu.view.other_model_requested.emit("a", QPoint(0, 0))
    (models,) = [found for found in menu.bar.parent.findChildren(QMenu) if found.parent() is menu.bar.parent]
    assert [action.text() for action in models.actions()] == ["gpt-4o", "gpt-4.1", "This computer"]
    models.actions()[1].trigger()
    models.hide()
    assert menu.asking.asked == [("a", "gpt-4.1")]


def test_the_menu_ends_with_all_facts_about_the_answer(menu: Menu) -> None:
    menu.view.show_conversation(menu.history.conversation)
    facts = menu.view.facts_of("a")
    assert facts
    assert list(menu.entries("a"))[-1] == facts


def test_only_the_last_answer_can_be_continued(menu: Menu) -> None:
    menu.history.current = menu.history.current.before("b")
    menu.entries("a")["Continue answer"].trigger()
    assert menu.asking.continued == 1


def test_a_turn_that_is_being_answered_can_only_be_copied(menu: Menu) -> None:
    entries = menu.entries("b")
    assert list(entries) == ["Copy question", "Select all"]
    entries["Copy question"].trigger()
    assert QGuiApplication.clipboard().text() == "and?"


def test_the_answer_is_copied_as_markdown(menu: Menu) -> None:
    menu.entries("a")["Copy answer as Markdown"].trigger()
    assert QGuiApplication.clipboard().text() == "a **kite**"


def test_an_answer_about_a_picture_is_copied_with_it(menu: Menu) -> None:
    assert "Copy picture and answer" not in menu.entries("a")
    first, second = menu.history.current.turns
    image = SentImage("1" * 64, "image/png", 8, 6, 99)
    menu.history.current = Conversation.of("c", (replace(first, images=(image,)), second))
    menu.entries("a")["Copy picture and answer"].trigger()
    assert [turn.images for turn in menu.copied] == [(image,)]
    menu.history.current = Conversation.of("c", (replace(first, images=(image, image)), second))
    assert "Copy pictures and answer" in menu.entries("a")


def test_pinning_and_deleting_with_a_way_back(menu: Menu) -> None:
    entries = menu.entries("a")
    entries["Pin"].trigger()
    entries["Delete"].trigger()
    assert menu.history.calls == [("pin_turn", "a"), ("delete_turn", "a")]
    menu.bar.press("Undo")
    assert menu.history.calls[-1] == ("undo_delete",)


def test_beside_all_turns_the_menu_is_about_the_link_alone(menu: Menu) -> None:
    assert list(menu.entries("", "https://a.example")) == ["Open link", "Copy link", "Select all"]


def test_an_answer_can_be_continued_uncovered_where_asking_again_can(menu: Menu) -> None:
    menu.history.current = menu.history.current.before("b")
    assert continue_as_before() not in menu.entries("a")
    menu.asking.may_uncover = True
    menu.entries("a")[continue_as_before()].trigger()
    assert menu.asking.uncovered == [("rest", "")]
