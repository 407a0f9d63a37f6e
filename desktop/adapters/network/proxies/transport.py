"""Sends requests through a proxy, and blames the right one for what goes wrong on the way.

The library reports how far a connection has come. Until the proxy has connected, every failure is the proxy's; after
that, it is the endpoint's, but for what only a proxy sends.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Iterator
from enum import Enum, auto
from typing import Any

import httpx2

from desktop.adapters.network.proxies.challenges import impossible_sign_ins
from desktop.adapters.network.proxies.choice import Proxy
from desktop.adapters.network.proxies.forwarded import NETWORK_SIGN_IN, SIGN_IN, fault_told_by, may_be_of_either
from desktop.adapters.network.tls import tls_problem
from desktop.core.errors import EndpointUnreachableError, IncompleteAnswerError, Problem, ProblemKind, ProxyFault

CALLS = 2
"""The longest that a proxy may take to connect, in times of what a call may take: it has to call somebody itself."""

_CHALLENGE = b"proxy-authenticate"
_STATUS = re.compile(r"(\d{3})\b")
_SIGN_IN = re.compile(r"but got|username/password", re.IGNORECASE)  # SOCKS, in the words of httpcore2
_NOT_ALLOWED = "not allowed by ruleset"
_NO_TUNNELS = (400, 404, 405, 501)
"""With these statuses a web server, or a proxy for plain requests alone, answers a request to connect."""
_ALERT = "ALERT"
"""In the reasons of OpenSSL by which the other side speaks TLS and refuses (sslerr.h)."""


class _Stage(Enum):
    """How far a request has come. A request on a connection that is open already begins at THROUGH."""

    CALLING = auto()
    CONNECTING = auto()
    SECURING = auto()
    THROUGH = auto()


class _Progress:
    """The stage of one request, by the events of the library, and the deadline while the proxy connects."""

    def __init__(self, deadline: asyncio.Timeout, has_tunnel: bool, tunnel_s: float | None) -> None:
        self.stage = _Stage.THROUGH
        self.challenges: list[str] = []
        self._deadline = deadline
        self._has_tunnel = has_tunnel
        self._tunnel_s = tunnel_s
        self._stream: Any = None

    async def close(self) -> None:
        """Closes a connection to a SOCKS proxy that came to nothing; the library leaves it open."""
        if self._stream is not None:
            await self._stream.aclose()

    async def __call__(self, event: str, facts: dict[str, Any]) -> None:
        if event == "socks.connect_tcp.complete":
            self._stream = facts["return_value"]
        if event == "http11.receive_response_headers.complete" and self.stage is _Stage.CONNECTING:
            headers = facts["return_value"][3]
            self.challenges = [text.decode("latin-1") for name, text in headers if name.lower() == _CHALLENGE]
        if event.endswith("connect_tcp.started"):
            self.stage = _Stage.CALLING
        elif event in ("http11.send_request_headers.started", "socks.setup_socks5_connection.started"):
            if self.stage is _Stage.CALLING:
                self._enter(_Stage.CONNECTING if self._has_tunnel else _Stage.THROUGH)
        elif event in ("proxy.start_tls.started", "socks.start_tls.started"):
            self._enter(_Stage.SECURING)
        elif event in (
            "proxy.start_tls.complete",
            "socks.start_tls.complete",
            "socks.setup_socks5_connection.complete",
        ):
            self._enter(_Stage.THROUGH)

    def _enter(self, stage: _Stage) -> None:
        self.stage = stage
        if stage is _Stage.CONNECTING and self._tunnel_s is not None:
            self._deadline.reschedule(asyncio.get_running_loop().time() + self._tunnel_s)
        else:
            self._deadline.reschedule(None)


class _ProxiedStream(httpx2.AsyncByteStream):
    """The bytes of a response that comes through a proxy. Which of the two broke it off cannot be told: both are named.

    Raises IncompleteAnswerError.
    """

    def __init__(self, source: httpx2.AsyncByteStream, problem: Problem) -> None:
        self._source = source
        self._problem = problem

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._source:
                yield part
        except (httpx2.NetworkError, httpx2.ProtocolError) as error:
            raise IncompleteAnswerError(self._problem) from error

    async def aclose(self) -> None:
        await self._source.aclose()


class ProxyTransport(httpx2.AsyncBaseTransport):
    """The transport `inner`, which goes through `proxy`. Raises EndpointUnreachableError for the proxy's faults."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, proxy: Proxy) -> None:
        self._inner = inner
        self._proxy = proxy

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.netloc.decode("ascii")
        is_forwarded = request.url.scheme == "http" and self._proxy.address.scheme.startswith("http")
        call_s = request.extensions.get("timeout", {}).get("connect")
        tunnel_s = None if call_s is None else call_s * CALLS
        deadline = asyncio.timeout(None)
        progress = _Progress(deadline, not is_forwarded, tunnel_s)
        try:
            async with deadline:
                request.extensions = {**request.extensions, "trace": progress}
                response = await self._inner.handle_async_request(request)
        except TimeoutError:
            await progress.close()
            raise self._proxy.error(ProxyFault.SILENT, host, seconds=tunnel_s or 0.0) from None
        except Exception as error:  # where the proxy is no SOCKS server, the library lets other errors through
            await progress.close()
            if (translated := self._translated(error, progress, host, is_forwarded)) is None:
                raise
            raise translated from error
        if is_forwarded and response.status_code == SIGN_IN:
            await response.aclose()
            impossible = impossible_sign_ins(response.headers.get_list(_CHALLENGE.decode("ascii")))
            raise self._proxy.sign_in_error(impossible, host, SIGN_IN)
        fault = fault_told_by(response.status_code, response.headers) if is_forwarded else None
        if fault is not None:
            await response.aclose()
            raise self._proxy.error(fault, host, response.status_code)
        if is_forwarded and may_be_of_either(response.status_code, response.headers):
            await response.aclose()
            raise IncompleteAnswerError(self._cut_off(host))
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _ProxiedStream(response.stream, self._cut_off(host))
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _cut_off(self, host: str) -> Problem:
        return Problem(ProblemKind.CUT_OFF, host, self._proxy.words)

    def _translated(
        self, error: Exception, progress: _Progress, host: str, is_forwarded: bool
    ) -> EndpointUnreachableError | IncompleteAnswerError | None:
        """Returns the error to raise for a fault of the proxy; None if the fault is not the proxy's."""
        if isinstance(error, httpx2.ProxyError):
            return self._refusal(str(error), host, progress.challenges)
        stage = progress.stage
        has_no_tls = any(isinstance(cause, ssl.SSLError) for cause in _causes(error)) and not _speaks_tls(error)
        if (stage is _Stage.CALLING and has_no_tls) or (is_forwarded and _is_no_http(error)):
            return self._proxy.error(ProxyFault.NOT_A_PROXY, host)
        if stage is _Stage.CALLING:
            problem = tls_problem(_causes(error), self._proxy.address.place)
            return EndpointUnreachableError(problem) if problem else self._proxy.error(ProxyFault.UNREACHABLE, host)
        if stage is _Stage.CONNECTING:
            return self._proxy.error(ProxyFault.NOT_A_PROXY, host)
        if stage is _Stage.SECURING and not isinstance(error, httpx2.TimeoutException) and not _speaks_tls(error):
            return self._proxy.error(ProxyFault.NOT_ENCRYPTED, host)
        is_broken = stage is _Stage.THROUGH and isinstance(error, (httpx2.NetworkError, httpx2.ProtocolError))
        return IncompleteAnswerError(self._cut_off(host)) if is_broken else None

    def _refusal(self, words: str, host: str, challenges: list[str]) -> EndpointUnreachableError:
        """Returns the error for a proxy that does not connect. `words` are the library's: a status, or of SOCKS."""
        match = _STATUS.match(words)
        status = int(match[1]) if match else 0
        if status == SIGN_IN or _SIGN_IN.search(words):
            return self._proxy.sign_in_error(impossible_sign_ins(challenges), host, status)
        if status in _NO_TUNNELS:
            return self._proxy.error(ProxyFault.NOT_A_PROXY, host, status)
        if status == NETWORK_SIGN_IN:
            return self._proxy.error(ProxyFault.WEB_PAGE, host, status)
        if status >= 500 or (not status and _NOT_ALLOWED not in words):
            return self._proxy.error(ProxyFault.FAILED, host, status)
        return self._proxy.error(ProxyFault.REFUSED, host, status)


def _is_no_http(error: BaseException) -> bool:
    """Returns True if what came in the place of a response is none; a connection that just ended may be anybody's."""
    return isinstance(error, httpx2.RemoteProtocolError) and "disconnected" not in str(error)


def _speaks_tls(error: BaseException) -> bool:
    """Returns True if an encrypted connection failed by a certificate or a refusal, which only TLS has."""
    return any(
        isinstance(cause, ssl.SSLCertVerificationError)
        or (isinstance(cause, ssl.SSLError) and _ALERT in (cause.reason or ""))
        for cause in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
