"""Asks the system for the proxy of an address, and remembers the answer for a while.

On Linux that is the desktop. On Windows and macOS a script comes first where there is one, then what is set by hand.
"""

import os
import sys
import threading
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from desktop.adapters.network.proxies.of_desktop.gnome import gnome_answer
from desktop.adapters.network.proxies.of_desktop.kde import kde_answer
from desktop.adapters.network.proxies.of_desktop.resolvers import libproxy_answer, portal_answer, without_path
from desktop.adapters.network.proxies.system_answer import DIRECT, SCRIPT, DesktopAnswer
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.network.proxies.of_scripts import mac_script, windows_script
else:
    mac_script = deferred("desktop.adapters.network.proxies.of_scripts.mac_script")
    windows_script = deferred("desktop.adapters.network.proxies.of_scripts.windows_script")

REMEMBERED_S = 30.0
LIKE_GNOME = {"gnome", "unity", "x-cinnamon", "cinnamon", "budgie", "mate"}


class DesktopProxies:
    """The answers of one system. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], tuple[float, DesktopAnswer]] = {}

    def answer(self, url: str) -> DesktopAnswer:
        """Returns what the system says of `url`: at once if it was asked lately, after some seconds at most if not."""
        parts = urlsplit(url)
        with self._lock:
            at, found = self._known.get((parts.scheme, parts.netloc), (0.0, DIRECT))
            if not at or time.monotonic() - at > REMEMBERED_S:
                found = _asked(parts)
                self._known[parts.scheme, parts.netloc] = (time.monotonic(), found)
        return found


def _asked(parts: SplitResult) -> DesktopAnswer:
    if sys.platform.startswith("linux"):
        return _of_desktop(parts)
    ask = windows_script.windows_answer if sys.platform == "win32" else mac_script.mac_answer
    return ask(without_path(parts)) or by_hand(parts)


def by_hand(parts: SplitResult) -> DesktopAnswer:
    """Returns what Python's library reads of the settings of Windows and macOS."""
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return DIRECT
    named = urllib.request.getproxies()
    return DesktopAnswer(named.get(parts.scheme) or named.get("all") or "")


def _of_desktop(parts: SplitResult) -> DesktopAnswer:
    desktops = set(os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":"))
    if "kde" in desktops:
        found = kde_answer(parts)
        if found == SCRIPT:  # the portal reads other settings than KDE's, so that its “direct” says nothing
            by_portal = portal_answer(parts)
            return libproxy_answer(parts) or (by_portal if by_portal not in (None, DIRECT) else None) or SCRIPT
        return found or DIRECT
    by_portal = portal_answer(parts)
    if by_portal is not None:
        return by_portal
    found = gnome_answer(parts) if desktops & LIKE_GNOME else None
    return (libproxy_answer(parts) or SCRIPT) if found == SCRIPT else found or DIRECT


DESKTOP_PROXIES = DesktopProxies()
"""Those of this process."""
