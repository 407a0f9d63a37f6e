"""A notification service on a real bus of its own: a process that checks signatures, and clicks when it is told to.

It prints a line of JSON for each notification. Its argument is how it behaves: "shows" or "refuses". A line
“click 1” on its standard input is a click on the notification with that number, and “close 1” closes it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SERVICE = """
import json, os, select, sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
kind = sys.argv[1]
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
print("ready", flush=True)
here = DBusAddress("/org/freedesktop/Notifications", interface="org.freedesktop.Notifications")
number = 0
while True:
    readable, _, _ = select.select([bus.sock, sys.stdin], [], [])
    if sys.stdin in readable:
        lines = os.read(0, 10_000).decode().splitlines()
        if not lines:
            break
        for line in lines:
            what, shown = line.split()
            if what == "click":
                bus.send(new_signal(here, "ActionInvoked", "us", (int(shown), "default")))
            bus.send(new_signal(here, "NotificationClosed", "uu", (int(shown), 2)))
        continue
    try:
        call = bus.receive(timeout=5)
    except TimeoutError:
        continue
    fields = call.header.fields
    if call.header.message_type != MessageType.method_call or fields.get(HeaderFields.member) != "Notify":
        continue
    if kind == "refuses" or fields.get(HeaderFields.signature) != "susssasa{sv}i":
        bus.send(new_error(call, "org.freedesktop.DBus.Error.InvalidArgs", "s", ("no",)))
        continue
    number = call.body[1] or number + 1
    print(json.dumps(call.body), flush=True)
    bus.send(new_method_return(call, "u", (number,)))
"""


class Service:
    """The stand-in: what it was asked to show, and the user at it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def shown(self) -> list[Any]:
        """The body of the next call, once it is there."""
        assert self._process.stdout is not None
        body: list[Any] = json.loads(self._process.stdout.readline())
        return body

    def do(self, what: str, number: int) -> None:
        """Clicks or closes a notification."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what} {number}\n")
        self._process.stdin.flush()


@contextmanager
def bus() -> Iterator[str]:
    """The address of a session bus of its own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(240)
        daemon.stdout.close()


@contextmanager
def service(address: str, kind: str = "shows") -> Iterator[Service]:
    """The stand-in on the bus at an address."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVICE, kind],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdin is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield Service(process)
    finally:
        process.stdin.close()
        process.terminate()
        process.wait(240)
        process.stdout.close()
