"""A desktop's portal for proxies on a real bus, and programs of a system in a folder."""

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.adapters.system.at_hand.portal_standin import session_bus

_PORTAL = """
import sys
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection(bus="SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("ready", flush=True)
while True:
    call = bus.receive()
    fields = call.header.fields
    if call.header.message_type != MessageType.method_call:
        continue
    interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
    if (interface, member) != ("org.freedesktop.portal.ProxyResolver", "Lookup") or len(sys.argv) == 1:
        bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("No such interface",)))
        continue
    print(*call.body, flush=True)
    bus.send(new_method_return(call, "as", (sys.argv[1:],)))
"""


@contextlib.contextmanager
def proxy_portal(*answers: str) -> Iterator["subprocess.Popen[str]"]:
    """A portal on the bus of this process that answers each look-up so, and prints its address; without any, none."""
    with session_bus() as address:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        process = subprocess.Popen([sys.executable, "-c", _PORTAL, *answers], stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()
            process.communicate()


def install(folder: Path, name: str, lines: str) -> None:
    """Puts a program of the system into a folder, as lines of sh."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
