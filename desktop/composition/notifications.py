"""What shows notifications on this system."""

import sys
from typing import TYPE_CHECKING

from desktop.deferred import deferred
from desktop.messages.language.catalogue import _

if TYPE_CHECKING:
    from desktop.adapters.system.notifications import freedesktop, tray
    from desktop.services.ports.notifications import Notifications
    from desktop.ui.main_window import MainWindow
else:
    freedesktop = deferred("desktop.adapters.system.notifications.freedesktop")
    tray = deferred("desktop.adapters.system.notifications.tray")


def new_notifications(window: "MainWindow") -> "Notifications":
    """Returns what shows them, with the window's icon where an icon is needed."""
    if sys.platform in ("win32", "darwin"):
        return tray.TrayNotifications(window.windowIcon())
    return freedesktop.FreedesktopNotifications(_("Open"))
