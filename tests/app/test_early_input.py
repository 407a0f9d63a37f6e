"""What the user does before the program behind the window is there."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.app.early_input import EarlyInput


@pytest.fixture
def field(qtbot: QtBot) -> QPlainTextEdit:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def press(field: QPlainTextEdit, *keys: Qt.Key) -> None:
    """Presses keys as the system does, at the window."""
    for key in keys:
        QTest.keyClick(field.windowHandle(), key)


def test_typing_shows_at_once_and_is_there_once_in_the_end(qapp: QApplication, field: QPlainTextEdit) -> None:
    early = EarlyInput(qapp, field)
    QTest.keyClicks(field, "")  # the window is up
    press(field, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_Backspace, Qt.Key.Key_B)
    assert field.toPlainText() == "ab"
    seen: list[str] = []
    field.textChanged.connect(lambda: seen.append(field.toPlainText()))
    early.hand_over()
    assert field.toPlainText() == ""  # a draft may be restored here
    qapp.processEvents()
    assert field.toPlainText() == "ab" and seen[-1] == "ab"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_another_key_waits_and_so_does_all_after_it(qapp: QApplication, field: QPlainTextEdit, key: Qt.Key) -> None:
    early = EarlyInput(qapp, field)
    field.setTabChangesFocus(False)
    press(field, Qt.Key.Key_A, key, Qt.Key.Key_B)
    assert field.toPlainText() == "a"
    early.hand_over()
    qapp.processEvents()
    assert field.toPlainText() == {Qt.Key.Key_Return: "a\nb", Qt.Key.Key_Tab: "a\tb"}.get(key, "ab")


def test_what_is_typed_while_it_is_handed_over_comes_after_it(qapp: QApplication, field: QPlainTextEdit) -> None:
    early = EarlyInput(qapp, field)
    press(field, Qt.Key.Key_A, Qt.Key.Key_B)
    early.hand_over()
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_C)  # at the window before the event loop has run
    qapp.processEvents()
    press(field, Qt.Key.Key_D)
    assert field.toPlainText() == "abcd"


def test_a_shortcut_is_heard_by_those_who_come_later(qapp: QApplication, field: QPlainTextEdit) -> None:
    action = QAction(field, shortcut=QKeySequence("Ctrl+J"))
    field.addAction(action)
    early = EarlyInput(qapp, field)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_B)
    heard: list[bool] = []
    action.triggered.connect(lambda: heard.append(True))
    early.hand_over()
    qapp.processEvents()
    assert heard == [True] and field.toPlainText() == "b"


def test_a_click_waits(qapp: QApplication, field: QPlainTextEdit) -> None:
    field.setPlainText("some words")
    early = EarlyInput(qapp, field)
    QTest.mouseDClick(field.windowHandle(), Qt.MouseButton.LeftButton, pos=field.cursorRect().center() * 2)
    QTest.mouseRelease(field.windowHandle(), Qt.MouseButton.LeftButton, pos=field.cursorRect().center() * 2)
    assert not field.textCursor().hasSelection()
    early.hand_over()
    qapp.processEvents()
    assert field.textCursor().hasSelection()


def test_a_request_to_quit_waits(qapp: QApplication, field: QPlainTextEdit) -> None:
    early = EarlyInput(qapp, field)
    event = QEvent(QEvent.Type.Quit)
    assert early.eventFilter(qapp, event)
    early.breathe()
    assert not early.eventFilter(field, QEvent(QEvent.Type.Paint))
    early.hand_over()
    qapp.removePostedEvents(qapp, QEvent.Type.Quit.value)


def test_a_drag_is_taken_only_when_its_drop_can_be(qapp: QApplication, field: QPlainTextEdit) -> None:
    field.setAcceptDrops(True)
    mime = QMimeData()
    mime.setText("dragged")
    place, actions, button = QPoint(9, 9), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    early = EarlyInput(qapp, field)

    def moved() -> bool:
        """Returns True if a drag that enters the window now would be taken."""
        for drag in (QDragEnterEvent, QDragMoveEvent):
            event = drag(place, actions, mime, button, Qt.KeyboardModifier.NoModifier)
            qapp.sendEvent(field.windowHandle(), event)
        return event.isAccepted()

    assert not moved()
    early.hand_over()
    assert moved()


def test_a_word_that_an_input_method_composed_is_not_lost(qapp: QApplication, field: QPlainTextEdit) -> None:
    early = EarlyInput(qapp, field)
    press(field, Qt.Key.Key_X)
    composed = QInputMethodEvent()
    composed.setCommitString("日本")
    qapp.sendEvent(field, composed)
    press(field, Qt.Key.Key_A)
    early.hand_over()
    qapp.processEvents()
    assert field.toPlainText() == "x日本a"
