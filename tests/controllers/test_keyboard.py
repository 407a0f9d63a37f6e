"""The keyboard of the whole window."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenuBar
from pytestqt.qtbot import QtBot

from desktop.controllers.keyboard import KeyboardController
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    """The window with its keyboard, and the focus in the question."""
    shown = MainWindow(Theme(LIGHT, qapp.font()))
    shown.build_panes()
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    shown.composer.field.setFocus()
    qtbot.waitUntil(shown.composer.field.hasFocus)
    keyboard = KeyboardController(qapp, shown)
    keyboard.connect()
    keyboard.show()
    return shown


def test_f6_goes_round_the_panes_both_ways(window: MainWindow) -> None:
    search, first = window.history.search_field, window.empty.first_button
    for name, widgets in (
        ("next_pane", (search, first, window.transcript, window.composer.field)),
        ("previous_pane", (window.transcript, first, search, window.composer.field)),
    ):
        for widget in widgets:
            window.actions_[name].trigger()
            assert QApplication.focusWidget() is widget


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens
def test_f10_shows_the_menu_bar_and_takes_it_away(qtbot: QtBot, window: MainWindow) -> None:
    assert window.findChildren(QMenuBar) == []  # it costs a start nothing
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F10, NONE)
    QCoreApplication.sendEvent(window.windowHandle(), event)
    (bar,) = window.findChildren(QMenuBar)
    assert bar.isVisible()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    qtbot.waitUntil(bar.isHidden)


def test_a_notice_that_closes_gives_the_focus_back(qtbot: QtBot, window: MainWindow) -> None:
    window.notice.say("Something", ("Undo", lambda: None), passing=False)
    window.notice.offers[0].setFocus()
    window.notice.offers[0].click()
    qtbot.waitUntil(window.composer.field.hasFocus)
