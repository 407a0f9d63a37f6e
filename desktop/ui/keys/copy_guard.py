"""Keeps Qt's own fields from copying what is not the user's, where copying is not allowed.

Lists and tables copy their row at Ctrl+C, and text that can only be read copies what is selected: by keys, by the menu
of the right button and, on X11, by the selection alone. What a user types is theirs, and is copied as ever.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit

HOLDS_ANSWER = "holdsAnswer"
"""The property of a field in which something of a conversation stands although it can be typed in."""
_COPIES = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_ALSO_COPIES = (QKeySequence.StandardKey.DeleteEndOfLine, QKeySequence.StandardKey.DeleteCompleteLine)
"""Keys by which a line of text puts on the clipboard what it deletes."""
_SELECTS = tuple(key for key in QKeySequence.StandardKey if key.name.lower().startswith("select"))
"""All keys that select, and no others: Shift+Tab has Shift and no text either, and must leave the field."""
_PRESSES = (QEvent.Type.MouseButtonDblClick, QEvent.Type.ContextMenu)


class CopyGuard(QObject):
    """Stops such events while it is on. `refused` tells of a key that would have copied."""

    refused = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = False

    def switch(self, is_on: bool) -> None:
        """Begins or ends it: without it, no event passes here."""
        application = QApplication.instance()
        if is_on == self._is_on or application is None:
            return
        self._is_on = is_on
        if is_on:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._stops_key(watched, event)
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and _stops_press(watched)
        if kind in _PRESSES or (kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and event.buttons()):
            return _is_kept(watched)
        return False

    def _stops_key(self, watched: QObject, event: QKeyEvent) -> bool:
        is_copy = any(map(event.matches, (*_COPIES, *_ALSO_COPIES) if isinstance(watched, QLineEdit) else _COPIES))
        if is_copy and (isinstance(watched, QAbstractItemView) or _is_kept(watched)):
            self.refused.emit()
            return True
        return any(map(event.matches, _SELECTS)) and _is_kept(watched)


def _stops_press(watched: QObject) -> bool:
    """Stops a press that would select as far as the mouse. What Tab or an editor selected would go at its release."""
    is_kept = _is_kept(watched)
    if is_kept and isinstance(watched, QLineEdit):
        watched.deselect()
    return is_kept


def _is_kept(watched: QObject) -> bool:
    """Returns True for a field whose text may not be copied; text fields get the mouse by a widget of their own."""
    for widget in (watched, watched.parent()):
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            return widget.isReadOnly() or bool(widget.property(HOLDS_ANSWER))
    return isinstance(watched, QLabel) and bool(watched.textInteractionFlags() & _SELECTABLE)


_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
