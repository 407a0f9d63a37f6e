"""Notifications by the service of the freedesktop specification, which desktops on Linux and BSD have.

A thread of its own speaks to the bus, on one connection that lives from the first notification on: desktops send the
click to the connection that showed the notification.
"""

import contextlib
import html
import os
import queue
import selectors
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import jeepney
    from jeepney.io import blocking
else:
    jeepney = deferred("jeepney")
    blocking = deferred("jeepney.io.blocking")

NAME, PLACE = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
CALL_S = 5.0  # for the answer of the service; chosen
DESKTOP_FILE = "askance"  # the name of the installed desktop entry, without its ending
OPEN = "default"
"""The action of a click on the notification itself."""
_Wanted = tuple[str, str, str]


class FreedesktopNotifications(QObject):
    """Shows notifications. `open_label` is what the action of a click is called, where a desktop shows it."""

    opened = Signal(str)
    unavailable = Signal()

    def __init__(self, open_label: str) -> None:
        super().__init__()
        self._open_label = open_label
        self._speaker: _Speaker | None = None

    def show(self, subject: str, title: str, text: str) -> None:
        """Shows a notification, in the place of an earlier one about the same subject."""
        if self._speaker is None or not self._speaker.is_alive():
            self._speaker = _Speaker(self._open_label, self.opened.emit, self.unavailable.emit)
            self._speaker.start()
        self._speaker.want((subject, title, text))

    def end(self) -> None:
        """Closes the connection."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.end()


class _Speaker(threading.Thread):
    """Sends what is wanted, and hears the clicks, until `end` or until the bus or the service is gone."""

    def __init__(self, open_label: str, opened: Callable[[str], None], unavailable: Callable[[], None]) -> None:
        super().__init__(name="notifications", daemon=True)
        self._open_label = open_label
        self._opened = opened
        self._unavailable = unavailable
        self._wanted: queue.SimpleQueue[_Wanted | None] = queue.SimpleQueue()
        self._heard, self._wake = os.pipe()
        self._pipe = threading.Lock()  # a closed descriptor's number soon belongs to another file
        self._has_ended = False
        self._numbers: dict[str, int] = {}  # of the service, by subject

    def want(self, wanted: _Wanted | None) -> None:
        """Has a notification shown; None ends the thread."""
        self._wanted.put(wanted)
        with self._pipe:
            if not self._has_ended:
                os.write(self._wake, b"!")

    def end(self) -> None:
        """Ends the thread, and waits for it."""
        self.want(None)
        self.join(CALL_S)

    def run(self) -> None:
        connection: Any = None
        try:
            connection = blocking.open_dbus_connection("SESSION")
            self._speak(connection)
        except Exception as error:
            # a bus that is not there, ends or answers oddly is raised as nearly anything
            log.warning("no notifications from this desktop: %s", type(error).__name__)
            self._unavailable()
        finally:
            with contextlib.suppress(Exception):
                connection.close()
            with self._pipe:
                self._has_ended = True
                os.close(self._heard)
                os.close(self._wake)

    def _speak(self, connection: Any) -> None:
        rule = jeepney.MatchRule(type="signal", interface=NAME, path=PLACE)
        connection.send_and_get_reply(jeepney.message_bus.AddMatch(rule), timeout=CALL_S)
        signals: deque[Any] = deque()
        with connection.filter(rule, queue=signals), selectors.DefaultSelector() as selector:
            selector.register(self._heard, selectors.EVENT_READ)
            selector.register(connection.sock, selectors.EVENT_READ)
            while True:
                if any(key.fd == self._heard for key, _events in selector.select()):
                    os.read(self._heard, 1)
                    if (wanted := self._wanted.get()) is None:
                        return
                    self._notify(connection, *wanted)
                _receive(connection)  # in any case: a click may have been read along with a reply
                while signals:
                    self._hear(signals.popleft())

    def _notify(self, connection: Any, subject: str, title: str, text: str) -> None:
        """Shows a notification. Raises OSError if the service refuses."""
        address = jeepney.DBusAddress(PLACE, bus_name=NAME, interface=NAME)
        hints = {"desktop-entry": ("s", DESKTOP_FILE), "category": ("s", "im.received")}
        actions = [OPEN, self._open_label]
        before = self._numbers.get(subject, 0)
        body = ("Askance", before, DESKTOP_FILE, title, html.escape(text, quote=False), actions, hints, -1)
        message = jeepney.new_method_call(address, "Notify", "susssasa{sv}i", body)
        reply = connection.send_and_get_reply(message, timeout=CALL_S)
        if reply.header.message_type is jeepney.MessageType.error:
            raise OSError(str(reply.header.fields.get(jeepney.HeaderFields.error_name, "")))
        self._numbers[subject] = int(reply.body[0])

    def _hear(self, signal: Any) -> None:
        """Tells of a click; a notification that was closed has no number any more."""
        member = signal.header.fields.get(jeepney.HeaderFields.member)
        number = signal.body[0] if signal.body else 0
        subject = next((known for known, other in self._numbers.items() if other == number), None)
        if subject is None:
            return
        if member == "ActionInvoked" and signal.body[1] == OPEN:
            self._opened(subject)
        elif member == "NotificationClosed":
            del self._numbers[subject]


def _receive(connection: Any) -> None:
    """Hands all that has come to those who wait for it. Raises OSError if the bus is gone."""
    with contextlib.suppress(TimeoutError):
        while True:
            connection.recv_messages(timeout=0)
