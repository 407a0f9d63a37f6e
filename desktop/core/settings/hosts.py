"""Hosts by name and by address: this computer, a private network, or the internet. Nothing is looked up here."""

import re
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    import ipaddress
else:
    ipaddress = deferred("ipaddress")

LOOPBACK = ("127.0.0.1", "::1")
"""The addresses of every name of this computer; no name server is asked for them (RFC 6761)."""

PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".home.arpa")
"""Endings of names that no public server bears: RFC 6762, ICANN's reservation of 2024, common use, and RFC 8375."""

_SHARED = "100.64.0.0/10"  # RFC 6598: carriers, and overlay networks such as Tailscale's
_NAT64 = ("64:ff9b::/96", "64:ff9b:1::/48")  # RFC 6052 and RFC 8215
_SPECIAL = ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "5f00::/16")
"""Networks that nobody on the internet has, and that older tables do not know: IANA's special-purpose registries."""
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # 134744072 is an old way to write 8.8.8.8
_CARRIERS = (*_NAT64[:1], "::/96", "::ffff:0:0:0/96")
"""IPv6 networks whose last 32 bits are an IPv4 address: NAT64, IPv4-compatible, IPv4-translated."""


def is_loopback(host: str) -> bool:
    """Returns True if `host` is this computer, by name or by address."""
    name = host.lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761
        return True
    ip = _ip(host)
    return ip is not None and (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def is_address(host: str) -> bool:
    """Returns True if `host` is an IP address and not a name."""
    return _ip(host) is not None


def is_unspecified(host: str) -> bool:
    """Returns True if `host` is the address that stands for all of a computer's own, 0.0.0.0 or ::."""
    ip = _ip(host)
    return ip is not None and ip.is_unspecified


def is_private_name(host: str) -> bool:
    """Returns True if a name is one of a private network by its form: a single label, or one of `PRIVATE_ENDINGS`.

    A single label with a dot after it is no such name: it asks for a top-level domain.
    """
    name = host.lower().removesuffix(".")
    if is_address(host) or not all(name.split(".")) or _NUMBER.fullmatch(name.rpartition(".")[2]):
        return False
    return "." not in host or name.endswith(PRIVATE_ENDINGS)


def is_link_local(address: str) -> bool:
    """Returns True for an address without a router: those of devices' set-up pages and of clouds' credentials."""
    ip = _ip(address)
    return ip is not None and (getattr(ip, "ipv4_mapped", None) or ip).is_link_local


def is_private_address(address: str) -> bool:
    """Returns True if an IP address is this computer's or a private network's.

    Addresses that are merely not public (multicast, documentation, NAT64) are not private.
    """
    ip = _ip(address)
    if ip is None:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback or ip.is_link_local:
        return True
    networks = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", _SHARED) if ip.version == 4 else ("fc00::/7",)
    return any(ip in ipaddress.ip_network(network) for network in networks)


def is_public_address(address: str) -> bool:
    """Returns True if an IP address is on the public internet; an IPv4 address inside an IPv6 one counts."""
    ip = _ip(address)
    if ip is None or ip in ipaddress.ip_network(_NAT64[1]):
        return False
    ip = _inner(ip) or ip
    if any(ip in network for network in map(ipaddress.ip_network, _SPECIAL) if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast and not getattr(ip, "is_site_local", False)


def _ip(host: str) -> "ipaddress.IPv4Address | ipaddress.IPv6Address | None":
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _inner(ip: "ipaddress.IPv4Address | ipaddress.IPv6Address") -> "ipaddress.IPv4Address | None":
    """Returns the IPv4 address inside an IPv6 one, or None."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return None
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inner is None and not ip.is_loopback and any(ip in ipaddress.ip_network(network) for network in _CARRIERS):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return inner
