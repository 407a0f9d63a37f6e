"""A panel on a session bus that shows tray icons as KDE and GNOME's extension do: StatusNotifierItem and its menu.

It is the watcher with which icons register, and the host that reads them, clicks on them and chooses from their menus.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.helpers.clocks.patience import Patience

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
_PROPERTIES = {"IsStatusNotifierHostRegistered": ("b", True), "ProtocolVersion": ("i", 0)}


class TrayPanel:
    """The panel on the bus at `address`. Every method may be called by one thread, and waits at most some seconds."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(address)
        self._asking = open_dbus_connection(address)
        self._bus.send_and_get_reply(message_bus.RequestName(WATCHER))
        self._registered: list[tuple[str, str]] = []  # bus name and path of each icon
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leaves the bus."""
        self._closing.set()
        self._thread.join(60)
        self._bus.close()
        self._asking.close()

    @property
    def icons(self) -> int:
        """The number of icons that have registered and are still there."""
        return sum(1 for name, _ in self._registered if self._is_there(name))

    def wait_for_icon(self, within_s: float = 60.0) -> None:
        """Waits until an icon has registered. Raises AssertionError when none does."""
        self._wait(lambda: self.icons, within_s)

    def shown(self, name: str) -> Any:
        """The value of a property of the icon: “Title”, “Status”, “IconPixmap”, “Menu”, …."""
        name_on_bus, path = self._registered[-1]
        at = DBusAddress(path, name_on_bus, "org.freedesktop.DBus.Properties")
        return self._call(at, "Get", "ss", (ITEM, name))[0][1]

    def click(self) -> None:
        """Clicks on the icon."""
        name, path = self._registered[-1]
        self._call(DBusAddress(path, name, ITEM), "Activate", "ii", (5, 5))

    def menu(self) -> dict[str, int]:
        """The entries of the icon's menu, by their words, with their numbers; separators have no words."""
        _revision, (_root, _about, entries) = self._call(self._menu, "GetLayout", "iias", (0, -1, []))
        found = (entry[1] for entry in entries)
        return {about["label"][1].replace("_", ""): number for number, about, _ in found if "label" in about}

    def choose(self, words: str) -> None:
        """Chooses an entry of the menu."""
        self._call(self._menu, "Event", "isvu", (self.menu()[words], "clicked", ("s", ""), 0))

    @property
    def _menu(self) -> DBusAddress:
        return DBusAddress(self.shown("Menu"), self._registered[-1][0], MENU)

    def _call(self, at: DBusAddress, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        reply = self._asking.send_and_get_reply(new_method_call(at, method, signature, body), timeout=240)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return tuple(reply.body)

    def _is_there(self, name: str) -> bool:
        return bool(self._asking.send_and_get_reply(message_bus.NameHasOwner(name), timeout=240).body[0])

    @staticmethod
    def _wait(condition: Any, within_s: float) -> None:
        patience = Patience(within_s)
        while not condition():
            assert not patience.is_over(), "waited in vain"
            time.sleep(0.02)  # another process is waited for

    def _serve(self) -> None:
        while not self._closing.is_set():
            with suppress(TimeoutError):
                call = self._bus.receive(timeout=0.1)
                if call.header.message_type is MessageType.method_call:
                    self._bus.send(self._reply(call))

    def _reply(self, call: Any) -> Any:
        fields = call.header.fields
        method, sender = fields.get(HeaderFields.member), fields.get(HeaderFields.sender)
        if method == "RegisterStatusNotifierItem" and fields.get(HeaderFields.signature) == "s":
            (named,) = call.body
            at_path = named.startswith("/")
            self._registered.append((sender, named) if at_path else (named, "/StatusNotifierItem"))
            return new_method_return(call)
        if method == "Get" and call.body[1] in _PROPERTIES:
            return new_method_return(call, "v", (_PROPERTIES[call.body[1]],))
        if method == "GetAll":
            return new_method_return(call, "a{sv}", (_PROPERTIES,))
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")


@contextmanager
def tray_panel(address: str) -> Iterator[TrayPanel]:
    """A panel on the bus at `address`, which goes at the end."""
    panel = TrayPanel(address)
    try:
        yield panel
    finally:
        panel.close()
