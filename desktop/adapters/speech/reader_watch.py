"""Learns what the screen readers that run listen for: older ones, such as Orca up to version 44, hear no announcements.

The registry of AT-SPI tells which program listens for which events, and when that changes.
"""

import contextlib
import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import jeepney
    from jeepney.io import blocking
else:
    jeepney = deferred("jeepney")
    blocking = deferred("jeepney.io.blocking")

REGISTRY, REGISTRY_PLACE = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"
CALL_S = 5.0
ANNOUNCEMENT, SHOWING = "object:announcement", "object:statechanged:showing"


def hears_only_notifications(events: Iterable[tuple[str, str]]) -> bool:
    """Returns True if a program listens for what appears, but not for announcements; events are (program, name)."""
    heard: dict[str, set[str]] = {}
    for program, name in events:
        heard.setdefault(program, set()).add(name.lower().rstrip(":"))
    return any(SHOWING in names and ANNOUNCEMENT not in names for names in heard.values())


class ReaderWatch:
    """Watches the registry from a thread of its own, from `start` until `stop`; once each."""

    def __init__(self) -> None:
        self.needs_notifications = False
        """True while a screen reader runs that hears notifications, but no announcements."""
        self._thread = threading.Thread(target=self._run, name="screen readers", daemon=True)
        self._connection: Any = None
        self._is_ended = threading.Event()

    @property
    def has_started(self) -> bool:
        """True once `start` was called."""
        return self._thread.ident is not None

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the connection, and waits for its thread; not for one that has none, as a bus may never answer."""
        self._is_ended.set()
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
            self._thread.join(CALL_S)

    def _run(self) -> None:
        try:
            self._connection = blocking.open_dbus_connection(_registry_bus())
            with self._connection:
                self._watch()
        except Exception as error:
            # a bus that ends or answers oddly is raised as nearly anything
            if not self._is_ended.is_set():
                log.info("what screen readers listen for is not known: %s", type(error).__name__)
        self.needs_notifications = False

    def _watch(self) -> None:
        connection = self._connection
        changes = jeepney.MatchRule(type="signal", interface=REGISTRY, path=REGISTRY_PLACE)
        connection.send_and_get_reply(jeepney.message_bus.AddMatch(changes), timeout=CALL_S)
        asked = jeepney.DBusAddress(REGISTRY_PLACE, bus_name=REGISTRY, interface=REGISTRY)
        with connection.filter(changes) as queue:
            while not self._is_ended.is_set():
                queue.clear()
                call = jeepney.new_method_call(asked, "GetRegisteredEvents")
                (events,) = connection.send_and_get_reply(call, timeout=CALL_S).body
                self.needs_notifications = hears_only_notifications(events)
                connection.recv_until_filtered(queue)


def _registry_bus() -> str:
    """Returns the address of the bus of assistive technologies."""
    with blocking.open_dbus_connection("SESSION") as session:
        asked = jeepney.DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
        reply = session.send_and_get_reply(jeepney.new_method_call(asked, "GetAddress"), timeout=CALL_S)
        return str(reply.body[0])
