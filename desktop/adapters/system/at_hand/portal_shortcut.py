"""A global shortcut from the desktop's portal, the only way under Wayland: the desktop decides which keys it gives.

The portal hands shortcuts only to programs that it knows by an installed desktop file, so this one registers with its
id first. All of it is spoken by a thread of its own, on a connection that lives as long as the shortcut: PySide's D-Bus
cannot write the types of these calls.
"""

import contextlib
import os
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.core.global_shortcut import ShortcutKeys, ShortcutState, ShortcutStatus
from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import jeepney
    from jeepney.io import blocking
else:
    jeepney = deferred("jeepney")
    blocking = deferred("jeepney.io.blocking")

NAME, PLACE = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
REGISTRY = "org.freedesktop.host.portal.Registry"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST, SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"
SHORTCUT_ID = "quick-ask"
CALL_S = 20.0  # for the answer to a call; what the user is asked may take for ever
GRANTED, CANCELLED = 0, 1
TRIGGERS = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
KEY_NAMES = {"Space": "space", "PageUp": "Page_Up", "PageDown": "Page_Down"}
ABSENT = ("UnknownInterface", "UnknownMethod", "ServiceUnknown", "UnknownObject", "NotSupported")


def trigger_of(keys: ShortcutKeys) -> str:
    """Returns the keys in the notation of the shortcuts specification, such as CTRL+SHIFT+space."""
    key = KEY_NAMES.get(keys.key, keys.key.lower() if len(keys.key) == 1 else keys.key)
    return "+".join((*(TRIGGERS[name] for name in keys.modifiers), key))


