"""Qt's own fields with the guard: nothing that is only read is copied, and what is typed is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.keys.copy_guard import HOLDS_ANSWER, CopyGuard

ANSWER, BEFORE = "The answer", "before"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def a_list() -> QWidget:
    field = QListWidget()
    field.addItem(ANSWER)
    field.setCurrentRow(0)
    return field


def a_table() -> QWidget:
    field = QTableWidget(1, 1)
    field.setItem(0, 0, QTableWidgetItem(ANSWER))
    field.setCurrentCell(0, 0)
    return field


def an_answer_to_correct() -> QWidget:
    field = QLineEdit(ANSWER)
    field.setProperty(HOLDS_ANSWER, True)
    return field


def a_label() -> QWidget:
    field = QLabel(ANSWER)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return field


KEPT: dict[str, Callable[[], QWidget]] = {
    "a list": a_list,
    "a table": a_table,
    "a text": lambda: QPlainTextEdit(ANSWER, readOnly=True),
    "a rich text": lambda: QTextEdit(ANSWER, readOnly=True),
    "a line": lambda: QLineEdit(ANSWER, readOnly=True),
    "an answer to correct": an_answer_to_correct,
    "a label": a_label,
}


@pytest.fixture
def guard(qtbot: QtBot) -> Iterator[CopyGuard]:
    """The guard, switched on; it goes with its parent."""
    owner = QWidget()
    qtbot.addWidget(owner)
    copy_guard = CopyGuard(owner)
    copy_guard.switch(True)
    yield copy_guard
    copy_guard.switch(False)


def selected(widget: QWidget) -> str:
    """Returns what is selected in a text, a line or a label."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().selectedText()
    assert isinstance(widget, QLineEdit | QLabel)
    return widget.selectedText()


def clicked_twice(qtbot: QtBot, widget: QWidget) -> str:
    """Clicks into a field, and with Shift into another place of it. Returns what is selected then."""
    qtbot.addWidget(widget)
    widget.resize(200, 40)
    widget.show()
    target = widget.viewport() if isinstance(widget, QPlainTextEdit | QTextEdit) else widget
    height = 12 if target is not widget else widget.height() // 2
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(2, height))
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, SHIFT, QPoint(60, height))
    return selected(widget)


def tried(qtbot: QtBot, widget: QWidget) -> str:
    """Tries all ways of copying from a field. Returns what is on the clipboard then."""
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    QGuiApplication.clipboard().setText(BEFORE)
    if not isinstance(widget, QAbstractItemView):
        target = widget.viewport() if isinstance(widget, QPlainTextEdit | QTextEdit) else widget
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    for key, modifier in ((Qt.Key.Key_Home, SHIFT), (Qt.Key.Key_A, CONTROL), (Qt.Key.Key_C, CONTROL)):
        QTest.keyClick(widget, key, modifier)
    QTest.keyClick(widget, Qt.Key.Key_X, CONTROL)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT)
def test_what_is_not_the_users_is_not_copied(qtbot: QtBot, guard: CopyGuard, make: Callable[[], QWidget]) -> None:
    widget = make()
    with qtbot.waitSignal(guard.refused):
        assert tried(qtbot, widget) == BEFORE
    if not isinstance(widget, QAbstractItemView):
        assert not selected(widget)
    guard.switch(False)
    assert ANSWER.split()[0] in tried(qtbot, make())


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_what_is_typed_is_copied(qtbot: QtBot, guard: CopyGuard, make: type[QLineEdit | QPlainTextEdit]) -> None:
    assert tried(qtbot, make("My own words")) == "My own words"


TEXTS = {name: make for name, make in KEPT.items() if name not in ("a list", "a table")}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_shift_and_tab_leave_a_field(qtbot: QtBot, guard: CopyGuard, make: Callable[[], QWidget]) -> None:
    """X11 sends Shift+Tab without a text, as no event of QTest has it."""
    window, before, field = QWidget(), QLineEdit(), make()
    layout = QVBoxLayout(window)
    layout.addWidget(before)
    layout.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backtab, SHIFT, ""))
    assert before.hasFocus()


@pytest.mark.parametrize("modifiers", [SHIFT, SHIFT | CONTROL])
@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_no_key_that_moves_selects(
    qtbot: QtBot, guard: CopyGuard, make: Callable[[], QWidget], modifiers: Qt.KeyboardModifier
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    for name in ("Right", "Left", "Down", "Up", "End", "Home", "PageDown", "PageUp"):
        QTest.keyClick(widget, Qt.Key[f"Key_{name}"], modifiers)
        assert not selected(widget)


def test_words_of_ones_own_are_pasted_into_an_answer(qtbot: QtBot, guard: CopyGuard) -> None:
    field = an_answer_to_correct()
    assert isinstance(field, QLineEdit)
    qtbot.addWidget(field)
    field.show()
    field.clear()
    QGuiApplication.clipboard().setText("My own")
    QTest.keyClick(field, Qt.Key.Key_Insert, SHIFT)
    assert field.text() == "My own"


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_a_click_with_shift_selects_nothing(qtbot: QtBot, guard: CopyGuard, make: Callable[[], QWidget]) -> None:
    assert clicked_twice(qtbot, make()) == ""
    guard.switch(False)
    assert clicked_twice(qtbot, make())


def test_what_tab_selects_in_a_line_is_not_there_when_the_mouse_lets_go(qtbot: QtBot, guard: CopyGuard) -> None:
    line = QLineEdit(ANSWER, readOnly=True)
    qtbot.addWidget(line)
    line.show()
    line.selectAll()  # as Tab does
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, SHIFT, QPoint(12, 12))
    assert not line.hasSelectedText()
