"""The end of the display server: everything is saved, and the process ends at once.

Nothing of Qt can be used or even destroyed safely by then. The signs are: under X11 Qt ends its event loop, or Xlib
reports an I/O error, after which it would call `exit` with every thread running; under Wayland Qt warns, and would call
`_exit`.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

from desktop.app.event_loop import QtEventLoop
from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = deferred("ctypes")

WAYLAND_BROKE = "The Wayland connection "
"""The first words of each warning of libQt6WaylandClient after which it calls `_exit`."""

_kept: list[object] = []
"""The function that Xlib calls; it must live as long as the process."""


class DisplayEnd:
    """Ends the process with 0 when the display server has died, after its last words."""

    def __init__(self) -> None:
        self.last_words: Callable[[], None] = lambda: None  # saves everything, without the event loop

    def watch(self, platform: str, loop: QtEventLoop) -> None:
        """Looks for the signs of a platform of Qt, from now on."""
        if platform == "xcb":
            loop.on_end_by_qt(self.end)
            _on_xlib_error(self.end)
        elif platform.startswith("wayland"):
            on_wayland_end(self.end)

    def end(self) -> None:
        """Says the last words and ends the process."""
        last_words, self.last_words = self.last_words, lambda: None
        try:
            log.warning("the display server has died")
            last_words()
        finally:
            os._exit(0)


def on_wayland_end(end: Callable[[], None]) -> None:
    """Has `end` called on the GUI thread when the connection breaks. Qt's messages still go to standard error."""

    def heard(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")
        if message.startswith(WAYLAND_BROKE):
            end()

    qInstallMessageHandler(heard)


def _on_xlib_error(end: Callable[[], None]) -> None:
    """Has `end` called in the thread whose call of Xlib finds the connection broken."""

    def broke(_display: Any) -> int:
        end()
        return 0

    handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(broke)
    ctypes.CDLL("libX11.so.6").XSetIOErrorHandler(handler)
    _kept.append(handler)
