"""What is at hand on this system: which global shortcut it has, and how this copy of the program is started.

Most runs use none of it, so all of it is imported when a setting wants it.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.deferred import deferred
from desktop.services.ports.global_shortcut import GlobalShortcut

if TYPE_CHECKING:
    from desktop.adapters.system.at_hand import (
        desktop_entry,
        mac_shortcut,
        own_command,
        portal_shortcut,
        windows_shortcut,
        x11_shortcut,
    )
    from desktop.ui.at_hand import tray_icon
else:
    desktop_entry = deferred("desktop.adapters.system.at_hand.desktop_entry")
    mac_shortcut = deferred("desktop.adapters.system.at_hand.mac_shortcut")
    own_command = deferred("desktop.adapters.system.at_hand.own_command")
    portal_shortcut = deferred("desktop.adapters.system.at_hand.portal_shortcut")
    windows_shortcut = deferred("desktop.adapters.system.at_hand.windows_shortcut")
    x11_shortcut = deferred("desktop.adapters.system.at_hand.x11_shortcut")
    tray_icon = deferred("desktop.ui.at_hand.tray_icon")


def new_shortcut() -> GlobalShortcut:
    """Returns the global shortcut of this system: under Wayland the desktop's portal, as X11 is only a guest there."""
    shortcut: GlobalShortcut
    if sys.platform == "win32":
        shortcut = windows_shortcut.WindowsShortcut()
    elif sys.platform == "darwin":
        shortcut = mac_shortcut.MacShortcut()
    elif os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
        shortcut = portal_shortcut.PortalShortcut(desktop_entry.installed_ids)
    else:
        shortcut = x11_shortcut.X11Shortcut()
    return shortcut


def new_tray_icon() -> "tray_icon.TrayIcon":
    """Returns a new icon for the tray, which is not shown yet."""
    return tray_icon.TrayIcon()


def quick_command() -> str:
    """Returns the line that a desktop can bind to keys of its own."""
    return own_command.command_line("quick")


def start_at_login(wanted: bool) -> bool:
    """Enters this copy of the program for the login, or takes it out. Returns False where that cannot be done here.

    Raises OSError.
    """
    return desktop_entry.start_at_login(wanted)


def install_entry() -> Path:
    """Installs a desktop file for this user. Returns its path. Raises OSError."""
    return desktop_entry.install_entry()
