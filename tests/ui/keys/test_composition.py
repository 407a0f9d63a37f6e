"""Enter during a composition belongs to the input method, in every field."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.note_editor import NoteField
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.find_bar import FindBar
from desktop.ui.keys.composition import CompositionGuard
from desktop.ui.theme import LIGHT


def compose(field: QWidget, preedit: str, committed: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(committed)
    QCoreApplication.sendEvent(field, event)


def guarded(qtbot: QtBot, qapp: QApplication, window: QWidget, field: QWidget) -> CompositionGuard:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return CompositionGuard(qapp, window)


def question() -> tuple[QWidget, QPlainTextEdit, Callable[[Callable[[], None]], object]]:
    field = QuestionField()
    return field, field, field.enter_pressed.connect


def note() -> tuple[QWidget, QLineEdit, Callable[[Callable[[], None]], object]]:
    parent = QWidget()
    field = NoteField(parent)
    return parent, field, lambda slot: field.written.connect(lambda _: slot())


def find() -> tuple[QWidget, QLineEdit, Callable[[Callable[[], None]], object]]:
    bar = FindBar(LIGHT)
    return bar, bar.field, lambda slot: bar.moved.connect(lambda _: slot())


@pytest.mark.parametrize("make", [question, note, find])
def test_enter_ends_the_word_and_not_the_field(qtbot: QtBot, qapp: QApplication, make: Callable[[], tuple]) -> None:  # type: ignore[type-arg]
    window, field, connect = make()
    entered: list[bool] = []
    connect(lambda: entered.append(True))
    _guard = guarded(qtbot, qapp, window, field)
    compose(field, "にほん")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert entered == []
    compose(field, "", "日本")
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == "日本"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == [True]


def test_another_field_has_the_keys_for_itself(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    one, other = QLineEdit(window), QLineEdit(window)
    entered: list[bool] = []
    other.returnPressed.connect(lambda: entered.append(True))
    _guard = guarded(qtbot, qapp, window, one)
    compose(one, "n")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    qtbot.keyClick(other, Qt.Key.Key_Return)
    assert entered == [True]


def test_letters_of_tools_reach_the_canvas_past_an_input_method(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.show()
    assert not canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_placeholder_does_not_shine_through_what_is_composed(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    field, other = QuestionField(), QLineEdit(window)
    field.setParent(window)
    words = field.placeholderText()
    _guard = guarded(qtbot, qapp, window, field)
    compose(field, "に")
    compose(field, "にほ")
    assert words and field.placeholderText() == ""
    compose(field, "")
    assert field.placeholderText() == words
    compose(field, "に")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert field.placeholderText() == words
