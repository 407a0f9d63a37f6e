"""The exceptions in NO_PROXY: names, addresses and networks, each with or without a port."""

import socket
from typing import Any

import pytest

from desktop.adapters.network.proxies.no_proxy import is_excepted
from desktop.core.errors import ProblemKind
from tests.adapters.network.proxies.loopback_proxies import HttpProxy, LoopbackProxy, SocksProxy
from tests.helpers.asked_provider import ask


@pytest.mark.parametrize(
    ("host", "exceptions"),
    [
        ("192.168.7.9", "localhost, 192.168.7.0/24"),
        ("192.168.7.9", "192.168.7.9"),
        ("192.168.7.9", "192.168.7.9/16"),
        ("192.168.7.9", "192.168.7.9/32"),
        ("192.168.7.9", "10.0.0.0/8 192.168.0.0/16"),
        ("192.168.7.9", "192.168.7.9:8080"),
        ("192.168.7.9", "0.0.0.0/0"),
        ("::ffff:192.168.7.9", "192.168.7.0/24"),
        ("fd00::7", "fd00::/8"),
        ("fd00::7", "[fd00::]/8"),
        ("fd00::7", "FD00:0:0::7"),
        ("fd00::7", "[fd00::7]"),
        ("fd00::7", "[fd00::7]:8080"),
        ("ai.example.com", "example.com"),
        ("ai.example.com", ".example.com"),
        ("ai.example.com", "*.example.com"),
        ("example.com", ".example.com"),
        ("AI.Example.com.", "ai.example.com"),
        ("ai.example.com", "AI.EXAMPLE.COM:8080"),
        ("ai.example.com", "a.example,,  ,ai.example.com."),
        ("nas", "nas"),
        ("ai.example.com", "*"),
        ("10.0.0.1", "localhost,*"),
        ("ai.example.com", "localhost;*.example.com"),
        ("ai.example.com", "localhost|*.example.com|10.*"),
        ("192.168.7.9", "192.168.*"),
        ("192.168.7.9", "192.168.7.*"),
        ("192.168.7.9", "192.168.*.*"),
        ("nas", "<local>"),
    ],
)
def test_a_host_is_excepted(host: str, exceptions: str) -> None:
    assert is_excepted(host, 8080, exceptions)


@pytest.mark.parametrize(
    ("host", "exceptions"),
    [
        ("192.168.8.9", "192.168.7.0/24"),
        ("192.168.7.90", "192.168.7.9"),
        ("192.168.7.9", "192.168.7.9:8081"),
        ("192.168.7.9", "168.7.9"),
        ("192.168.7.9", "7.9"),
        ("192.168.7.9", "192.168.7.0/33"),
        ("192.168.7.9", "fd00::/8"),
        ("fd00::7", "fe80::/10"),
        ("fd00::7", "10.0.0.0/8"),
        ("fd00::7", "[fd00::7]:443"),
        ("notexample.com", "example.com"),
        ("example.com.evil.example", "example.com"),
        ("example.com", "ai.example.com"),
        ("192.168.7.9.example.com", "192.168.7.0/24"),
        ("ai.example.com", "ai.example.com:443"),
        ("ai.example.com", ""),
        ("ai.example.com", " , . ,*.,"),
        ("ai.example.com", "e*.com"),
        ("ai.example.com", "<local>"),
        ("fd00::7", "<local>"),
        ("192.169.7.9", "192.168.*"),
        ("192.168.7.9", "*.168.7.9"),
        ("192.168.7.9", "300.168.*"),
        ("10.example.com", "10.*"),
    ],
)
def test_a_host_is_not_excepted(host: str, exceptions: str) -> None:
    assert not is_excepted(host, 8080, exceptions)


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_a_proxy_hears_nothing_of_a_host_that_is_excepted(
    kind: type[LoopbackProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up, looked_up = socket.getaddrinfo, set[object]()

    def known_here(host: Any, *more: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name != "nobody.invalid":
            return look_up(host, *more, **options)
        looked_up.add(name)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", known_here)
    with kind() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        monkeypatch.setenv("NO_PROXY", "other.example, .invalid")
        for scheme in ("http", "https"):
            problem = ask(f"{scheme}://nobody.invalid/v1").problem
            assert problem is not None and problem.kind is not ProblemKind.PROXY
            assert problem.name == "nobody.invalid"
            assert looked_up == {"nobody.invalid"}, scheme
            looked_up.clear()
        assert proxy.asked == []
