"""Downloads the image at an address that the user agreed to: http(s) only, bounded, no way into a private network.

The user saw and agreed to one host. A redirect may lead on to another, but only to an address on the public internet:
the name is looked up here, every answer is checked, and the connection goes to the address that was checked.
"""

import asyncio
import ipaddress
import socket

import httpx2

from desktop.adapters.network.http_client import ResponseTooLargeError, guarded_client
from desktop.adapters.network.proxies import proxy_for
from desktop.core.errors import AskanceError, ImageRejectedError, Problem, ProblemKind
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.untrusted_text import untrusted_line

CONNECT_S, SILENCE_S, WHOLE_S = 10.0, 15.0, 60.0
HOPS = 5
# IPv6 forms that carry an IPv4 address in their last 32 bits: NAT64, IPv4-compatible, translated
_CARRIERS = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))


async def download_image(address: str) -> bytes:
    """Returns the bytes at `address`. Raises ImageRejectedError."""
    host = untrusted_line(address.partition("://")[2].partition("/")[0], 80)
    try:
        async with asyncio.timeout(WHOLE_S):
            return await _follow(httpx2.URL(address))
    except ResponseTooLargeError:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, host)) from None
    except TimeoutError:
        raise ImageRejectedError(
            Problem(ProblemKind.ADDRESS_FAILED, host, "it took too long", seconds=WHOLE_S)
        ) from None
    except ImageRejectedError:
        raise
    except AskanceError as error:
        raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, host, error.problem.detail)) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
        raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, host)) from None


async def _follow(url: httpx2.URL) -> bytes:
    """Follows redirects. One may lead to a private address only on the user's own host, if that is private itself."""
    agreed, private_from_the_start = url.host, False
    for hop in range(HOPS):
        if url.scheme not in ("http", "https"):
            raise ImageRejectedError(
                Problem(ProblemKind.ADDRESS_REFUSED, agreed, "it leads to something that is not a web page")
            )
        addresses = await _addresses(url)
        public = all(is_public(address) for address in addresses)
        if hop == 0:
            private_from_the_start = not public
        elif not public and not (private_from_the_start and url.host == agreed):
            raise ImageRejectedError(Problem(ProblemKind.ADDRESS_REFUSED, agreed, "it leads into a private network"))
        body, onward = await _get(url, addresses[0] if addresses else None)
        if onward is None:
            return body
        url = url.join(onward)
    raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, agreed, "it leads in circles"))


async def _get(url: httpx2.URL, pinned: str | None) -> tuple[bytes, str | None]:
    """Returns the body and None, or no body and the location of a redirect."""
    headers = {"Accept": "image/*"}
    extensions = {}
    target = url
    if pinned is not None and proxy_for(str(url)) is None:
        headers["Host"] = url.netloc.decode("ascii")
        extensions["sni_hostname"] = url.host
        target = url.copy_with(host=pinned)
    async with (
        guarded_client(str(url), CONNECT_S, SILENCE_S, with_key=False, limit=MAX_BYTES) as client,
        client.stream("GET", target, headers=headers, extensions=extensions) as response,
    ):
        if response.has_redirect_location:
            return b"", response.headers["location"]
        if response.status_code != 200:
            raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, url.host, status=response.status_code))
        return await response.aread(), None


async def _addresses(url: httpx2.URL) -> list[str]:
    """Returns the addresses of the host; none if a proxy resolves it instead."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except OSError:
        if url.host == "localhost" or url.host.endswith(".localhost"):
            return ["127.0.0.1"]  # by RFC 6761; a system without /etc/hosts may know of none
        if proxy_for(str(url)) is None:
            raise
        return []
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Returns True if an IP address is on the public internet; an IPv4 address inside an IPv6 one counts."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _CARRIERS):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast and not getattr(ip, "is_site_local", False)
