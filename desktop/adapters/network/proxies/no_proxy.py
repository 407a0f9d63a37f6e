"""The exceptions in `NO_PROXY`: hosts that are called directly although there is a proxy.

The variable has no standard. Understood is what curl, Go and Python agree on: names with all that is below them,
addresses, networks such as 10.0.0.0/8, each with or without a port, and `*` for every host; and what Windows and Java
write: semicolons or bars between them, `10.*` for a network, `<local>` for names without a dot.
"""

import ipaddress
import re

_SEPARATORS = re.compile(r"[,;|\s]+")
_BEGINNING = re.compile(r"(?P<numbers>\d{1,3}(?:\.\d{1,3}){0,2})(?:\.\*)+")
_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*):(?P<port>\d+)")


def is_excepted(host: str, port: int, exceptions: str) -> bool:
    """Returns True if one of the `exceptions` (parted by commas, spaces …) covers a host; IPv6 without brackets."""
    name = host.lower().rstrip(".")
    return any(_covers(entry, name, port) for entry in _SEPARATORS.split(exceptions.lower()) if entry)


def _covers(entry: str, name: str, port: int) -> bool:
    if match := _PORT.fullmatch(entry):
        if int(match["port"]) != port:
            return False
        entry = match["host"]
    if entry == "*":
        return True
    if entry == "<local>":
        return "." not in name and ":" not in name
    entry = entry.strip("[]").rstrip(".")
    address = _address(name)
    if address is not None:
        network = _network(entry)
        return network is not None and address in network
    entry = entry.removeprefix("*").lstrip(".")
    return bool(entry) and (name == entry or name.endswith(f".{entry}"))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """Returns the network that an entry names, one address included; None if it names a host."""
    if match := _BEGINNING.fullmatch(entry):  # 192.168.* or 192.168.*.*
        numbers = match["numbers"].split(".")
        entry = f"{'.'.join([*numbers, '0', '0', '0'][:4])}/{8 * len(numbers)}"
    try:
        return ipaddress.ip_network(entry.replace("]/", "/"), strict=False)
    except ValueError:
        return None
