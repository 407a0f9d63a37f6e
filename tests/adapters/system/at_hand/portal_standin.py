"""A desktop's portal for global shortcuts on a real bus: a process that checks signatures and demands an app id.

It says what it does on standard output. A line on its standard input says what it does next: "press" the shortcut,
"close" the session, or "go" from the bus. Its argument is how it behaves: "grants", "denies", "old" (without a
registry), "strict" (knows no app), "absent".
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

PORTAL = """
import os, select, sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
kind = sys.argv[1]
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("ready", flush=True)
place, known, session, owner = "/org/freedesktop/portal/desktop", set(), "", ""
wanted = {
    ("org.freedesktop.host.portal.Registry", "Register"): "sa{sv}",
    ("org.freedesktop.portal.GlobalShortcuts", "CreateSession"): "a{sv}",
    ("org.freedesktop.portal.GlobalShortcuts", "BindShortcuts"): "oa(sa{sv})sa{sv}",
}
def error(call, name, said):
    bus.send(new_error(call, name, "s", (said,)))
def respond(call, options, code, results):
    token = options["handle_token"][1]
    path = f"{place}/request/{sender[1:].replace('.', '_')}/{token}"
    bus.send(new_method_return(call, "o", (path,)))
    request = DBusAddress(path, interface="org.freedesktop.portal.Request")
    bus.send(new_signal(request, "Response", "ua{sv}", (code, results)))
while True:
    readable, _, _ = select.select([bus.sock, sys.stdin], [], [])
    if sys.stdin in readable:
        wish = sys.stdin.readline().strip()
        if wish == "close":
            at_session = DBusAddress(session, interface="org.freedesktop.portal.Session")
            bus.send(new_signal(at_session, "Closed", "a{sv}", ({},)))
            continue
        if wish != "press":
            break
        shortcuts = DBusAddress(place, interface="org.freedesktop.portal.GlobalShortcuts")
        for name in ("something-else", "quick-ask"):
            bus.send(new_signal(shortcuts, "Activated", "osta{sv}", (session, name, 7, {})))
        continue
    try:
        call = bus.receive(timeout=5)
    except TimeoutError:
        continue
    fields = call.header.fields
    if call.header.message_type != MessageType.method_call:
        continue
    interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
    sender, signature = fields.get(HeaderFields.sender), fields.get(HeaderFields.signature, "")
    if (interface, member) not in wanted or kind == "absent":
        error(call, "org.freedesktop.DBus.Error.UnknownMethod", "No such interface")
    elif wanted[interface, member] != signature:
        print("wrong signature", member, signature, flush=True)
        error(call, "org.freedesktop.DBus.Error.InvalidArgs", "wrong signature")
    elif member == "Register":
        folder = os.path.join(os.environ["XDG_DATA_HOME"], "applications")
        if kind == "old":
            error(call, "org.freedesktop.DBus.Error.UnknownInterface", "No such interface")
        elif kind == "strict" or not os.path.exists(os.path.join(folder, call.body[0] + ".desktop")):
            said = f"Could not register app ID: App info not found for '{call.body[0]}'"
            error(call, "org.freedesktop.portal.Error.Failed", said)
        else:
            known.add(sender)
            print("registered", call.body[0], flush=True)
            bus.send(new_method_return(call))
    elif sender not in known and kind != "old":
        error(call, "org.freedesktop.portal.Error.NotAllowed", "An app id is required")
    elif member == "CreateSession":
        session = f"{place}/session/{sender[1:].replace('.', '_')}/{call.body[0]['session_handle_token'][1]}"
        respond(call, call.body[0], 0, {"session_handle": ("s", session)})
    else:
        assert call.body[0] == session, call.body
        ((name, facts),) = call.body[1]
        print("bound", name, facts["preferred_trigger"][1], flush=True)
        given = [(name, {"trigger_description": ("s", "Press <Super>Space")})]
        if kind == "denies":
            respond(call, call.body[3], 1, {})
        else:
            respond(call, call.body[3], 0, {"shortcuts": ("a(sa{sv})", given)})
"""


@dataclass
class Portal:
    """The stand-in, and the address of its bus."""

    address: str
    process: "subprocess.Popen[str]"

    def said(self) -> str:
        """Returns its next line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, wish: str) -> None:
        """Has it "press" the shortcut, "close" the session or "go"."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{wish}\n")
        self.process.stdin.flush()


@contextlib.contextmanager
def session_bus() -> Iterator[str]:
    """A session bus of its own, by its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.communicate()


@contextlib.contextmanager
def portal_on_a_bus(kind: str) -> Iterator[Portal]:
    """A bus with a portal of that kind on it."""
    with session_bus() as address:
        process = subprocess.Popen(
            [sys.executable, "-c", PORTAL, kind],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            portal = Portal(address, process)
            assert portal.said() == "ready"
            yield portal
        finally:
            process.kill()
            process.communicate()
