"""The icon in the tray, and its menu."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop import paths
from desktop.messages.language.catalogue import _


class TrayIcon(QSystemTrayIcon):
    """Emits what is chosen. A click opens the window."""

    capture_requested = Signal()
    quick_requested = Signal()
    open_requested = Signal()
    quit_requested = Signal()

    def __init__(self) -> None:
        super().__init__(QIcon(str(paths.resource("askance.png"))))
        self.setToolTip(QGuiApplication.applicationDisplayName())
        self.menu = QMenu()  # the system draws it in its own look, and needs it for as long as the icon
        for words, requested in (
            (_("Capture and ask"), self.capture_requested),
            (_("Quick ask"), self.quick_requested),
            (_("Open Askance"), self.open_requested),
        ):
            self.menu.addAction(words).triggered.connect(requested)
        self.menu.addSeparator()
        self.menu.addAction(_("Quit")).triggered.connect(self.quit_requested)
        self.setContextMenu(self.menu)
        self.activated.connect(self._activated)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()

    @staticmethod
    def is_possible() -> bool:
        """Returns True if the desktop shows tray icons now."""
        return QSystemTrayIcon.isSystemTrayAvailable()
