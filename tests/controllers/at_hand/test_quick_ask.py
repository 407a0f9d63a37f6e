"""Quick ask: what is lent, what is shown, and where the user comes back to."""

import pytest
from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.controllers.at_hand.private_words import PrivateWords
from desktop.controllers.at_hand.quick_ask import QuickAskController
from desktop.controllers.at_hand.quick_loan import QuickLoan
from desktop.controllers.at_hand.quick_view import QuickViewController
from desktop.core.geometry.rect import Rect
from desktop.core.image.screenshot import CaptureUse, TakenRegion
from desktop.core.workspace.draft import Draft
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.workspace import Workspace
from desktop.ui.at_hand.quick_window import QuickAskWindow
from desktop.ui.find_bar import FindBar
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeCapture, FakeHistory, FakeSettings, Recorder
from tests.controllers.privacy.review import Scanned
from tests.helpers.images import image_of, quarters

REGION = TakenRegion("no such screen", Rect(0, 0, 800, 600), Rect(10, 10, 60, 60))


class FakeRunner(QuestionRunner):
    state_changed = Signal()

    def __init__(self) -> None:
        super(QuestionRunner, self).__init__()
        self.busy = False

    @property
    def state(self) -> None:
        return None

    def is_busy(self, conversation_id: str) -> bool:
        return self.busy


class ReturningHistory(FakeHistory):
    """A history in which New opens another conversation."""

    def start_new(self) -> None:
        super().start_new()
        self.current = type(self.current).of("new", ())

    def return_to(self, conversation_id: str) -> None:
        self.calls.append(("return_to", conversation_id))


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(Theme(LIGHT, QFont()))
        self.window.build_panes()
        qtbot.addWidget(self.window)
        self.capture, self.history, self.workspace = FakeCapture(), ReturningHistory(), Workspace()
        self.runner, self.windows = FakeRunner(), list[QuickAskWindow]()
        self.cover, self.copy, self.leave = Recorder(), Recorder(), Recorder()
        loan = QuickLoan(self.window, self.new_window)
        self.review, self.settings = Scanned(), FakeSettings(endpoint="http://127.0.0.1:8/v1", answers="endpoint")
        private = PrivateWords(self.workspace, self.settings, self.review, self.cover)
        self.view = QuickViewController(loan, self.history, self.workspace, self.runner, private)
        self.controller = QuickAskController(
            self.capture, self.history, loan, self.view, private.cover, self.copy, self.leave
        )
        self.controller.connect()

    def new_window(self) -> QuickAskWindow:
        self.windows.append(QuickAskWindow(self.window.theme))
        return self.windows[-1]

    def begin(self, region: TakenRegion | None = REGION) -> QuickAskWindow:
        self.capture.taking.emit(CaptureUse.QUICK, region)
        return self.windows[-1]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_region_begins_a_conversation_and_the_window_steps_back(desk: Desk) -> None:
    desk.window.show()
    quick = desk.begin()
    assert desk.history.calls == [("start_new",)]
    assert quick.isVisible()
    assert desk.window.isHidden()
    assert desk.window.composer.window() is quick
    desk.controller.put_away()


def test_other_captures_are_none_of_its_business(desk: Desk) -> None:
    desk.capture.taking.emit(CaptureUse.ASK, None)
    desk.capture.taking.emit(CaptureUse.TEXT, None)
    assert desk.windows == []


@pytest.mark.parametrize("shown", [True, False])
def test_closing_goes_back_to_what_was_there(desk: Desk, shown: bool) -> None:
    desk.window.setVisible(shown)
    desk.begin(None).closed.emit()
    assert desk.history.calls == [("start_new",), ("return_to", "c")]
    assert desk.window.isHidden() is not shown
    assert desk.window.composer.window() is desk.window
    assert desk.leave.calls == [()]
    desk.controller.put_away()


@pytest.mark.parametrize("shown", [True, False])
def test_a_window_that_stepped_aside_for_the_capture_comes_back(desk: Desk, shown: bool) -> None:
    desk.window.setVisible(shown)
    desk.capture.stepping_aside.emit()
    desk.window.hide()  # by the capture's own controller
    desk.capture.aside.emit(True)
    desk.begin(None).closed.emit()
    assert desk.window.isHidden() is not shown
    desk.controller.put_away()


def test_esc_stops_first_and_closes_then(desk: Desk, qtbot: QtBot) -> None:
    quick, stop = desk.begin(), desk.window.actions_["stop"]
    stop.setEnabled(True)
    with qtbot.waitSignal(stop.triggered):
        quick.escaped.emit()
    assert quick.isVisible()
    stop.setEnabled(False)
    quick.escaped.emit()
    assert not quick.isVisible()
    desk.controller.put_away()


def test_open_in_askance_keeps_the_conversation(desk: Desk) -> None:
    quick = desk.begin()
    quick.open_requested.emit()
    assert desk.window.isVisible()
    assert desk.window.composer.window() is desk.window
    assert desk.history.calls == [("start_new",)]
    assert desk.leave.calls == []
    desk.controller.put_away()


def test_the_find_bar_and_the_notices_go_with_the_conversation_and_come_back(desk: Desk) -> None:
    bar = FindBar(LIGHT)
    desk.window.add_find_bar(bar)
    quick = desk.begin()
    assert bar.window() is desk.window.notice.window() is quick
    quick.closed.emit()
    assert bar.window() is desk.window.notice.window() is desk.window
    column = desk.window.conversation_pane.column
    assert column.indexOf(bar) == column.indexOf(desk.window.transcript) - 1
    desk.controller.put_away()


def test_leading_to_a_private_place_needs_the_canvas(desk: Desk) -> None:
    desk.begin()
    desk.window.composer.gate.led.emit()
    assert desk.window.isVisible()
    desk.controller.put_away()


def test_a_second_capture_uses_the_same_window(desk: Desk) -> None:
    first = desk.begin()
    assert desk.begin() is first
    first.closed.emit()
    assert desk.history.calls[-1] == ("return_to", "c")
    desk.controller.put_away()


def test_the_picture_and_the_buttons_do_what_they_say(desk: Desk) -> None:
    quick = desk.begin()
    image, pixels = image_of(quarters())
    desk.workspace.set_draft(Draft(images=(image,)))
    desk.view.show_thumbnail(image.id, pixels)
    desk.view.show_thumbnail("another", pixels)
    quick.picture.cover_requested.emit()
    quick.copy_requested.emit()
    desk.runner.busy = True
    desk.runner.state_changed.emit()
    assert desk.cover.calls == [([image],)]
    assert desk.copy.calls == [("",)]
    desk.controller.put_away()
