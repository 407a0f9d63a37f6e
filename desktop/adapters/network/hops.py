"""Where the address of an image may lead, at the first step and at each redirect.

A name is looked up once for each step, all of its addresses are judged, and the connection goes to one of them. The
user may write out a private address or a private name: they see it, and are asked. A name of a public look leads to
the public internet, and so does every redirect. A proxy looks names up itself, so the form of a name has to be enough.
"""

import re
from dataclasses import dataclass

import httpx2

from desktop.adapters.network.name_resolution import Resolve
from desktop.adapters.network.proxies.choice import Proxy, ask_desktop, proxy_at
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.settings.hosts import (
    LOOPBACK,
    is_address,
    is_link_local,
    is_loopback,
    is_private_address,
    is_private_name,
    is_public_address,
)

PRIVATE_NETWORK = "it leads into a private network"
_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)\.?")  # by its last label, a host that many read as an IPv4 address


@dataclass(frozen=True, slots=True)
class Hop:
    """A step on the way to an image: the address, and where to connect: one of `ip_addresses`, or the proxy."""

    url: httpx2.URL
    ip_addresses: tuple[str, ...]
    proxy: Proxy | None
    is_private: bool

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return self.url.scheme, self.url.host, _port(self.url)


async def first_hop(url: httpx2.URL, setting: str, resolve: Resolve, known: tuple[str, ...] = ()) -> Hop:
    """Returns the step to the address that the user is asked about. `known` are its IP addresses, if looked up before.

    Raises ImageRejectedError if it may not be fetched, EndpointUnreachableError for a proxy that cannot be used, and
    OSError for a name that is not known.
    """
    hop = await _hop(url, url.host, setting, resolve, known)
    if hop.is_private and not _is_written_out(hop):
        _refuse(url.host, PRIVATE_NETWORK)
    return hop


async def next_hop(before: Hop, location: str, agreed: Hop, setting: str, resolve: Resolve) -> Hop:
    """Returns the step to which `before` redirects; `agreed` is the one that the user agreed to. Raises as `first_hop`.

    A private address is reached by a redirect only at the very origin that the user agreed to. Another port is reached
    only if it is the scheme's own.
    """
    hop = await _hop(before.url.join(location), agreed.url.host, setting, resolve)
    is_same_place = hop.origin == agreed.origin
    if hop.is_private and not (agreed.is_private and is_same_place):
        _refuse(agreed.url.host, PRIVATE_NETWORK)
    is_usual_port = _port(hop.url) == _PORTS[hop.url.scheme]
    is_port_kept = hop.origin[1:] == before.origin[1:]
    if not (is_usual_port or is_port_kept):
        _refuse(agreed.url.host, "it leads to another port")
    return hop


async def _hop(url: httpx2.URL, agreed: str, setting: str, resolve: Resolve, known: tuple[str, ...] = ()) -> Hop:
    host = url.raw_host.decode("ascii").lower()
    if url.scheme not in _PORTS or not host:
        _refuse(agreed, "it leads to something that is not a web page")
    await ask_desktop(str(url), setting)
    proxy = proxy_at(str(url), setting)
    if proxy is not None:
        if _is_private_by_form(host):
            _refuse(agreed, "it leads into a private network, and a proxy would connect")
        return Hop(url, (), proxy, is_private=False)
    addresses = (host,) if is_address(host) else LOOPBACK if is_loopback(host) else known
    addresses = addresses or await resolve(host, _port(url))
    return Hop(url, addresses, None, is_private=not addresses or not all(map(is_public_address, addresses)))


def _is_private_by_form(host: str) -> bool:
    """Returns True if a host may be in the proxy's own network. A number may be: proxies read it in different ways."""
    if is_address(host):
        return not is_public_address(host)
    return is_loopback(host) or is_private_name(host) or bool(_NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]))


def _is_written_out(hop: Hop) -> bool:
    """Returns True if a private address can be seen to be one, and is of a kind that images are at."""
    host = hop.url.host
    is_seen = is_loopback(host) or is_private_address(host) or is_private_name(host)
    return is_seen and all(is_private_address(address) and not is_link_local(address) for address in hop.ip_addresses)


def _port(url: httpx2.URL) -> int:
    return url.port or _PORTS.get(url.scheme, 0)


def _refuse(host: str, why: str) -> None:
    raise ImageRejectedError(Problem(ProblemKind.ADDRESS_REFUSED, host, why))
