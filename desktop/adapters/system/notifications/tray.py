"""Notifications by an icon in the tray: the way of Windows and macOS, where Qt speaks to the system.

Written after Qt's documentation; it has not been run on those systems.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

SHOWN_MS = 10_000  # as long as the system likes, where it has rules of its own


class TrayNotifications(QObject):
    """Shows notifications at an icon, which is there only as long as there may be a click to come."""

    opened = Signal(str)
    unavailable = Signal()

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._subject = ""

    def show(self, subject: str, title: str, text: str) -> None:
        """Shows a notification in the place of an earlier one."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            self.unavailable.emit()
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon)
            self._tray.messageClicked.connect(self._clicked)
        self._subject = subject
        self._tray.show()
        self._tray.showMessage(title, text, self._icon, SHOWN_MS)

    def end(self) -> None:
        """Removes the icon."""
        tray, self._tray = self._tray, None
        if tray is not None:
            tray.hide()
            tray.deleteLater()

    def _clicked(self) -> None:
        self.opened.emit(self._subject)
        if self._tray is not None:
            self._tray.hide()
