"""The HTTP client for providers and for image downloads: known headers, bounds, and the way through a proxy."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx2

from desktop import __version__
from desktop.adapters.network.decompression import UNPACKED, Unpacker
from desktop.adapters.network.name_resolution import Resolve
from desktop.adapters.network.plain_http import PlainHttpGuard
from desktop.adapters.network.proxies.choice import Proxy, proxy_at
from desktop.adapters.network.proxies.transport import ProxyTransport
from desktop.adapters.network.tls import tls_context, trusting_nobody
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.values.proxy import BY_SYSTEM
from desktop.core.untrusted_text import untrusted_line

HEADERS = frozenset({
    "host", "connection", "accept", "content-type", "content-length", "transfer-encoding", "authorization",
})  # fmt: skip
SLICE_BYTES = 4096
SMALL_BYTES, GATHER_S = 2048, 0.012
MAX_ANSWER_BYTES = 8 * 1024 * 1024  # of the text of an answer
MAX_RESPONSE_BYTES = 3 * MAX_ANSWER_BYTES  # of everything that is received for it, images included


def guarded_client(
    base_url: str,
    connect_s: float,
    silence_s: float,
    with_key: bool = True,
    limit: int = MAX_RESPONSE_BYTES,
    extra_headers: frozenset[str] = frozenset(),
    resolve: Resolve | None = None,
    added_headers: Headers = (),
    proxy: str = BY_SYSTEM,
) -> httpx2.AsyncClient:
    """Returns a client for one endpoint: guarded transport, no redirects, no environment of its own.

    With `resolve`, plain HTTP leads to this computer and to private networks alone. `proxy` is the user's setting.
    Raises EndpointUnreachableError for a proxy that cannot be used, and for certificates that cannot be read, if they
    are needed.
    """
    found = proxy_at(base_url, proxy)
    inner = _transport(base_url, found)
    if resolve is not None:
        inner = PlainHttpGuard(inner, resolve, through_proxy=found is not None)
    return httpx2.AsyncClient(
        transport=GuardedTransport(inner, with_key, limit, extra_headers, added_headers),
        timeout=httpx2.Timeout(silence_s, connect=connect_s, pool=connect_s),
        follow_redirects=False,
        trust_env=False,
    )


def _transport(base_url: str, proxy: Proxy | None) -> httpx2.AsyncBaseTransport:
    verify = tls_context() if urlsplit(base_url).scheme == "https" else trusting_nobody()
    if proxy is None:
        return httpx2.AsyncHTTPTransport(verify=verify, trust_env=False)
    to_proxy = tls_context() if proxy.address.scheme == "https" else None
    way = httpx2.Proxy(proxy.address.url, ssl_context=to_proxy)
    return ProxyTransport(httpx2.AsyncHTTPTransport(verify=verify, trust_env=False, proxy=way), proxy)


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Lets out only known headers, and hands a response on in slices, with the loop free between them, up to `limit`.

    The client that uses it describes this computer in headers and takes more of them from the environment; of those,
    only the names in `extra_headers` (lower case) pass. `added_headers` take the place of any others of their names.
    Compressed responses are not requested; one that comes all the same is unpacked, and the limit is that of the
    unpacked bytes, since a small one may unfold to any size.
    """

    def __init__(
        self,
        inner: httpx2.AsyncBaseTransport,
        with_key: bool = True,
        limit: int = MAX_RESPONSE_BYTES,
        extra_headers: frozenset[str] = frozenset(),
        added_headers: Headers = (),
    ) -> None:
        self._inner = inner
        self._added_headers = added_headers
        self._limit = limit
        names = HEADERS | extra_headers
        self._header_names = names if with_key else names - {"authorization"}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self._reduce(request.headers)
        response = await self._inner.handle_async_request(request)
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity", *UNPACKED):
            await response.aclose()
            raise EndpointRejectedError(
                Problem(
                    ProblemKind.MALFORMED_RESPONSE, request.url.host, untrusted_line(f"content-encoding {encoding}")
                )
            )
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        headers = response.headers.copy()
        if encoding in UNPACKED:
            del headers["content-encoding"]
            headers.pop("content-length", None)
        return httpx2.Response(
            response.status_code,
            headers=headers,
            stream=LimitedByteStream(response.stream, self._limit, encoding in UNPACKED),
            extensions=response.extensions,
        )

    def _reduce(self, headers: httpx2.Headers) -> None:
        for name in set(headers) - self._header_names:
            del headers[name]
        headers["Accept-Encoding"] = "identity"
        headers["User-Agent"] = f"askance/{__version__}"
        for name, value in self._added_headers:
            headers[name] = value

    async def aclose(self) -> None:
        await self._inner.aclose()


class ResponseTooLargeError(httpx2.ReadError):
    """The response is larger than a bound, which the message names in words."""


class LimitedByteStream(httpx2.AsyncByteStream):
    """The bytes of `source` in slices of at most `SLICE_BYTES`. Raises ResponseTooLargeError past `limit` bytes.

    A pause follows each small part: an endpoint that sends hundreds of words a second, one in a packet, would
    otherwise wake the loop for every one of them, at a cost above that of its content.
    """

    def __init__(self, source: httpx2.AsyncByteStream, limit: int, is_packed: bool = False) -> None:
        self._source = source
        self._limit = limit
        self._unpacker = Unpacker() if is_packed else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        async for received_part in self._source:
            for part in self._unpacker.fed(received_part) if self._unpacker else (received_part,):
                received += len(part)
                if received > self._limit:
                    raise ResponseTooLargeError(f"{self._limit >> 20} MB in all")
                for at in range(0, len(part), SLICE_BYTES):
                    yield part[at : at + SLICE_BYTES]
                    await asyncio.sleep(0 if len(part) > SMALL_BYTES else GATHER_S)

    async def aclose(self) -> None:
        await self._source.aclose()
