"""The rules of the keyboard that hold in every window: a filter on the window that has the focus.

It is on the window and not on the application, where every event of every widget would pass through Python.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from desktop.ui.keys.layout_keys import LayoutKeys

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyRules(QObject):
    """Presses the focused button with Enter, opens menus with Shift+F10, and asks for the menu bar with Alt or F10.

    `ask_for_menu_bar` is called for keys of the window `main` only.
    """

    def __init__(self, app: QGuiApplication, main: QWidget, ask_for_menu_bar: Callable[[], None]) -> None:
        super().__init__(main)
        self._main = main
        self._ask_for_menu_bar = ask_for_menu_bar
        self._layout_keys = LayoutKeys()
        self._watched: QWindow | None = None
        self._alt_is_alone = False
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        """Filters the keys of this window, and no longer those of the one before."""
        self._alt_is_alone = False
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    @property
    def _is_in_main(self) -> bool:
        return self._watched is not None and self._watched == self._main.windowHandle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.FocusOut):
            self._alt_is_alone = False
        if not isinstance(event, QKeyEvent) or QApplication.activePopupWidget() is not None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            self._alt_is_alone = False  # a key that is a shortcut comes as no press
            if self._layout_keys.takes(event):
                event.accept()  # then it comes as a press, and not as a shortcut
                return True
        if kind == QEvent.Type.KeyPress:
            return self._press(event)
        return kind == QEvent.Type.KeyRelease and self._release(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        none = modifiers == Qt.KeyboardModifier.NoModifier
        self._alt_is_alone = key == Qt.Key.Key_Alt and modifiers in (
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.NoModifier,
        )
        if key == Qt.Key.Key_F10 and modifiers == Qt.KeyboardModifier.ShiftModifier and self._watched is not None:
            menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            QCoreApplication.sendEvent(self._watched, menu)
        elif key == Qt.Key.Key_F10 and none and self._is_in_main:
            self._ask_for_menu_bar()
        elif key in ENTER and none and not event.isAutoRepeat():
            return _press_focused_button()
        elif self._layout_keys.takes(event):
            self._layout_keys.press(event)
        else:
            return False
        return True

    def _release(self, event: QKeyEvent) -> bool:
        asked = self._alt_is_alone and event.key() == Qt.Key.Key_Alt and self._is_in_main
        self._alt_is_alone = False
        if asked:
            self._ask_for_menu_bar()
        return asked


def _press_focused_button() -> bool:
    """Presses the button that has the focus. Returns False if none has it."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QPushButton | QToolButton):
        focus.click()
        return True
    return False
