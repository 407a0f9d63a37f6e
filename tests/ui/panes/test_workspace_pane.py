"""The pane of the picture, with its bar."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT, Theme


def test_a_conversation_that_was_folded_away_comes_back_with_a_click_above_the_picture(
    qtbot: QtBot, qapp: QApplication
) -> None:
    font = QFont(qapp.font())
    font.setPointSize(10)  # at 680 there is room for both panes
    window = MainWindow(Theme(LIGHT, font))
    window.build_panes()
    qtbot.addWidget(window)
    window.show()
    fold = window.actions_["talk"]

    def ways_back() -> list[QToolButton]:
        shown = [button for button in window.findChildren(QToolButton) if button.isVisible()]
        return [button for button in shown if button.defaultAction() is fold]

    for width in (1440, 680):
        window.resize(width, 500)
        (button,) = ways_back()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not window.conversation_pane.isVisible()
        (button,) = ways_back()
        qtbot.waitUntil(lambda: all(b.width() >= 24 and b.geometry().right() < window.width() for b in ways_back()))
        (bar,) = window.findChildren(QWidget, "bar")
        assert button.parent() is bar
        places = window.layout_state()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.conversation_pane.isVisible()
        window.restore_layout(places)
        assert not window.conversation_pane.isVisible()
        window.restore_layout({"talk": True})
        assert window.conversation_pane.isVisible()
