"""Fetching a picture's address, after the user said so: http(s) only, bounded, and no way into a private network.

The user saw and agreed to one host. A redirect may lead on to another, but only to an address on the public internet:
the name is looked up here, every answer is checked, and the connection goes to the address that was checked.
"""

import asyncio
import ipaddress
import socket

import httpx2

from desktop.adapters.network import TooMuch, guarded_client, proxy_for
from desktop.core.errors import AskanceError, Kind, PictureRefused, Trouble
from desktop.core.picture import MAX_BYTES

CONNECT_S, SILENCE_S, WHOLE_S = 10.0, 15.0, 60.0
HOPS = 5


async def fetched(address: str) -> bytes:
    """The bytes at `address`. Raises PictureRefused."""
    host = httpx2.URL(address).host
    try:
        async with asyncio.timeout(WHOLE_S):
            return await _follow(httpx2.URL(address))
    except TooMuch:
        raise PictureRefused(Trouble(Kind.TOO_MANY_BYTES, host)) from None
    except TimeoutError:
        raise PictureRefused(Trouble(Kind.ADDRESS_FAILED, host, "it took too long", seconds=WHOLE_S)) from None
    except PictureRefused:
        raise
    except AskanceError as error:
        raise PictureRefused(Trouble(Kind.ADDRESS_FAILED, host, error.trouble.detail)) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
        raise PictureRefused(Trouble(Kind.ADDRESS_FAILED, host)) from None


async def _follow(url: httpx2.URL) -> bytes:
    agreed = url.host
    for _ in range(HOPS):
        if url.scheme not in ("http", "https"):
            raise PictureRefused(Trouble(Kind.ADDRESS_REFUSED, agreed, "it leads to something that is not a web page"))
        pinned = None if url.host == agreed else await _public_address(url, agreed)
        body, onward = await _get(url, pinned)
        if onward is None:
            return body
        url = url.join(onward)
    raise PictureRefused(Trouble(Kind.ADDRESS_FAILED, agreed, "it leads in circles"))


async def _get(url: httpx2.URL, pinned: str | None) -> tuple[bytes, str | None]:
    """The body, or where the answer points instead."""
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
            raise PictureRefused(Trouble(Kind.ADDRESS_FAILED, url.host, status=response.status_code))
        return await response.aread(), None


async def _public_address(url: httpx2.URL, agreed: str) -> str:
    """One address of the host, when all of its addresses are public. Raises PictureRefused otherwise."""
    port = url.port or (443 if url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise PictureRefused(Trouble(Kind.ADDRESS_REFUSED, agreed, "it leads into a private network"))
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also behind the IPv6 forms that carry an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast
