"""Downloads the image at an address that the user agreed to: http(s) only, bounded, no way into a private network.

The user is asked with the address and where it leads, and that is where the connection goes (hops.py).
"""

import asyncio
from collections.abc import Callable

import httpx2

from desktop.adapters.network.hops import Hop, first_hop, next_hop
from desktop.adapters.network.http_client import ResponseTooLargeError, guarded_client
from desktop.adapters.network.name_resolution import Resolve, resolve_by_system
from desktop.adapters.network.tls import tls_problem
from desktop.core.errors import (
    AskanceError,
    EndpointUnreachableError,
    ImageRejectedError,
    Problem,
    ProblemKind,
    SendBlockedError,
)
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.settings.destination import Destination
from desktop.core.settings.values.proxy import BY_SYSTEM
from desktop.core.untrusted_text import untrusted_line

CONNECT_S, SILENCE_S, WHOLE_S, LOOK_UP_S = 10.0, 15.0, 60.0, 10.0  # chosen
HOPS = 5

Check = Callable[[str], None]


async def find_destination(address: str, proxy: str = BY_SYSTEM, resolve: Resolve = resolve_by_system) -> Destination:
    """Returns where `address` leads, or why it may not be fetched. Only the name is looked up; nothing is fetched.

    `proxy` is the user's setting.
    """
    host = _host(address)
    try:
        async with asyncio.timeout(LOOK_UP_S):
            hop = await first_hop(httpx2.URL(address), proxy, resolve)
    except AskanceError as error:
        return Destination(address, refusal=error.problem)
    except (TimeoutError, httpx2.InvalidURL, OSError, ValueError):
        return Destination(address, refusal=Problem(ProblemKind.ADDRESS_FAILED, host))
    return Destination(address, hop.ip_addresses, hop.proxy.words if hop.proxy is not None else "")


def allow_all(address: str) -> None:
    """Raises nothing, for any address."""


async def download_image(
    address: str,
    known: tuple[str, ...] = (),
    proxy: str = BY_SYSTEM,
    resolve: Resolve = resolve_by_system,
    check: Check = allow_all,
) -> bytes:
    """Returns the bytes at `address`. Raises ImageRejectedError.

    `known` are the IP addresses that the user was shown, to which the first connection goes; without them the name is
    looked up now. `proxy` is the user's setting. `check` raises SendBlockedError for an address, be it one that a
    redirect leads to, that may not be asked.
    """
    host = _host(address)
    try:
        async with asyncio.timeout(WHOLE_S):
            return await _follow(httpx2.URL(address), known, proxy, resolve, check)
    except ResponseTooLargeError:
        raise ImageRejectedError(Problem(ProblemKind.TOO_MANY_BYTES, host)) from None
    except TimeoutError:
        raise ImageRejectedError(
            Problem(ProblemKind.ADDRESS_FAILED, host, "it took too long", seconds=WHOLE_S)
        ) from None
    except (ImageRejectedError, SendBlockedError):
        raise
    except EndpointUnreachableError as error:  # a proxy's or a certificate's, which have words of their own
        raise ImageRejectedError(error.problem) from None
    except AskanceError as error:
        raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, host, error.problem.detail)) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        chain = (error, *filter(None, (error.__cause__, error.__cause__ and error.__cause__.__cause__)))
        problem = tls_problem(chain, host) or Problem(ProblemKind.ADDRESS_FAILED, host)
        raise ImageRejectedError(problem) from None


def _host(address: str) -> str:
    return untrusted_line(address.partition("://")[2].partition("/")[0].rpartition("@")[2], 80)


async def _follow(url: httpx2.URL, known: tuple[str, ...], proxy: str, resolve: Resolve, check: Check) -> bytes:
    """Follows redirects. Each is judged before anything is sent there."""
    hop = agreed = await first_hop(url, proxy, resolve, known)
    for _ in range(HOPS):
        body, onward = await _get(hop, proxy)
        if onward is None:
            return body
        check(str(hop.url.join(onward)))
        hop = await next_hop(hop, onward, agreed, proxy, resolve)
    raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, agreed.url.host, "it leads in circles"))


async def _get(hop: Hop, proxy: str) -> tuple[bytes, str | None]:
    """Returns the body and None, or no body and the location of a redirect."""
    async with guarded_client(
        str(hop.url), CONNECT_S, SILENCE_S, with_key=False, limit=MAX_BYTES, proxy=proxy
    ) as client:
        if hop.proxy is not None:
            return await _get_from(client, hop.url, hop.url)
        for address in hop.ip_addresses[:-1]:
            try:
                return await _get_from(client, hop.url, hop.url.copy_with(host=address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue  # nothing was sent
        return await _get_from(client, hop.url, hop.url.copy_with(host=hop.ip_addresses[-1]))


async def _get_from(client: httpx2.AsyncClient, url: httpx2.URL, target: httpx2.URL) -> tuple[bytes, str | None]:
    """Gets `url` over a connection to the host of `target`."""
    headers = {"Accept": "image/*", "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    async with client.stream("GET", target, headers=headers, extensions=extensions) as response:
        if response.has_redirect_location:
            return b"", response.headers["location"]
        if response.status_code != 200:
            raise ImageRejectedError(Problem(ProblemKind.ADDRESS_FAILED, url.host, status=response.status_code))
        return await response.aread(), None
