"""The HTTP client for providers and for image downloads: TLS, proxy, known headers, bounds.

One TLS context serves every case: the system's certificates, with host and chain checks on and without the strict
profile checks that many company roots fail. Loopback never goes through a proxy, whatever the environment says.
"""

import asyncio
import os
import ssl
import sys
import urllib.request
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx2

from desktop import __version__
from desktop.adapters.network.decompression import UNPACKED, Unpacker
from desktop.adapters.network.name_resolution import Resolve
from desktop.adapters.network.plain_http import PlainHttpGuard
from desktop.core.errors import EndpointRejectedError, EndpointUnreachableError, Problem, ProblemKind
from desktop.core.settings.hosts import is_loopback
from desktop.core.settings.own_headers import Headers
from desktop.deferred import deferred

if TYPE_CHECKING:
    import truststore
else:
    truststore = deferred("truststore")

LINUX_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
HEADERS = frozenset({
    "host", "connection", "accept", "content-type", "content-length", "transfer-encoding", "authorization",
})  # fmt: skip
SLICE_BYTES = 4096
SMALL_BYTES, GATHER_S = 2048, 0.012
MAX_ANSWER_BYTES = 8 * 1024 * 1024  # of the text of an answer
MAX_RESPONSE_BYTES = 3 * MAX_ANSWER_BYTES  # of everything that is received for it, images included


def tls_context() -> ssl.SSLContext:
    """Returns the context of every connection. Raises EndpointUnreachableError if SSL_CERT_FILE is bad."""
    return _tls_context(os.environ.get("SSL_CERT_FILE"))


@cache
def _tls_context(extra: str | None) -> ssl.SSLContext:
    """Returns the context with the certificates of the file `extra` added. Reading the system's takes 60 ms."""
    try:
        if sys.platform in ("win32", "darwin"):
            # asks the system itself; on Linux there is no such thing to ask
            context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        else:
            context = ssl.create_default_context()
            if not extra and not context.get_ca_certs():
                for bundle in filter(os.path.exists, LINUX_BUNDLES):
                    context.load_verify_locations(bundle)
                    break
        if extra:
            context.load_verify_locations(extra)
    except (OSError, ssl.SSLError):
        raise EndpointUnreachableError(Problem(ProblemKind.CERTIFICATES, Path(extra or "").name)) from None
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def proxy_for(url: str) -> str | None:
    """Returns the proxy that the environment or the system names for `url`, or None. Loopback has none.

    Raises EndpointUnreachableError for a kind of proxy that is not supported.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"  # as curl reads it
    if urlsplit(proxy).scheme not in ("http", "https"):
        raise EndpointUnreachableError(
            Problem(ProblemKind.PROXY, host, f"{urlsplit(proxy).scheme} proxies are not supported")
        )
    return proxy


def guarded_client(
    base_url: str,
    connect_s: float,
    silence_s: float,
    with_key: bool = True,
    limit: int = MAX_RESPONSE_BYTES,
    extra_headers: frozenset[str] = frozenset(),
    resolve: Resolve | None = None,
    added_headers: Headers = (),
) -> httpx2.AsyncClient:
    """Returns a client for one endpoint: guarded transport, no redirects, no environment of its own.

    With `resolve`, plain HTTP leads to this computer and to private networks alone.
    """
    proxy = proxy_for(base_url)
    inner: httpx2.AsyncBaseTransport = httpx2.AsyncHTTPTransport(verify=tls_context(), trust_env=False, proxy=proxy)
    if resolve is not None:
        inner = PlainHttpGuard(inner, resolve, through_proxy=proxy is not None)
    return httpx2.AsyncClient(
        transport=GuardedTransport(inner, with_key, limit, extra_headers, added_headers),
        timeout=httpx2.Timeout(silence_s, connect=connect_s, pool=connect_s),
        follow_redirects=False,
        trust_env=False,
    )


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
                Problem(ProblemKind.MALFORMED_RESPONSE, request.url.host, f"content-encoding {encoding}")
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