class PortalShortcut(QObject):
    """Holds one shortcut; `installed_ids` returns the ids of this program's desktop files."""

    pressed = Signal()
    changed = Signal(object)  # ShortcutStatus

    def __init__(self, installed_ids: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._installed_ids = installed_ids
        self._session: _Session | None = None

    def take(self, keys: ShortcutKeys) -> None:
        """Asks the desktop for these keys, in the place of those that were held."""
        self._end()
        self.changed.emit(ShortcutStatus(ShortcutState.ASKING))
        self._session = _Session(keys, self._installed_ids(), self.pressed.emit, self._tell)
        self._session.start()

    def release(self) -> None:
        """Gives the shortcut back."""
        self._end()
        self.changed.emit(ShortcutStatus(ShortcutState.OFF))

    def _end(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.end()

    def _tell(self, session: "_Session", status: ShortcutStatus) -> None:
        """Emits how a session stands, unless another one has taken its place; called by its thread."""
        if session is self._session:
            self.changed.emit(status)


class _Refused(Exception):
    """The portal refused; `state` says why."""

    def __init__(self, state: ShortcutState, detail: str = "") -> None:
        super().__init__(detail)
        self.status = ShortcutStatus(state, detail)


class _Session(threading.Thread):
    """Speaks to the portal from the first call until `end`."""

    def __init__(
        self,
        keys: ShortcutKeys,
        ids: tuple[str, ...],
        pressed: Callable[[], None],
        tell: Callable[["_Session", ShortcutStatus], None],
    ) -> None:
        super().__init__(name="global shortcut", daemon=True)
        self._keys = keys
        self._ids = ids
        self._pressed = pressed
        self._tell = tell
        self._connection: Any = None
        self._is_ended = threading.Event()

    def end(self) -> None:
        """Closes the connection, with which the desktop ends the session; waits for the thread."""
        self._is_ended.set()
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(CALL_S)

    def run(self) -> None:
        try:
            self._connection = blocking.open_dbus_connection("SESSION")
        except Exception as error:
            log.warning("no session bus for a global shortcut: %s", type(error).__name__)
            self._tell(self, ShortcutStatus(ShortcutState.NO_SERVICE))
            return
        try:
            if not self._is_ended.is_set():
                self._register()
                session = self._create()
                self._listen(session, lambda: self._bind(session))
        except _Refused as refused:
            self._tell(self, refused.status)
        except Exception as error:
            # a bus that ends or answers oddly is raised as nearly anything
            if not self._is_ended.is_set():
                log.warning("no global shortcut from the portal: %s", type(error).__name__)
                self._tell(self, ShortcutStatus(ShortcutState.FAILED, type(error).__name__))
        finally:
            with contextlib.suppress(Exception):
                self._connection.close()

    # calls

    def _call(self, interface: str, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """Returns the body of an answer. Raises _Refused for an error."""
        address = jeepney.DBusAddress(PLACE, bus_name=NAME, interface=interface)
        message = jeepney.new_method_call(address, method, signature, body)
        reply = self._connection.send_and_get_reply(message, timeout=CALL_S)
        if reply.header.message_type is jeepney.MessageType.error:
            name = str(reply.header.fields.get(jeepney.HeaderFields.error_name, ""))
            reason = str(reply.body[0]) if reply.body else ""
            raise _Refused(_state_of(name, reason), reason[:120])
        return tuple(reply.body)

    def _register(self) -> None:
        """Tells the portal who this is. An old portal that has no registry finds it out by itself."""
        refused: _Refused | None = None
        for known in self._ids:
            try:
                self._call(REGISTRY, "Register", "sa{sv}", (known, {}))
            except _Refused as error:
                if error.status.state is ShortcutState.NO_SERVICE:
                    return
                refused = error
                continue
            return
        if refused is not None:
            raise _Refused(ShortcutState.UNKNOWN_PROGRAM, refused.status.detail)

    def _create(self) -> str:
        """Returns the path of a new session."""
        options = {"session_handle_token": ("s", _token())}
        results = self._request(SHORTCUTS, "CreateSession", "a{sv}", (), options)
        return str(results["session_handle"][1])

    def _bind(self, session: str) -> None:
        facts = {
            "description": ("s", "Ask about a part of the screen"),
            "preferred_trigger": ("s", trigger_of(self._keys)),
        }
        shortcuts = [(SHORTCUT_ID, facts)]
        results = self._request(SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", (session, shortcuts, ""), {})
        given = [known for known in results.get("shortcuts", ("", []))[1] if known[0] == SHORTCUT_ID]
        if not given:
            raise _Refused(ShortcutState.DENIED)
        words = given[0][1].get("trigger_description", ("s", ""))[1]
        self._tell(self, ShortcutStatus(ShortcutState.ON, str(words) or str(self._keys)))

    def _request(
        self, interface: str, method: str, signature: str, body: tuple[Any, ...], options: dict[str, Any]
    ) -> dict[str, Any]:
        """Returns what the desktop answers to a request, for which it may ask the user. Raises _Refused."""
        token = _token()
        sender = self._connection.unique_name[1:].replace(".", "_")
        expected = f"{PLACE}/request/{sender}/{token}"
        rule = jeepney.MatchRule(type="signal", interface=REQUEST, member="Response", path=expected)
        with self._matching(rule) as answers:
            self._call(interface, method, signature, (*body, {**options, "handle_token": ("s", token)}))
            code, results = self._connection.recv_until_filtered(answers).body
        if code != GRANTED:
            raise _Refused(ShortcutState.DENIED)
        return dict(results)

    @contextlib.contextmanager
    def _matching(self, *rules: Any) -> Any:
        """Yields the queue of the messages that match one of these rules, for which the bus is asked."""
        queue = deque[Any]()
        with contextlib.ExitStack() as filters:
            for rule in rules:
                self._connection.send_and_get_reply(jeepney.message_bus.AddMatch(rule), timeout=CALL_S)
                filters.enter_context(self._connection.filter(rule, queue=queue))
            yield queue
        for rule in rules:
            self._connection.send(jeepney.message_bus.RemoveMatch(rule))

    def _listen(self, session: str, bind: Callable[[], None]) -> None:
        """Binds, and hands presses over until the desktop closes the session, or its portal goes."""
        presses = jeepney.MatchRule(type="signal", interface=SHORTCUTS, member="Activated", path=PLACE)
        closed = jeepney.MatchRule(type="signal", interface=SESSION, member="Closed", path=session)
        gone = jeepney.MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        gone.add_arg_condition(0, NAME)
        with self._matching(presses, closed, gone) as heard:
            bind()
            while not self._is_ended.is_set():
                message = self._connection.recv_until_filtered(heard)
                if message.header.fields[jeepney.HeaderFields.member] != "Activated":
                    raise _Refused(ShortcutState.CLOSED)
                if message.body[1] == SHORTCUT_ID:
                    self._pressed()


def _state_of(name: str, reason: str) -> ShortcutState:
    """Returns what an error of the portal means."""
    if name.rsplit(".", 1)[-1] in ABSENT:
        return ShortcutState.NO_SERVICE
    if "app id" in reason.lower() or "app info" in reason.lower():
        return ShortcutState.UNKNOWN_PROGRAM
    return ShortcutState.DENIED if name.endswith("NotAllowed") else ShortcutState.FAILED


def _token() -> str:
    return f"askance{os.urandom(8).hex()}"
