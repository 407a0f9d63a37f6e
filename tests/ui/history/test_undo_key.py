"""The key for Undo, by real key events in a window that has an action of the same shortcut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.history.undo_key import UndoKey


class Window(QWidget):
    """A list, a text field and a canvas, and a record of what the key did."""

    def __init__(self) -> None:
        super().__init__()
        self.list_view, self.field, self.canvas = QListView(), QLineEdit(), QWidget()
        self.inside = QWidget(self.canvas)
        layout = QVBoxLayout(self)
        for widget in (self.list_view, self.field, self.canvas):
            layout.addWidget(widget)
        for widget in (self.canvas, self.inside):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.is_wanted, self.done = True, list[str]()
        action = QAction(self, shortcut=QKeySequence(QKeySequence.StandardKey.Undo))
        action.triggered.connect(lambda: self.done.append("action"))
        self.addAction(action)
        UndoKey(self, self.canvas, lambda: self.is_wanted).pressed.connect(lambda: self.done.append("key"))

    def press_in(self, widget: QWidget) -> list[str]:
        widget.setFocus()
        self.done.clear()
        QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        return list(self.done)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    window.activateWindow()
    return window


def test_outside_of_text_and_canvas_the_key_comes_before_the_action(window: Window) -> None:
    assert window.press_in(window.list_view) == ["key"]
    window.is_wanted = False
    assert window.press_in(window.list_view) == ["action"]


def test_text_fields_and_the_canvas_keep_their_own_undo(window: Window) -> None:
    window.field.setText("typed")
    assert window.press_in(window.field) == []
    assert window.press_in(window.canvas) == ["action"]
    assert window.press_in(window.inside) == ["action"]
