"""Lets requests by plain HTTP out to this computer and to private networks alone; HTTPS passes as it is.

Anybody on the way can read a plain request, its key and its images. A name that is not private by its form is looked
up once, all of its addresses have to be private, and the connection goes to one of these addresses: a second look-up
could be answered otherwise.
"""

import asyncio

import httpx2

from desktop.adapters.network.name_resolution import Resolve
from desktop.core.errors import EndpointUnreachableError, Problem, ProblemKind
from desktop.core.settings.hosts import LOOPBACK, is_address, is_loopback, is_private_address, is_private_name


class PlainHttpGuard(httpx2.AsyncBaseTransport):
    """Sends a plain request only where it may go.

    `through_proxy` means that a proxy looks names up: then the form of a name must be enough. Raises
    EndpointUnreachableError, before anything is sent.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, resolve: Resolve, through_proxy: bool) -> None:
        self._inner = inner
        self._resolve = resolve
        self._through_proxy = through_proxy

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.scheme != "http":
            return await self._inner.handle_async_request(request)
        hosts = await self._checked_hosts(request)
        for host in hosts[:-1]:
            try:
                return await self._inner.handle_async_request(_request_to(host, request))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue  # nothing was sent
        return await self._inner.handle_async_request(_request_to(hosts[-1], request))

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _checked_hosts(self, request: httpx2.Request) -> tuple[str, ...]:
        """Returns the hosts to connect to, in their order: at least one."""
        host = request.url.raw_host.decode("ascii").lower()
        hosts: tuple[str, ...] = ()
        if is_address(host):
            hosts = (host,) if is_private_address(host) else ()
        elif is_loopback(host):
            hosts = LOOPBACK
        elif is_private_name(host):
            hosts = (host,)
        elif not self._through_proxy:
            addresses = await self._looked_up(host, request)
            hosts = addresses if all(map(is_private_address, addresses)) else ()
        if not hosts:
            place = request.url.netloc.decode("ascii")
            raise EndpointUnreachableError(Problem(ProblemKind.PLAIN_HTTP, place, f"https://{place}"))
        return hosts

    async def _looked_up(self, host: str, request: httpx2.Request) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("connect")):
                return await self._resolve(host, request.url.port or 80)
        except TimeoutError:
            raise httpx2.ConnectTimeout("the name was not resolved in time", request=request) from None
        except (OSError, UnicodeError):
            place = request.url.netloc.decode("ascii")
            raise EndpointUnreachableError(Problem(ProblemKind.UNKNOWN_HOST, place)) from None


def _request_to(host: str, request: httpx2.Request) -> httpx2.Request:
    """Returns the same request over a connection to `host`; its Host header stays that of the name."""
    url = request.url.copy_with(host=host)
    return httpx2.Request(
        request.method, url, headers=request.headers, stream=request.stream, extensions=request.extensions
    )
