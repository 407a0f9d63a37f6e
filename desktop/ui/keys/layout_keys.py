"""Shortcuts by key on layouts that write no Latin letters: Ctrl+К of a Russian board does what Ctrl+R does.

Qt does that by itself where a Latin layout is installed beside the other. Signs, too, stand elsewhere on such layouts:
a Hebrew one writes "/" with the key of Q. Therefore all keys count by their position once one of them has written a
letter of another script, until one writes a Latin letter. A Hebrew board writes Latin capitals with Shift, of which Qt
makes Ctrl+P where Ctrl+Shift+P was pressed; so with Shift they count by position, too.

A French or a Czech board writes digits with Shift alone: Ctrl+à is Ctrl+0, as long as Ctrl+à is nothing of its own.
On a Czech board Ctrl+1 is: the key of 1 writes "+", and Ctrl++ zooms in.
"""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.keys.positions import WRITTEN_BY_LAYOUT, is_latin_letter, is_of_other_script, letter_at


class LayoutKeys:
    """Translates the keys of a window, and does what they stand for there."""

    def __init__(self) -> None:
        self._writes_other_script = False

    def takes(self, event: QKeyEvent) -> bool:
        """Returns True if a key that is pressed is a shortcut that only its position tells."""
        key = event.key()
        modifiers = event.modifiers() & WRITTEN_BY_LAYOUT
        plain = not modifiers or (sys.platform == "darwin" and modifiers == Qt.KeyboardModifier.AltModifier)
        if is_of_other_script(key):
            self._writes_other_script = True
        elif is_latin_letter(key) and plain:
            self._writes_other_script = False
        if plain or key >= Qt.Key.Key_Escape:
            return False
        if not self._writes_other_script:
            return self._is_digit_without_shift(event)
        if is_latin_letter(key) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False  # of another layout, or Qt has found it
        return self._letter(event) != ""

    def press(self, event: QKeyEvent) -> None:
        """Does what the key stands for: what the focused widget makes of it, or else the window's shortcut."""
        letter, focus = self._letter(event), QApplication.focusWidget()
        if focus is None:
            return
        key, modifiers = ord(letter), event.modifiers()
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        override.ignore()
        QCoreApplication.sendEvent(focus, override)
        if not override.isAccepted() and _trigger(focus.window(), QKeyCombination(modifiers, Qt.Key(key))):
            return
        QCoreApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))

    def _is_digit_without_shift(self, event: QKeyEvent) -> bool:
        """Returns True for a key that writes a digit only with Shift, and is meant for the shortcut of that digit."""
        digit, key, focus = self._letter(event), event.key(), QApplication.focusWidget()
        if not digit.isdigit() or Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or is_latin_letter(key) or focus is None:
            return False
        if event.modifiers() not in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
            return False
        wanted, written = (QKeyCombination(event.modifiers(), Qt.Key(one)) for one in (ord(digit), key))
        return bool(_found(focus.window(), wanted)) and not _found(focus.window(), written)

    def _letter(self, event: QKeyEvent) -> str:
        return letter_at(event.nativeScanCode(), event.nativeVirtualKey())


def _trigger(window: QWidget, keys: QKeyCombination) -> bool:
    """Does the action of a window that has these keys. Returns False if there is none that can be done."""
    found = _found(window, keys)
    if isinstance(found, QAction):
        found.trigger()
    elif isinstance(found, QAbstractButton):
        found.click()
    elif found is not None:
        found.activated.emit()
    return found is not None


def _found(window: QWidget, keys: QKeyCombination) -> QAction | QShortcut | QAbstractButton | None:
    """Returns what has these keys in a window and can be done."""
    wanted = QKeySequence(keys)
    for action in window.actions():
        if action.isEnabled() and wanted in action.shortcuts():
            return action
    for shortcut in window.findChildren(QShortcut):
        sequences = shortcut.keys()
        if shortcut.isEnabled() and wanted in sequences:
            return shortcut
    buttons = (button for button in window.findChildren(QAbstractButton) if button.shortcut() == wanted)
    return next((button for button in buttons if button.isVisible() and button.isEnabled()), None)
