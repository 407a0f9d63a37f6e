"""The focus goes where it can be seen."""

from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.focus_keeper import FocusKeeper


class Window(QWidget):
    """Two buttons, a notice with one, and a keeper of the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.first, self.second = QPushButton("first"), QPushButton("second")
        self.notice = QFrame()
        self.offer = QPushButton("offer")
        QVBoxLayout(self.notice).addWidget(self.offer)
        layout = QVBoxLayout(self)
        for widget in (self.first, self.second, self.notice):
            layout.addWidget(widget)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.keeper = FocusKeeper(app, self, (self.notice,), lambda: self.first)


def test_a_notice_that_closes_gives_the_focus_back(qtbot: QtBot) -> None:
    window = Window(qtbot)
    window.second.setFocus()
    qtbot.waitUntil(window.second.hasFocus)
    window.offer.setFocus()
    window.notice.hide()
    qtbot.waitUntil(window.second.hasFocus)


def test_focus_that_nobody_has_goes_to_what_is_around_or_to_the_fallback(qtbot: QtBot) -> None:
    window = Window(qtbot)
    window.second.setFocus()
    qtbot.waitUntil(window.second.hasFocus)
    window.second.clearFocus()
    qtbot.waitUntil(window.second.hasFocus)  # it can be seen, so it has it back
    window.second.hide()
    window.offer.setFocus()
    window.offer.clearFocus()
    window.notice.hide()
    qtbot.waitUntil(window.first.hasFocus)


def test_another_window_that_has_lost_the_focus_gives_it_to_its_first_stop(qtbot: QtBot) -> None:
    window, other = Window(qtbot), QWidget()
    layout = QVBoxLayout(other)
    alone, last = QPushButton("alone"), QPushButton("last")
    for button in (alone, last):
        layout.addWidget(button)
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    last.setFocus()
    qtbot.waitUntil(last.hasFocus)
    last.setEnabled(False)
    alone.clearFocus()
    qtbot.waitUntil(alone.hasFocus)
    assert not window.first.hasFocus()
