"""The tray icon, and a program that goes on without its window."""

from typing import Any

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.controllers.at_hand.tray import TrayController
from desktop.core.image.screenshot import CaptureUse
from desktop.services.image.screen_capture import CaptureWish
from desktop.ui.at_hand.tray_icon import TrayIcon
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeCapture, FakeSettings, Recorder

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


class FakeIcon(TrayIcon):
    """An icon on a desktop that shows icons if the test says so."""

    shows = True

    def is_possible(self) -> bool:  # type: ignore[override]
        return self.shows


class Desk:
    def __init__(self, shows: bool = True, **settings: Any) -> None:
        self.settings, self.capture, self.tell = FakeSettings(**settings), FakeCapture(), Recorder()
        self.window, self.icons, self.shows = MainWindow(Theme(LIGHT, QFont())), list[FakeIcon](), shows
        self.controller = TrayController(self.settings, self.capture, self.window, self.new_icon, self.tell, wait_ms=0)
        self.controller.connect()
        self.controller.show()

    def new_icon(self) -> FakeIcon:
        self.icons.append(FakeIcon())
        self.icons[-1].shows = self.shows
        return self.icons[-1]


def test_there_is_none_until_it_is_switched_on(qtbot: QtBot) -> None:
    desk = Desk()
    qtbot.addWidget(desk.window)
    assert desk.icons == []
    assert not desk.controller.keeps_running()
    desk.settings.change(tray=True)
    assert desk.controller.is_shown
    desk.settings.change(tray=False)
    assert not desk.controller.is_shown


def test_its_menu_captures_asks_opens_and_quits(qtbot: QtBot) -> None:
    desk = Desk(tray=True)
    qtbot.addWidget(desk.window)
    capture, quick, opens, _separator, quits = desk.icons[0].menu.actions()
    capture.trigger()
    quick.trigger()
    assert desk.capture.calls == [("start", CaptureWish()), ("start", CaptureWish(use=CaptureUse.QUICK))]
    with qtbot.waitSignal(desk.window.coming_to_front):
        opens.trigger()
    with qtbot.waitSignal(desk.window.actions_["quit"].triggered):
        quits.trigger()
    desk.controller.put_away()


@pytest.mark.parametrize("closes", [True, False])
def test_closing_hides_the_window_only_where_that_is_wanted(qtbot: QtBot, closes: bool) -> None:
    desk = Desk(tray=True, close_to_tray=closes)
    qtbot.addWidget(desk.window)
    desk.window.show()
    assert desk.controller.keeps_running() is closes
    assert desk.window.isHidden() is closes
    desk.controller.put_away()


def test_a_desktop_without_icons_is_told_and_closing_ends_the_program(qtbot: QtBot) -> None:
    desk = Desk(shows=False, tray=True, close_to_tray=True)
    qtbot.addWidget(desk.window)
    assert not desk.controller.keeps_running()
    qtbot.waitUntil(lambda: bool(desk.tell.calls))
    assert "shows no tray icons" in desk.controller.words
    assert not desk.window.isHidden()  # a start at login would have left nobody a way to it
    desk.controller.put_away()
    assert desk.controller.words == ""


def test_a_program_that_nobody_can_reach_any_more_ends(qtbot: QtBot) -> None:
    desk = Desk()
    qtbot.addWidget(desk.window)
    with qtbot.waitSignal(desk.window.closed):
        desk.controller.leave_if_unseen()
    desk.controller.show_if_unreachable()
    assert not desk.window.isHidden()
    with qtbot.assertNotEmitted(desk.window.closed):
        desk.controller.leave_if_unseen()
