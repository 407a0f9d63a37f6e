"""The user's input before the program behind the window is there: typing shows at once, all else happens later.

Between the first paint and the last connection nobody listens to a click or a shortcut yet, and a draft may still be
restored. So the keys of plain typing go to the field and are kept as well; the first input of another kind, and all
after it, only waits. In the end the field is emptied, and everything happens in its order for the whole program.
"""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from shiboken6 import isValid

BREATH_S = 0.004  # the time between two looks at the input, unless one step takes longer; chosen
_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease))
_OTHER_INPUT = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.InputMethod,
        QEvent.Type.Shortcut,
        QEvent.Type.Quit,
    )
)
_DRAGS = frozenset((QEvent.Type.DragEnter, QEvent.Type.DragMove))
_EDITING = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right))
_ALL_AGAIN = QEvent.Type(QEvent.registerEventType())
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class EarlyInput(QObject):
    """Filters the events of the application from its creation until they happen again after `hand_over`."""

    def __init__(self, app: QCoreApplication, field: QPlainTextEdit) -> None:
        super().__init__()
        self._app, self._field = app, field
        self._waiting: list[tuple[QObject, QEvent]] = []
        self._is_typing_alone = True  # nothing else than typing has come
        self.is_over = False  # all has been handed over
        self._breathes = True
        self._last = time.monotonic()
        app.installEventFilter(self)

    def breathe(self) -> None:
        """Lets the window paint and the field take what is typed, if the last time is long enough ago."""
        is_due = self._breathes and time.monotonic() - self._last >= BREATH_S
        if is_due and not QAccessible.isActive():  # assistive technologies press buttons without an event
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self._last = time.monotonic()

    def hand_over(self) -> None:
        """Has everything that came happen again, in its order, as soon as the event loop runs.

        What comes until then waits, too: the loop may see it before it comes to what was handed over.
        """
        self.is_over, self._breathes, self._is_typing_alone = True, False, False
        if any(event.type() in _KEYS for _, event in self._waiting):
            self._field.clear()
        self._app.postEvent(self, QEvent(_ALL_AGAIN))

    def customEvent(self, event: QEvent) -> None:
        if event.type() == _ALL_AGAIN:
            self._app.removeEventFilter(self)
            for receiver, kept in self._waiting:
                if isValid(receiver):
                    self._app.sendEvent(receiver, kept)
            self._waiting.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _DRAGS and not self.is_over and watched.isWindowType():
            event.ignore()  # a drop cannot happen again; the next movement after the handing over is taken
            return True
        if kind in _KEYS and watched.isWindowType():  # Qt passes it on to the widget
            assert isinstance(event, QKeyEvent)
            self._waiting.append((watched, event.clone()))
            self._is_typing_alone = self._is_typing_alone and _is_typing(event) and self._field.hasFocus()
            return not self._is_typing_alone
        is_composed = kind == QEvent.Type.InputMethod and watched is self._field  # Qt sends it to the widget itself
        if kind in _OTHER_INPUT and (is_composed or watched.isWindowType() or not watched.isWidgetType()):
            self._is_typing_alone = False
            self._waiting.append((watched, event.clone()))
            return True
        return False


def _is_typing(event: QKeyEvent) -> bool:
    """Returns True for a key that changes the text in the field and nothing else."""
    if event.modifiers() & _COMMAND:
        return False
    return event.key() in _EDITING or (event.text().isprintable() and event.key() != Qt.Key.Key_Escape)
