"""The menu bar: always there on macOS, elsewhere while Alt or F10 asks for it."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from desktop.ui.actions import Actions
from desktop.ui.look.menu import Menu

IS_NATIVE = sys.platform == "darwin"


class MenuBar(QMenuBar):
    """Shows the menus of the window. In the window it is hidden until `ask`, and again when it is left."""

    def __init__(self, window: QWidget, actions: Actions, native: bool = IS_NATIVE) -> None:
        super().__init__(window)
        self._is_native = native
        self.setNativeMenuBar(native)
        for menu in actions.add_menus(lambda words: self._add(words)):
            menu.aboutToHide.connect(self._left)
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._leave)
        layout = window.layout()
        if not native and layout is not None:
            layout.setMenuBar(self)
            self.hide()

    def _add(self, words: str) -> Menu:
        menu = Menu(words, self)
        self.addMenu(menu)
        return menu

    def ask(self) -> None:
        """Shows the bar with its first menu open; if it is shown, puts it away."""
        if self._is_native:
            return
        if self.isVisible():
            self.hide()
            return
        self.show()
        self.setActiveAction(self.actions()[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left()

    def _left(self) -> None:
        if not self._is_native:
            self._leaving.start()  # the next menu may open at once

    def _leave(self) -> None:
        if QApplication.activePopupWidget() is None and not self.hasFocus():
            self.setActiveAction(None)  # type: ignore[arg-type]
            self.hide()
