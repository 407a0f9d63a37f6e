import asyncio

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.controllers.conversation.search import SearchController
from desktop.controllers.conversation.transcript_search import TranscriptSearchController
from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions
from desktop.ui.find_bar import FindBar
from desktop.ui.history.history_panel import HistoryPanel
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.fakes import FakeHistory, Recorder, turn
from tests.services.qt_loop import on_the_loop, until
from tests.ui.windows import light_theme

pytestmark = pytest.mark.usefixtures("qapp")


class ModelsPanel(HistoryPanel):
    """A panel that records the models that it may be limited to."""

    def __init__(self) -> None:
        self.host = QWidget()
        super().__init__(light_theme(), Actions(self.host))
        self.models: list[tuple[str, ...]] = []

    def show_models(self, models: tuple[str, ...]) -> None:
        self.models.append(models)


class Search:
    """The controllers of both searches, over a transcript of one turn."""

    def __init__(self) -> None:
        self.history, self.panel, self.tasks = FakeHistory(turn("what?", "a red kite")), ModelsPanel(), Tasks()
        self.transcript = TranscriptView(Theme(LIGHT, self.panel.font()))
        self.transcript.show_conversation(self.history.conversation)
        self.owner, self.side, self.focus = QObject(), Recorder(), Recorder()
        self.find_action, self.action = QAction(self.owner), QAction(self.owner)
        self.bars: list[FindBar] = []
        self.finding = TranscriptSearchController(self.transcript, self.find_action, self.new_bar, self.focus)
        self.finding.connect()
        self.release = asyncio.Event()
        self.listed = 0
        self.controller = SearchController(
            self.history, self.panel, self.action, self.side, self.models, self.finding, self.tasks
        )
        self.controller.connect()

    def new_bar(self) -> FindBar:
        self.bars.append(FindBar(LIGHT))
        return self.bars[-1]

    async def models(self) -> tuple[str, ...]:
        self.listed += 1
        number = self.listed
        await self.release.wait()
        return (f"list {number}",)

    def close(self) -> None:
        for bar in self.bars:
            bar.hide()


def test_the_action_unfolds_the_panel() -> None:
    search = Search()
    search.action.trigger()
    assert search.side.calls == [()]


def test_what_is_sought_and_opened_goes_to_the_history() -> None:
    search = Search()
    search.panel.search_requested.emit(SearchQuery("kite"))
    search.panel.open_requested.emit("c", "t")
    assert search.history.calls == [("search", SearchQuery("kite")), ("open", "c", "t")]


def test_a_turn_that_was_found_is_marked_with_the_words_of_the_search() -> None:
    search = Search()
    search.history.found.emit("t")
    assert search.bars == []  # nothing was sought
    search.history.sought = SearchQuery('red "a kite"')
    search.history.found.emit("t")
    (bar,) = search.bars
    assert bar.field.text() == "red a kite"
    search.close()


def test_going_to_another_conversation_closes_the_find_bar() -> None:
    search = Search()
    search.find_action.trigger()
    (bar,) = search.bars
    assert bar.isVisible()
    search.panel.open_requested.emit("d", "t")
    assert bar.isVisible()
    search.panel.open_requested.emit("d", "")
    assert not bar.isVisible()
    assert search.focus.calls == [()]


def test_the_newest_list_of_models_replaces_one_that_is_on_its_way() -> None:
    search = Search()

    async def run() -> None:
        search.panel.models_wanted.emit()
        await asyncio.sleep(0)
        search.panel.models_wanted.emit()
        await asyncio.sleep(0)
        search.release.set()
        await until(lambda: search.panel.models)
        await asyncio.sleep(0)
        await search.tasks.close()

    on_the_loop(run())
    assert search.panel.models == [("list 2",)]


def test_keys_that_wait_for_a_list_that_cannot_be_read_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeHistory, "is_listed", False)
    search = Search()
    opened: list[str] = []
    search.panel.open_requested.connect(lambda conversation_id, _turn: opened.append(conversation_id))
    search.panel.search_field.setText("kite")
    QTest.keyClick(search.panel.search_field, Qt.Key.Key_Return)
    search.history.unlisted.emit()
    search.panel.show_summaries((Summary("c", "a red kite", 1.0, excerpt="kite"),), "")
    search.panel.show_listed()
    assert opened == []
