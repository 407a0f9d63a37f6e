"""Questions through real proxies: they arrive, or the one who is to blame is named."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from desktop.adapters.providers.openai_errors import was_not_sent
from desktop.core.errors import (
    UNTRUSTED_ISSUER,
    EndpointUnreachableError,
    IncompleteAnswerError,
    Problem,
    ProblemKind,
    ProxyFault,
)
from desktop.messages.problems import message_for
from desktop.services.many.batch.job_sending import may_have_happened
from tests.adapters.network.proxies.loopback_proxies import HttpProxy, LoopbackProxy, SocksProxy, page
from tests.adapters.network.proxies.tls_server import ISSUER, TlsServer, certificate
from tests.helpers.asked_provider import Outcome, ask
from tests.loopback import Connection, Endpoint, Heard, chunk, saying

PLAIN, SECURE = "http://10.0.7.3:8080/v1", "https://ai.example.com/v1"
OF_BOTH = pytest.mark.parametrize("url", [PLAIN, SECURE])


class PageServer(LoopbackProxy):
    """A web server that speaks no TLS and answers anything with a page."""

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        lines.read(1)
        client.sendall(page(400))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(answer=saying("ok")) as endpoint:
        yield endpoint


@pytest.fixture
def secure(endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsServer]:
    """Yields the endpoint behind TLS, with a certificate for ai.example.com that is trusted."""
    chain, issuer = certificate(tmp_path, "ai.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(issuer))
    with TlsServer(endpoint.port, chain) as server:
        yield server


def asked_through(address: str, url: str, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Outcome:
    """Asks the endpoint at `url` through the proxy at `address`."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, address)
    return ask(url, **options)


