"""Requests screenshots from the desktop portal: the only way under Wayland, where the desktop asks the user itself.

The response is a file that the desktop has written; it is read like any other that the user named, and then removed,
because it lies in the user's own folder and nobody asked to keep it there.
"""

import os

from PySide6.QtCore import SLOT, QObject, QUrl, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from desktop.core.errors import Problem, ProblemKind

NAME = "org.freedesktop.portal.Desktop"
PLACE = "/org/freedesktop/portal/desktop"
CANCELLED = 1


class XdgScreenshotPortal(QObject):
    """The portal, for one request at a time."""

    taken = Signal(str)  # the path of the image file
    given_up = Signal()  # by the user
    refused = Signal(object)  # Problem

    def __init__(self) -> None:
        super().__init__()
        self._watcher: QDBusPendingCallWatcher | None = None

    def ask(self, interactive: bool) -> None:
        """Requests an image of the screen; with `interactive` the user chooses a part of it."""
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self.refused.emit(Problem(ProblemKind.CAPTURE_IMPOSSIBLE, detail="this desktop has no portal"))
            return
        token = f"askance{os.urandom(8).hex()}"
        sender = bus.baseService()[1:].replace(".", "_")
        place = f"{PLACE}/request/{sender}/{token}"
        slot = SLOT("answered(uint,QVariantMap)")  # the only form in which PySide hands a map of variants over
        bus.connect(NAME, place, "org.freedesktop.portal.Request", "Response", self, slot)  # type: ignore[call-overload]
        call = QDBusMessage.createMethodCall(NAME, PLACE, "org.freedesktop.portal.Screenshot", "Screenshot")
        call.setArguments(["", {"handle_token": token, "interactive": interactive}])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._watcher.finished.connect(self._called)

    def _called(self, watcher: QDBusPendingCallWatcher) -> None:
        if watcher.isError():
            self.refused.emit(Problem(ProblemKind.CAPTURE_IMPOSSIBLE, detail="the desktop's portal did not answer"))

    @Slot("uint", "QVariantMap")
    def answered(self, code: int, results: dict[str, object]) -> None:
        """Emits the user's decision."""
        path = QUrl(str(results.get("uri", ""))).toLocalFile()
        if code == 0 and path:
            self.taken.emit(path)
        elif code == CANCELLED:
            self.given_up.emit()
        else:
            self.refused.emit(Problem(ProblemKind.CAPTURE_FORBIDDEN))
