"""The proxies that tests use do what proxies do: asked by Python's own client and byte for byte, not by the program."""

import http.client
import socket
from base64 import b64encode

import pytest

from tests.adapters.network.proxies.loopback_proxies import HttpProxy, SocksProxy, page
from tests.loopback import Endpoint, refusing

OK = refusing(200, {"ok": 1})


def forwarded(proxy: HttpProxy, url: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Returns the status and the body that come for a forwarded request."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=240)
    connection.request("GET", url, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def socks(proxy: SocksProxy, *parts: bytes) -> list[bytes]:
    """Sends parts of a SOCKS conversation and returns what came after each."""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=240) as sock:
        answers = []
        for part in parts:
            sock.sendall(part)
            answers.append(sock.recv(4096))
        return answers


def test_an_http_proxy_forwards_and_records() -> None:
    with Endpoint(answer=OK) as endpoint, HttpProxy(endpoint.port) as proxy:
        assert forwarded(proxy, "http://pictures.example/a.png?b") == (200, b'{"ok": 1}')
    assert proxy.asked == ["GET http://pictures.example/a.png?b"]
    assert endpoint.heard[0].path == "/a.png?b"


def test_an_http_proxy_tunnels() -> None:
    with Endpoint(answer=OK) as endpoint, HttpProxy(endpoint.port) as proxy:
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=240)
        connection.set_tunnel("pictures.example", 443)
        connection.request("GET", "/a.png")
        assert connection.getresponse().read() == b'{"ok": 1}'
        connection.close()
    assert proxy.asked == ["CONNECT pictures.example:443"]
    assert endpoint.heard[0].path == "/a.png"


@pytest.mark.parametrize(("sign_in", "status"), [("", 407), ("me:wrong", 407), ("me:p@ss", 200)])
def test_an_http_proxy_wants_a_sign_in(sign_in: str, status: int) -> None:
    headers = {"Proxy-Authorization": f"Basic {b64encode(sign_in.encode()).decode()}"} if sign_in else {}
    with Endpoint(answer=OK) as endpoint, HttpProxy(endpoint.port, ("me", "p@ss")) as proxy:
        assert forwarded(proxy, "http://pictures.example/", headers)[0] == status
    assert len(endpoint.heard) == (status == 200)
    assert all("proxy-authorization" not in heard.headers for heard in endpoint.heard)


def test_an_http_proxy_answers_with_a_page() -> None:
    with HttpProxy(answer=page(403)) as proxy:
        status, body = forwarded(proxy, "http://pictures.example/")
    assert (status, b"A page of the proxy" in body) == (403, True)


@pytest.mark.parametrize(
    ("target", "asked"),
    [(b"\x03\x10pictures.example", "pictures.example:80"), (b"\x01\x0a\x01\x02\x03", "10.1.2.3:80")],
)
def test_a_socks_proxy_connects_by_name_and_by_address(target: bytes, asked: str) -> None:
    with Endpoint(answer=OK) as endpoint, SocksProxy(endpoint.port) as proxy:
        answers = socks(proxy, b"\x05\x01\x00", b"\x05\x01\x00" + target + b"\x00\x50", b"GET / HTTP/1.1\r\n\r\n")
    assert answers[:2] == [b"\x05\x00", b"\x05\x00\x00\x01" + bytes(6)]
    assert b"200" in answers[2]
    assert proxy.asked == [asked]


@pytest.mark.parametrize(
    ("parts", "answers"),
    [
        ([b"\x05\x01\x00"], [b"\x05\xff"]),
        ([b"\x05\x01\x02", b"\x01\x02me\x05wrong"], [b"\x05\x02", b"\x01\x01"]),
        ([b"\x05\x01\x02", b"\x01\x02me\x04p@ss"], [b"\x05\x02", b"\x01\x00"]),
    ],
)
def test_a_socks_proxy_wants_a_sign_in(parts: list[bytes], answers: list[bytes]) -> None:
    with SocksProxy(sign_in=("me", "p@ss")) as proxy:
        assert socks(proxy, *parts) == answers
    assert proxy.asked == []


def test_a_socks_proxy_refuses() -> None:
    with SocksProxy(answer=b"\x02") as proxy:
        connect = b"\x05\x01\x00\x03\x01a\x00\x50"
        assert socks(proxy, b"\x05\x01\x00", connect)[1][:2] == b"\x05\x02"
    assert proxy.asked == ["a:80"]