def words_of(outcome: Outcome, fault: ProxyFault) -> str:
    """Returns the sentence about an outcome, which must be this fault of a proxy."""
    problem = outcome.problem
    assert problem is not None
    assert (problem.kind, problem.code) == (ProblemKind.PROXY, fault)
    return message_for(problem, has_answer=False).text


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
@pytest.mark.parametrize("sign_in", ["", "me:p%40ss"])
def test_a_question_arrives_through_a_proxy(
    kind: type[LoopbackProxy], sign_in: str, endpoint: Endpoint, secure: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = ("me", "p@ss") if sign_in else None
    for target, url in ((endpoint.port, PLAIN), (secure.port, SECURE)):
        with kind(target, user) as proxy:
            outcome = asked_through(proxy.url(sign_in), url, monkeypatch, times=2)
        assert (outcome.text, outcome.problem) == ("ok", None)
        assert len(proxy.asked) > 0
    assert [heard.path for heard in endpoint.posts] == ["/v1/chat/completions"] * 4
    assert all("proxy-authorization" not in heard.headers for heard in endpoint.posts)


@OF_BOTH
@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_a_sign_in_that_is_missing_or_wrong(
    url: str, kind: type[LoopbackProxy], endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(endpoint.port, ("me", "p@ss")) as proxy:
        missing = words_of(asked_through(proxy.url(), url, monkeypatch), ProxyFault.SIGN_IN)
        wrong = asked_through(proxy.url("me:canary"), url, monkeypatch)
    assert f"The proxy {proxy.place} ({url.partition(':')[0]}_proxy) needs a user name and a password." in missing
    assert "rejected the user name and the password" in words_of(wrong, ProxyFault.SIGN_IN_REFUSED)
    assert "canary" not in repr(wrong)
    assert endpoint.heard == []


@pytest.mark.parametrize(
    ("url", "variable"),
    [
        *((url, variable) for url in (PLAIN, SECURE) for variable in ("ALL_PROXY", "all_proxy")),
        (PLAIN, "HTTP_PROXY"),
        (SECURE, "HTTPS_PROXY"),
    ],
)
@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_the_variable_is_named_into_which_a_sign_in_must_go(
    url: str, variable: str, kind: type[LoopbackProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(sign_in=("me", "p@ss")) as proxy:
        monkeypatch.setenv(variable, proxy.url())
        words = words_of(ask(url), ProxyFault.SIGN_IN)
    assert f"into the variable {variable}, as in {proxy.url('name:password')}, and restart" in words


def test_where_the_settings_name_the_proxy_a_sign_in_goes_into_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(sign_in=("me", "p@ss")) as proxy:
        words = words_of(ask(PLAIN, proxy=proxy.url), ProxyFault.SIGN_IN_OF_SETTINGS)
    assert f"The proxy {proxy.place} (in your settings) needs" in words
    assert "https_proxy or http_proxy" in words


@pytest.mark.parametrize(
    ("status", "fault"),
    [(403, ProxyFault.REFUSED), (429, ProxyFault.REFUSED), (502, ProxyFault.FAILED), (504, ProxyFault.FAILED)],
)
def test_a_proxy_that_does_not_connect(status: int, fault: ProxyFault, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(status)) as proxy:
        words = words_of(asked_through(proxy.url(), SECURE, monkeypatch), fault)
    assert f"The proxy {proxy.place}" in words and f"ai.example.com (status {status})" in words
    assert proxy.asked == ["CONNECT ai.example.com:443"]


@pytest.mark.parametrize("status", [400, 404, 405, 501])
def test_a_web_server_that_is_taken_for_a_proxy(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(status)) as proxy:
        assert proxy.place in words_of(asked_through(proxy.url(), SECURE, monkeypatch), ProxyFault.NOT_A_PROXY)


def test_a_network_that_wants_a_sign_in_in_the_place_of_a_tunnel(monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(511)) as proxy:
        assert "sign in" in words_of(asked_through(proxy.url(), SECURE, monkeypatch), ProxyFault.WEB_PAGE)


def empty(status: int, headers: str = "") -> bytes:
    return f"HTTP/1.1 {status} X\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_failure_that_may_be_of_either_names_both(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=empty(status)) as proxy:
        problem = asked_through(proxy.url(), PLAIN, monkeypatch).problem
    assert problem == Problem(ProblemKind.CUT_OFF, "10.0.7.3:8080", f"{proxy.place} (http_proxy)")
    assert may_have_happened(IncompleteAnswerError(problem))


def test_a_refusal_without_a_name_is_the_endpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=empty(403)) as proxy:
        problem = asked_through(proxy.url(), PLAIN, monkeypatch).problem
    assert problem is not None and problem.kind is not ProblemKind.PROXY
    assert (problem.name, problem.status) == ("10.0.7.3:8080", 403)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_that_had_no_answer_itself(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=empty(status, "Server: squid/6.1\r\n")) as proxy:
        outcome = asked_through(proxy.url(), PLAIN, monkeypatch)
    words = words_of(outcome, ProxyFault.UNANSWERED)
    assert words == f"The proxy {proxy.place} (http_proxy) got no answer from 10.0.7.3:8080 (status {status})."
    assert outcome.problem is not None
    assert may_have_happened(EndpointUnreachableError(outcome.problem))


@pytest.mark.parametrize("status", [403, 502])
def test_a_page_of_the_endpoints_own_server_behind_a_proxy(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(status, "Server: nginx\r\n")) as proxy:
        problem = asked_through(proxy.url(), PLAIN, monkeypatch).problem
    assert problem is not None
    assert (problem.kind, problem.name) == (
        ProblemKind.NOT_AN_API if status == 403 else ProblemKind.SERVER_FAULT,
        "10.0.7.3:8080",
    )


def test_where_nothing_comes_through_a_proxy_both_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closing(LoopbackProxy):
        def serve(self, client: socket.socket, lines: BinaryIO) -> None:
            lines.readline()

    with Closing() as proxy:
        problem = asked_through(proxy.url(), PLAIN, monkeypatch).problem
    assert problem == Problem(ProblemKind.CUT_OFF, "10.0.7.3:8080", f"{proxy.place} (http_proxy)")
    assert f"10.0.7.3:8080 through the proxy {proxy.place}" in message_for(problem, has_answer=False).text


@OF_BOTH
@pytest.mark.parametrize(
    ("code", "fault"),
    [(b"\x02", ProxyFault.REFUSED), (b"\x01", ProxyFault.FAILED), (b"\x04", ProxyFault.FAILED)],
)
def test_a_socks_proxy_that_does_not_connect(
    url: str, code: bytes, fault: ProxyFault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SocksProxy(answer=code) as proxy:
        assert proxy.place in words_of(asked_through(proxy.url(), url, monkeypatch), fault)
    assert len(proxy.asked) == 1


@OF_BOTH
@pytest.mark.parametrize("scheme", ["http", "https", "socks5"])
def test_a_proxy_that_is_not_there(url: str, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        dead = f"{scheme}://127.0.0.1:{probe.getsockname()[1]}"
    assert f"The proxy {dead}" in words_of(asked_through(dead, url, monkeypatch), ProxyFault.UNREACHABLE)


@OF_BOTH
def test_a_name_of_a_proxy_that_nobody_knows(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(asked_through("http://no-such-proxy.invalid:1", url, monkeypatch), ProxyFault.UNREACHABLE)
    assert "no-such-proxy.invalid:1" in words


@pytest.mark.parametrize("status", [200, 403, 502, 511])
def test_a_page_in_the_place_of_an_answer(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(status)) as proxy:
        words = words_of(asked_through(proxy.url(), PLAIN, monkeypatch), ProxyFault.WEB_PAGE)
    assert f"The proxy {proxy.place} (http_proxy) answered with a web page instead of 10.0.7.3:8080" in words


@pytest.mark.parametrize(
    ("url", "status", "arrived"),
    [
        (PLAIN, 504, True),
        (PLAIN, 502, True),
        (PLAIN, 408, True),
        (PLAIN, 200, False),
        (PLAIN, 403, False),
        (PLAIN, 407, False),
        (SECURE, 504, False),
    ],
)
def test_a_request_that_a_proxy_has_perhaps_forwarded_counts_as_sent(
    url: str, status: int, arrived: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HttpProxy(answer=page(status)) as proxy:
        problem = asked_through(proxy.url(), url, monkeypatch).problem
    assert problem is not None and problem.status == status
    error = EndpointUnreachableError(problem)
    assert (may_have_happened(error), was_not_sent(error)) == (arrived, not arrived)


@pytest.mark.parametrize("body", [b"", b"<html>Sign in, please</html>"])
def test_a_page_in_the_place_of_an_encrypted_connection(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=b"HTTP/1.1 200 OK\r\n\r\n" + body) as proxy:
        words = words_of(asked_through(proxy.url(), SECURE, monkeypatch), ProxyFault.NOT_ENCRYPTED)
    assert proxy.place in words and "doesn't answer with an encrypted connection" in words


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_a_web_server_without_tls_behind_a_proxy(kind: type[LoopbackProxy], monkeypatch: pytest.MonkeyPatch) -> None:
    with PageServer() as plain, kind(plain.port) as proxy:
        words_of(asked_through(proxy.url(), SECURE, monkeypatch), ProxyFault.NOT_ENCRYPTED)


class SilentServer(LoopbackProxy):
    """A server that never says anything."""

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        while lines.read(1000):
            pass


def test_an_endpoint_behind_a_proxy_that_never_answers_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    with SilentServer() as silent, HttpProxy(silent.port) as proxy:
        problem = asked_through(proxy.url(), SECURE, monkeypatch, connect_s=0.2).problem
    assert problem == Problem(ProblemKind.CONNECT_TIMEOUT, "ai.example.com")


@OF_BOTH
def test_an_http_proxy_that_is_taken_for_a_socks_proxy(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy(answer=page(400)) as proxy:
        address = proxy.url().replace("http:", "socks5:")
        words = words_of(asked_through(address, url, monkeypatch, connect_s=0.2), ProxyFault.SILENT)
    assert f"The proxy {address}" in words and "didn't respond within 0.4 s" in words


def test_a_proxy_that_speaks_no_tls_is_blamed_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with PageServer() as proxy:
        words = words_of(asked_through(f"https://127.0.0.1:{proxy.port}", SECURE, monkeypatch), ProxyFault.NOT_A_PROXY)
    assert f"https://127.0.0.1:{proxy.port}" in words


def test_what_answers_in_no_http_is_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Alert(LoopbackProxy):
        def serve(self, client: socket.socket, lines: BinaryIO) -> None:
            lines.readline()
            client.sendall(b"\x15\x03\x01\x00\x02\x02\x28")  # as a server that speaks TLS alone

    with Alert() as proxy:
        words_of(asked_through(f"http://127.0.0.1:{proxy.port}", PLAIN, monkeypatch), ProxyFault.NOT_A_PROXY)


def test_a_socks_proxy_that_is_taken_for_an_http_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with SocksProxy() as proxy:
        words = words_of(asked_through(f"http://127.0.0.1:{proxy.port}", SECURE, monkeypatch), ProxyFault.NOT_A_PROXY)
    assert f"http://127.0.0.1:{proxy.port} (https_proxy) isn't a proxy of this kind" in words


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
@OF_BOTH
def test_what_came_before_a_proxy_died_is_kept_and_the_answer_is_incomplete(
    url: str, kind: type[LoopbackProxy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        event = b"data: " + json.dumps(chunk("It says")).encode() + b"\n\n"
        to.head(extra=[("Transfer-Encoding", "chunked")])
        to.send(b"%x\r\n%s\r\n" % (len(event), event))
        to.gone()

    chain, issuer = certificate(tmp_path, "ai.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(issuer))
    with (
        Endpoint(answer=answer) as endpoint,
        TlsServer(endpoint.port, chain) as secure,
        kind(endpoint.port if url == PLAIN else secure.port) as proxy,
    ):
        outcome = asked_through(proxy.url(), url, monkeypatch, heard=lambda _: proxy.hang_up())
    assert outcome.text == "It says" and outcome.finish is None
    assert outcome.problem is not None and outcome.problem.kind is ProblemKind.CUT_OFF
    assert proxy.place in message_for(outcome.problem).text, "which of both died cannot be told"
    assert len(endpoint.posts) == 1, "what has been answered in part is not asked again"


def test_a_certificate_that_is_not_trusted_names_its_issuer(
    secure: TlsServer, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with HttpProxy(secure.port) as proxy:
        problem = asked_through(proxy.url(), SECURE, monkeypatch).problem
    assert problem is not None
    assert (problem.kind, problem.code, problem.name) == (ProblemKind.TLS, UNTRUSTED_ISSUER, "ai.example.com")
    words = message_for(problem).text
    assert f"“{ISSUER} (Lamps)”" in words and "SSL_CERT_FILE" in words
    assert endpoint.heard == []


def test_a_certificate_of_another_host_is_told_by_its_reason(
    secure: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HttpProxy(secure.port) as proxy:
        problem = asked_through(proxy.url(), "https://other.example.com/v1", monkeypatch).problem
    assert problem is not None
    assert (problem.kind, problem.code) == (ProblemKind.TLS, "")
    assert "Hostname mismatch" in problem.detail


def test_a_certificate_file_that_cannot_be_read_stops_https_only(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
    assert ask(endpoint.url).text == "ok"
    with HttpProxy(endpoint.port) as proxy:
        assert asked_through(proxy.url(), PLAIN, monkeypatch).text == "ok"
        problem = ask(SECURE).problem
    assert problem is not None and problem.kind is ProblemKind.CERTIFICATES
    assert len(proxy.asked) == 1
