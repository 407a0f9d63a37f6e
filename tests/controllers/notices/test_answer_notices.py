"""An answer that ends unseen: what the desktop is told, and the badge in the list."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.adapters.files.unseen_answers import UnseenAnswers
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.notices.answer_notices import AnswerNoticesController
from desktop.controllers.notices.answer_notifications import AnswerNotifications
from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.ui.main_window import MainWindow
from tests.controllers.fakes import FakeSettings
from tests.ui.windows import light_theme


class FakeNotifications(QObject):
    """Records what is shown; a test clicks."""

    opened = Signal(str)
    unavailable = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str, str]] = []
        self.is_ended = False

    def show(self, subject: str, title: str, text: str) -> None:
        self.calls.append((subject, title, text))

    def end(self) -> None:
        self.is_ended = True


class FakeRunner(QObject):
    turn_changed = Signal(Turn)


class FakeHistory(QObject):
    opened = Signal(Conversation)

    def __init__(self) -> None:
        super().__init__()
        self.conversation = Conversation("open")


class Desk:
    def __init__(self, window: MainWindow, is_in_front: bool, keeps: bool = True, **settings: Any) -> None:
        self.window, self.runner, self.history = window, FakeRunner(), FakeHistory()
        self.notifications, self.is_in_front = FakeNotifications(), is_in_front
        notifications = AnswerNotifications(
            FakeSettings(**settings),
            lambda: self.notifications,
            lambda: self.is_in_front,
            window,
            ErrorNotices(window.notice, lambda: None),
        )
        self.controller = AnswerNoticesController(
            self.runner,  # type: ignore[arg-type]
            self.history,  # type: ignore[arg-type]
            window,
            notifications,
            UnseenAnswers(paths.folders().unseen_file, lambda: keeps),
        )
        self.controller.connect()

    def answer(self, conversation_id: str, ended: str = "done") -> None:
        turn = Turn.new(conversation_id, "My secret question", "m", "h", 1.0).as_streaming("The secret answer", 0.1)
        self.runner.turn_changed.emit(turn)
        ends = {"done": turn.done(Usage(1, 1)), "stopped": turn.stopped()}
        failed = replace(turn, answer="").failed(Problem(ProblemKind.OVERLOADED, "h"))
        self.runner.turn_changed.emit(ends.get(ended, failed))


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(light_theme())
    window.build_panes()
    qtbot.addWidget(window)
    return window


def test_an_answer_that_ends_unseen_is_told_without_its_content(window: MainWindow) -> None:
    desk = Desk(window, is_in_front=False)
    desk.answer("open")
    desk.answer("other", "failed")
    assert desk.notifications.calls == [
        ("open", "The answer is here", "Click to open the conversation in Askance."),
        ("other", "No answer came", "Click to open the conversation in Askance."),
    ]


def test_content_goes_along_only_if_that_is_allowed(window: MainWindow) -> None:
    desk = Desk(window, is_in_front=False, notify_content=True)
    desk.answer("open")
    desk.answer("open", "failed")
    assert desk.notifications.calls == [
        ("open", "My secret question", "The secret answer"),
        ("open", "My secret question", "No answer came"),
    ]


def test_what_is_seen_stopped_or_switched_off_is_not_told(window: MainWindow) -> None:
    seen, stopped = Desk(window, is_in_front=True), Desk(window, is_in_front=False)
    off = Desk(window, is_in_front=False, notify_answers=False)
    seen.answer("open")
    stopped.answer("open", "stopped")
    off.answer("open")
    assert seen.notifications.calls == stopped.notifications.calls == off.notifications.calls == []


def test_a_click_opens_the_conversation(window: MainWindow) -> None:
    desk, opened = Desk(window, is_in_front=False), list[tuple[str, str]]()
    window.history.open_requested.connect(lambda *ids: opened.append(ids))
    desk.answer("other")
    desk.notifications.opened.emit("other")
    assert opened == [("other", "")]
    assert window.isVisible()
    window.close()
    assert desk.notifications.is_ended


def test_without_a_service_that_is_said_once_with_what_to_do(window: MainWindow) -> None:
    desk = Desk(window, is_in_front=False)
    desk.answer("open")
    desk.notifications.unavailable.emit()
    assert "has no service that shows notifications" in window.notice.words
    assert "Appearance in the settings" in window.notice.words
    window.notice.hide()
    desk.notifications.unavailable.emit()
    assert window.notice.words == ""


def test_a_conversation_with_something_new_has_a_badge_until_it_is_opened(window: MainWindow) -> None:
    desk, model = Desk(window, is_in_front=True), window.history.model
    row = Summary("other", "Invoices", 1.0)
    model.show_summaries((row, replace(row, id="open", title="Maps")))
    index = model.index(model.row_of("other"))
    desk.answer("open")
    desk.answer("other")
    assert model.new == {"other"}
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Invoices, new answer"
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Invoices"
    desk.history.opened.emit(Conversation("other"))
    assert model.new == frozenset()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Invoices"


def test_badges_are_there_again_after_a_restart(window: MainWindow) -> None:
    Desk(window, is_in_front=True).answer("other")
    window.history.model.show_new(frozenset())  # another window
    again = Desk(window, is_in_front=True)
    assert window.history.model.new == {"other"}
    again.history.opened.emit(Conversation("other"))
    Desk(window, is_in_front=True)
    assert window.history.model.new == frozenset()


def test_without_a_history_no_badge_is_kept(window: MainWindow) -> None:
    Desk(window, is_in_front=True, keeps=False).answer("other")
    assert window.history.model.new == {"other"}
    assert not paths.folders().unseen_file.exists()


def test_a_deleted_conversation_leaves_no_badge_behind(window: MainWindow) -> None:
    desk = Desk(window, is_in_front=True)
    desk.answer("other")
    window.history.delete_requested.emit("other")
    assert window.history.model.new == frozenset()
    assert UnseenAnswers(paths.folders().unseen_file).read() == frozenset()
    assert desk.notifications.calls == []
