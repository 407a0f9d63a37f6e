"""What screen readers that hear no announcements speak instead: a changed description of the focus, or a notification.

Orca up to version 44 is one. It says “notification” before each, and drops them while much else happens, so that the
description comes first. Lists and tables have the focus on an item, which has no description of its own.
"""

from collections import deque

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop.ui.screen_reader.roles import Role, give_role

MOST = 32  # notifications that a screen reader may not have got round to yet; it asks each for its words then


class NotificationPart(QWidget):
    """A notification that nobody sees; it takes no mouse and no focus."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        give_role(self, Role.NOTIFICATION)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(0, 0, 1, 1)
        self.setAccessibleName(words)
        self.show()  # by which it is heard


class SubstituteAnnouncements(QObject):
    """Has words spoken once by screen readers that hear no announcements."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = deque[NotificationPart]()
        self._described: QWidget | None = None
        self._own = ""  # its description before
        self._said = ""

    def notify(self, window: QWidget, words: str) -> None:
        """Has words spoken that belong to a window."""
        focused = QApplication.focusWidget()
        if focused is None or focused.window() is not window or isinstance(focused, QAbstractItemView):
            self._show(window, words)
        else:
            self._describe(focused, words)

    def _show(self, window: QWidget, words: str) -> None:
        self._parts.append(NotificationPart(window, words))
        while len(self._parts) > MOST:
            part = self._parts.popleft()
            if shiboken6.isValid(part):
                part.deleteLater()

    def _describe(self, focused: QWidget, words: str) -> None:
        """Leaves the words in the description until the focus goes: the old one, put back here, would be spoken."""
        if focused is not self._described:
            self._restore()
            self._described, self._own = focused, focused.accessibleDescription()
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._focus_changed, Qt.ConnectionType.UniqueConnection)
        elif focused.accessibleDescription() == words:
            focused.setAccessibleDescription("")  # the same words again are news
        self._said = words
        focused.setAccessibleDescription(words)

    def _focus_changed(self, before: QWidget | None, _now: QWidget | None) -> None:
        if before is not None and before is self._described:
            QTimer.singleShot(0, self, self._restore)  # once the screen reader has heard where the focus is

    def _restore(self) -> None:
        """Puts a description back, unless the program has given another one meanwhile."""
        widget, self._described = self._described, None
        if widget is not None and shiboken6.isValid(widget) and widget.accessibleDescription() == self._said:
            widget.setAccessibleDescription(self._own)
