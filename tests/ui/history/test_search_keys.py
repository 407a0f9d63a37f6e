"""Keys in the search field, before and after its results are listed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.ui.history.history_panel import HistoryPanel
from tests.ui.windows import history_panel

ALL = tuple(Summary(name, name, 1_800_000_000.0) for name in ("alpha", "beta", "gamma"))
FOUND = tuple(Summary(name, name, 1_800_000_000.0, excerpt="found") for name in ("gamma", "alpha"))
DOWN, RETURN = Qt.Key.Key_Down, Qt.Key.Key_Return


class Desk:
    """A panel whose store answers when the test says so, and what it asked to open and to search."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.host = qtbot, QWidget()
        self.panel: HistoryPanel = history_panel(self.host)
        qtbot.addWidget(self.panel)
        self.panel.show()
        self.panel.activateWindow()
        self.opened, self.sought = list[str](), list[SearchQuery]()
        self.panel.open_requested.connect(lambda conversation_id, _turn: self.opened.append(conversation_id))
        self.panel.search_requested.connect(self.sought.append)
        self.list(ALL)
        self.panel.focus_search()
        qtbot.waitUntil(self.panel.search_field.hasFocus)

    def list(self, rows: tuple[Summary, ...]) -> None:
        """Lists what the store has found; "alpha" is the open conversation."""
        self.panel.show_summaries(rows, "alpha")
        self.panel.show_listed()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.panel.search_field, key)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize(
    ("keys", "opened"),
    [([RETURN], "gamma"), ([DOWN, RETURN], "gamma"), ([DOWN, DOWN, RETURN], "alpha"), ([DOWN] * 9 + [RETURN], "alpha")],
)
def test_keys_search_at_once_and_wait_for_what_is_found(desk: Desk, keys: list[Qt.Key], opened: str) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.press(*keys)
    assert desk.sought == [SearchQuery("a")]
    assert desk.opened == []
    assert desk.panel.search_field.hasFocus()
    desk.list(FOUND)
    assert desk.opened == [opened]
    assert desk.panel.list_view.hasFocus()


def test_down_goes_to_the_first_result_though_the_open_conversation_is_found_too(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.qtbot.waitUntil(lambda: desk.sought == [SearchQuery("a")])
    desk.list(FOUND)
    desk.press(DOWN)
    assert desk.panel.list_view.currentIndex().data() == "gamma"
    assert desk.opened == []
    desk.list(FOUND)  # again, because an answer has ended, say
    assert desk.panel.list_view.currentIndex().data() == "gamma"


def test_a_list_that_is_shown_before_the_search_was_made_is_not_its_result(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.list(ALL)  # before the moment after the last letter is over
    desk.press(RETURN)
    assert desk.opened == []
    desk.list(FOUND)
    assert desk.opened == ["gamma"]


def test_another_letter_and_another_place_take_the_keys_back(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.press(DOWN, RETURN)
    desk.qtbot.keyClicks(desk.panel.search_field, "l")
    desk.qtbot.waitUntil(lambda: desk.sought == [SearchQuery("a"), SearchQuery("al")])
    desk.list(FOUND)
    assert desk.opened == []
    desk.qtbot.keyClicks(desk.panel.search_field, "p")
    desk.press(RETURN)
    desk.panel.list_view.setFocus()
    desk.list(FOUND)
    assert desk.opened == []


def test_nothing_is_opened_where_nothing_is_found(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "zzz")
    desk.press(DOWN, RETURN)
    desk.list(())
    assert desk.opened == []
    assert desk.panel.search_field.hasFocus()
    desk.list(FOUND)  # later, for another reason
    assert desk.opened == []


def test_a_list_that_cannot_be_read_opens_nothing_later_and_the_next_key_searches_again(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.press(DOWN, RETURN)
    desk.panel.show_listed(False)
    desk.list(FOUND)  # later, for another reason
    assert desk.opened == []
    desk.qtbot.keyClicks(desk.panel.search_field, "l")
    desk.press(RETURN)
    desk.panel.show_listed(False)
    desk.press(RETURN)
    assert desk.sought == [SearchQuery("a"), SearchQuery("al"), SearchQuery("al")]
    desk.list(FOUND)
    assert desk.opened == ["gamma"]


def test_without_a_search_enter_does_nothing_and_down_goes_to_the_open_conversation(desk: Desk) -> None:
    desk.press(RETURN)
    assert (desk.opened, desk.sought) == ([], [])
    desk.press(DOWN)
    assert desk.panel.list_view.hasFocus()
    assert desk.panel.list_view.currentIndex().data() == "alpha"


def test_letters_of_every_script_are_typed(desk: Desk) -> None:
    for code, text in ((0x41A, "к"), (0x3B1, "α"), (0, "字")):  # the first two keys have no name in Qt
        QApplication.sendEvent(
            desk.panel.search_field,
            QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text),
        )
    assert desk.panel.search_field.text() == "кα字"


def test_keys_with_a_modifier_mean_something_else(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.qtbot.keyClick(desk.panel.search_field, RETURN, Qt.KeyboardModifier.AltModifier)
    desk.list(FOUND)
    assert desk.opened == []


def test_a_filter_has_the_keys_wait_for_its_own_results(desk: Desk) -> None:
    (pinned,) = [action for action in desk.panel.findChildren(QAction) if action.text() == "Pinned"]
    pinned.toggle()
    desk.press(RETURN)
    assert desk.sought == [SearchQuery(pinned=True)]
    assert desk.opened == []
    desk.list(FOUND)
    assert desk.opened == ["gamma"]


def test_a_filter_that_is_chosen_meanwhile_takes_the_keys_back(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.press(RETURN)
    (pinned,) = [action for action in desk.panel.findChildren(QAction) if action.text() == "Pinned"]
    pinned.toggle()
    desk.list(FOUND)
    assert desk.opened == []
    assert desk.panel.search_field.hasFocus()


def test_an_impatient_second_enter_opens_nothing_more(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.panel.search_field, "a")
    desk.press(DOWN, RETURN, RETURN, DOWN, RETURN)
    desk.list(FOUND)
    assert desk.opened == ["gamma"]
    assert desk.panel.list_view.currentIndex().data() == "gamma"
