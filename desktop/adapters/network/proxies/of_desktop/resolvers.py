"""The desktop's own resolvers, which run scripts for proxies (PAC) in their processes: the portal, and libproxy."""

import logging
import os
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlunsplit

from desktop.adapters.network.proxies.of_desktop.asked_program import WITHIN_S, output_of
from desktop.adapters.network.proxies.system_answer import DesktopAnswer, first_usable
from desktop.deferred import deferred

if TYPE_CHECKING:
    import jeepney
    from jeepney.io import blocking
else:
    jeepney = deferred("jeepney")
    blocking = deferred("jeepney.io.blocking")

log = logging.getLogger(__name__)
PLACE, NAME = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop"
INTERFACE = "org.freedesktop.portal.ProxyResolver"


def portal_answer(parts: SplitResult) -> DesktopAnswer | None:
    """Returns what the desktop's portal says of an address; None if there is none, or it does not say it in time."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    try:
        with blocking.open_dbus_connection("SESSION") as connection:
            address = jeepney.DBusAddress(PLACE, bus_name=NAME, interface=INTERFACE)
            message = jeepney.new_method_call(address, "Lookup", "s", (without_path(parts),))
            reply = connection.send_and_get_reply(message, timeout=WITHIN_S)
    except Exception as error:  # a bus that ends or answers oddly is raised as nearly anything
        log.info("the portal was not asked for a proxy: %s", type(error).__name__)
        return None
    if reply.header.message_type is jeepney.MessageType.error or not reply.body:
        return None
    names = reply.body[0]
    return first_usable([str(name) for name in names]) if isinstance(names, list) else None


def libproxy_answer(parts: SplitResult) -> DesktopAnswer | None:
    """Returns what libproxy's command says of an address; None if it is not there or says nothing in time."""
    return first_usable(output_of(["proxy"], f"{without_path(parts)}\n").split())


def without_path(parts: SplitResult) -> str:
    """Returns an address of which nothing but scheme, host and port goes to a resolver."""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/", "", ""))
