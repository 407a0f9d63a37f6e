"""While an input method composes text in a field, Enter, Esc and the arrows belong to it.

Most input methods keep these keys for themselves. Some pass them on as well, and then a question would be asked, or a
note ended, in the middle of a word. Fields of many lines would paint their placeholder under the word.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

KEYS = frozenset(
    (
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space),
    )
)


class CompositionGuard(QObject):
    """Filters the events of the widget that has the focus, if an input method may write there."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._is_composing = False
        self._placeholder = ""  # of the field, while a word is composed in its place
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._compose(self._watched, False)
            self._watched.removeEventFilter(self)
        self._is_composing = False
        takes = now is not None and now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._watched = now if takes else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._compose(watched, bool(event.preeditString()))
        elif self._is_composing and isinstance(event, QKeyEvent) and event.key() in KEYS:
            event.accept()
            return True
        return False

    def _compose(self, field: QObject, composes: bool) -> None:
        if composes != self._is_composing and isinstance(field, QPlainTextEdit):
            shown = field.placeholderText()
            field.setPlaceholderText(self._placeholder)
            self._placeholder = shown if composes else ""
        self._is_composing = composes
