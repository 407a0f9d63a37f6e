"""Shortcuts by key on layouts without Latin letters."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import Actions
from desktop.ui.keys.layout_keys import LayoutKeys
from desktop.ui.keys.positions import BY_EVDEV, XKB_OFFSET

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
CODES = {letter: code + XKB_OFFSET for code, letter in BY_EVDEV.items()}


def pressed(key: str, position: str, modifiers: Qt.KeyboardModifier = CONTROL) -> QKeyEvent:
    """Returns the press of the key at a position of a US board, which writes `key`."""
    return QKeyEvent(QEvent.Type.KeyPress, ord(key), modifiers, CODES[position], 0, 0, key)


def window_with_field(qtbot: QtBot, keys: str) -> tuple[QWidget, QLineEdit, list[bool]]:
    window, done = QWidget(), list[bool]()
    field = QLineEdit("words")
    QVBoxLayout(window).addWidget(field)
    action = QAction("act", window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: done.append(True))
    window.addAction(action)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return window, field, done


def test_a_russian_letter_with_control_is_taken_and_does_the_windows_action(qtbot: QtBot) -> None:
    _window, _, done = window_with_field(qtbot, "Ctrl+K")
    keys, event = LayoutKeys(), pressed("Л", "K")
    assert keys.takes(event)
    keys.press(event)
    assert done == [True]


def test_the_focused_field_comes_before_the_windows_action(qtbot: QtBot) -> None:
    _window, field, done = window_with_field(qtbot, "Ctrl+A")
    LayoutKeys().press(pressed("Ф", "A"))
    assert field.selectedText() == "words"
    assert done == []


def test_signs_go_by_key_once_another_script_was_written_and_no_longer_after_a_latin_letter() -> None:
    keys, slash = LayoutKeys(), pressed("/", "Q")  # a Hebrew board
    assert not keys.takes(slash)
    assert not keys.takes(pressed("ק", "E", NONE))  # is written, and no shortcut
    assert keys.takes(slash)
    assert keys.takes(pressed("ת", ","))
    assert not keys.takes(pressed("A", "A", NONE))
    assert not keys.takes(slash)


def test_latin_letters_and_named_keys_are_left_alone() -> None:
    keys = LayoutKeys()
    assert not keys.takes(pressed("K", "K"))
    keys.takes(pressed("Л", "K", NONE))
    assert not keys.takes(pressed("K", "K"))
    assert keys.takes(pressed("P", "P", CONTROL | Qt.KeyboardModifier.ShiftModifier))  # of a Hebrew board
    assert not keys.takes(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F6, CONTROL, 72, 0, 0))


def test_a_french_digit_needs_no_shift_where_its_own_sign_is_no_shortcut(qtbot: QtBot) -> None:
    window, _field, done = window_with_field(qtbot, "Ctrl+0")
    keys, digit = LayoutKeys(), pressed("à", "0")
    assert keys.takes(digit)
    keys.press(digit)
    assert done == [True]
    assert not keys.takes(pressed("à", "0", NONE)), "is written"
    assert not keys.takes(pressed("à", "0", CONTROL | Qt.KeyboardModifier.AltModifier)), "AltGr"
    assert not keys.takes(pressed("&", "1")), "nothing has Ctrl+1"
    assert not keys.takes(pressed("0", "0")), "Qt finds it"
    action = QAction("act", window)
    action.setShortcuts([QKeySequence("Ctrl+-"), QKeySequence("Ctrl+6")])
    window.addAction(action)
    assert not keys.takes(pressed("-", "6")), "which is Ctrl+- of its own"


@pytest.mark.parametrize(("signs", "taken"), [("à&é\"'(-è_ç", "01"), ("é+ěščřžýáí", "0")], ids=("French", "Czech"))
def test_boards_with_signs_above_digits_beside_the_shortcuts_of_the_program(
    qtbot: QtBot, signs: str, taken: str
) -> None:
    window, _field, _done = window_with_field(qtbot, "Ctrl+Alt+J")
    actions, keys = Actions(window), LayoutKeys()
    found = {digit for digit, sign in zip("0123456789", signs, strict=True) if keys.takes(pressed(sign.upper(), digit))}
    assert found == set(taken)
    assert actions["zoom_in"].isEnabled()


def test_a_digit_of_a_latin_board_with_the_key_alt_presses_a_button(qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    window, _field, _done = window_with_field(qtbot, "Ctrl+K")
    button = QPushButton("card", window)
    button.setShortcut("Alt+1")
    button.show()
    keys, event = LayoutKeys(), pressed("&", "1", alt)
    assert keys.takes(event)
    with qtbot.waitSignal(button.clicked):
        keys.press(event)
    assert not keys.takes(pressed("D", "3", alt)), "a letter goes by the letter"
    button.hide()
    assert not keys.takes(event)
