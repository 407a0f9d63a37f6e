"""The end of a Wayland compositor, after which Qt ends the process at once.

Under X11 Qt ends its event loop instead (event_loop.py).
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

BROKEN = "The Wayland connection "
"""The first words of each warning of libQt6WaylandClient after which it calls `_exit`."""


def on_wayland_end(last_words: Callable[[], None]) -> None:
    """Has `last_words` called once, on the GUI thread, when the connection breaks; then the process ends with 0.

    Messages of Qt go to standard error, as without this.
    """

    def heard(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")
        if message.startswith(BROKEN):
            qInstallMessageHandler(None)
            last_words()
            os._exit(0)

    qInstallMessageHandler(heard)
