"""The small window with what the main window lends it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.ui.at_hand.quick_window import QuickAskWindow
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme


@pytest.fixture
def main(qtbot: QtBot) -> MainWindow:
    window = MainWindow(Theme(LIGHT, QFont()))
    window.build_panes()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def quick(qtbot: QtBot, main: MainWindow) -> QuickAskWindow:
    window = QuickAskWindow(main.theme)
    qtbot.addWidget(window)
    window.take(*main.conversation_pane.lend(), main.notice)
    window.show_beside(QRect(10, 10, 100, 100))
    return window
