"""The small window with text of a size, and an answer in it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.ui.at_hand.quick_window import QuickAskWindow
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme


def quick_of(qtbot: QtBot, points: float) -> tuple[MainWindow, QuickAskWindow, QScrollArea]:
    """Returns both windows with text of that size, before a question, and the area that scrolls."""
    font = QFont(QApplication.font())
    font.setPointSizeF(points)
    main = MainWindow(Theme(LIGHT, font))
    main.build_panes()
    qtbot.addWidget(main)
    quick = QuickAskWindow(main.theme)
    qtbot.addWidget(quick)
    quick.take(*main.conversation_pane.lend(), main.notice)
    quick.picture.show_private("Private text found: a key, a password.", 2)
    quick.show_state("Esc closes", has_answer=True, has_turns=False)
    quick.show_beside(QRect(10, 10, 100, 100))
    qtbot.waitUntil(quick.isActiveWindow)
    QApplication.processEvents()
    (area,) = (area for area in quick.findChildren(QScrollArea) if area.isAncestorOf(main.composer))
    return main, quick, area


def answer_at_length(qtbot: QtBot, main: MainWindow, quick: QuickAskWindow) -> None:
    """Show an answer that is higher than any screen, and wait until it has its place."""
    turn = Turn.new("c", "what?", "gpt-4o", "h", 1.0).as_waiting(()).as_streaming("a line\n\n" * 80, 0.1).done(None)
    main.transcript.show_conversation(Conversation("c", (turn,)))
    quick.show_state("Esc closes", has_answer=True, has_turns=True)
    qtbot.waitUntil(lambda: main.transcript.minimumHeight() > 100)
    QApplication.processEvents()
