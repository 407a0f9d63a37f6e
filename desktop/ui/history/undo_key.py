"""The key for Undo where neither a text field nor the canvas has the focus: both have an undo of their own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoKey(QObject):
    """Watches the keys of a window. Text fields take the key before it comes here, but for those that are passed to
    `take_from`.

    While `is_wanted` returns True, the key comes before the window's action of the same shortcut.
    """

    pressed = Signal()

    def __init__(self, window: QWidget, canvas: QWidget, is_wanted: Callable[[], bool]) -> None:
        super().__init__(window)
        self._canvas = canvas
        self._is_wanted = is_wanted
        self._may_take: dict[QObject, Callable[[], bool]] = {}
        window.installEventFilter(self)

    def take_from(self, field: QLineEdit | QPlainTextEdit, when: Callable[[], bool]) -> None:
        """Takes the key from a field, too, while it is empty and has nothing to undo, and `when` returns True."""
        self._may_take[field] = when
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo) and self._comes_first(watched):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # then the key comes as a press, not as the action's shortcut
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit()
                return True
        return False

    def _comes_first(self, watched: QObject) -> bool:
        if isinstance(watched, QLineEdit | QPlainTextEdit) and (_has_own(watched) or not self._may_take[watched]()):
            return False
        focus = QApplication.focusWidget()
        is_on_canvas = focus is not None and (focus is self._canvas or self._canvas.isAncestorOf(focus))
        return not is_on_canvas and self._is_wanted()


def _has_own(field: QLineEdit | QPlainTextEdit) -> bool:
    """Returns True if the key is of use in a field."""
    if isinstance(field, QLineEdit):
        return bool(field.text()) or field.isUndoAvailable()
    return not field.document().isEmpty() or field.document().isUndoAvailable()
