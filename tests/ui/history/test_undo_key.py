"""The key for Undo, by real key events in a window that has an action of the same shortcut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.history.undo_key import UndoKey


class Window(QWidget):
    """A list, a text field and a canvas, and a record of what the key did."""

    def __init__(self) -> None:
        super().__init__()
        self.list_view, self.field, self.canvas = QListView(), QLineEdit(), QWidget()
        self.search, self.question = QLineEdit(), QPlainTextEdit()
        self.inside = QWidget(self.canvas)
        layout = QVBoxLayout(self)
        for widget in (self.list_view, self.field, self.search, self.question, self.canvas):
            layout.addWidget(widget)
        for widget in (self.canvas, self.inside):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.is_wanted, self.may_take, self.done = True, True, list[str]()
        action = QAction(self, shortcut=QKeySequence(QKeySequence.StandardKey.Undo))
        action.triggered.connect(lambda: self.done.append("action"))
        self.addAction(action)
        key = UndoKey(self, self.canvas, lambda: self.is_wanted)
        key.pressed.connect(lambda: self.done.append("key"))
        for taken in (self.search, self.question):
            key.take_from(taken, lambda: self.may_take)

    def press_in(self, widget: QWidget) -> list[str]:
        widget.setFocus()
        self.done.clear()
        QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        return list(self.done)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
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


@pytest.mark.parametrize("name", ["search", "question"])
def test_a_field_with_nothing_to_undo_lets_the_key_pass(window: Window, name: str) -> None:
    field: QLineEdit | QPlainTextEdit = getattr(window, name)
    assert window.press_in(field) == ["key"]
    QTest.keyClicks(field, "ab")
    assert window.press_in(field) == []
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == "", "its own undo came first"
    window.is_wanted = False
    assert window.press_in(field) == []
    window.is_wanted, window.may_take = True, False
    assert window.press_in(field) == []


@pytest.mark.parametrize("name", ["search", "question"])
def test_a_field_with_text_that_it_was_given_keeps_the_key(window: Window, name: str) -> None:
    field: QLineEdit | QPlainTextEdit = getattr(window, name)
    if isinstance(field, QLineEdit):
        field.setText("given")
    else:
        field.setPlainText("given")
    assert window.press_in(field) == []
