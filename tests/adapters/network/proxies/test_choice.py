"""The proxy of an address: by the setting, the variables or the system; its exceptions; and what is no proxy."""

import pytest

from desktop.adapters.network.proxies import choice
from desktop.adapters.network.proxies.choice import proxy_at, proxy_for
from desktop.adapters.network.proxies.house_proxy import HouseProxy
from desktop.core.errors import EndpointUnreachableError, Problem, ProblemKind, ProxyFault

URL = "https://ai.example.com/v1"


def refusal(url: str = URL, setting: str = "system") -> Problem:
    with pytest.raises(EndpointUnreachableError) as refused:
        proxy_at(url, setting)
    return refused.value.problem


def test_the_setting_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    assert proxy_for(URL) == "http://proxy.example:3128"
    assert proxy_for(URL, "none") is None
    assert proxy_for(URL, "socks5://10.0.0.1:1080") == "socks5://10.0.0.1:1080"
    assert proxy_for("http://127.0.0.1:1/v1", "socks5://10.0.0.1:1080") is None


def test_exceptions_hold_for_every_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "example.com,10.0.0.0/8")
    monkeypatch.setenv("http_proxy", "proxy.example:3128")
    for setting in ("system", "http://proxy.example:3128"):
        assert proxy_for("http://10.1.2.3:8080/v1", setting) is None
        assert proxy_for("http://ai.example.com/v1", setting) is None
        assert proxy_for("http://11.1.2.3:8080/v1", setting) == "http://proxy.example:3128"


def test_each_scheme_has_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "a.example:1")
    monkeypatch.setenv("ALL_PROXY", "socks://b.example")
    assert proxy_for("http://ai.example.com/v1") == "http://a.example:1"
    assert proxy_for("https://ai.example.com/v1") == "socks5://b.example:1080"
    found = proxy_at("https://ai.example.com/v1")
    assert found is not None and found.words == "socks5://b.example:1080 (ALL_PROXY)"
    monkeypatch.setenv("https_proxy", "")
    assert proxy_for("https://ai.example.com/v1") == "socks5://b.example:1080"


def test_no_variable_excepts_a_host_from_the_proxy_of_a_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    house = HouseProxy()
    house.use(lambda: True)
    monkeypatch.setattr(choice, "HOUSE_PROXY", house)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("https_proxy", "http://other.example:1")
    assert proxy_for(URL, "http://house.example:3128") == "http://house.example:3128"
    assert proxy_for(URL) is None  # one that leaves it to the system leaves it to the variables, too


def test_a_password_is_used_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://me:canary@proxy.example:3128/")
    found = proxy_at(URL)
    assert found is not None and found.address.url == "http://me:canary@proxy.example:3128"
    assert found.words == "http://proxy.example:3128 (https_proxy)"
    for text in ("http://me:canary#1@proxy.example:3128", "http://me:canary@proxy.example:x", "socks4://me:canary@p:1"):
        monkeypatch.setenv("https_proxy", text)
        assert "canary" not in repr(refusal())


@pytest.mark.parametrize(
    "text", ["http://", "http//p:1", "http://p/wpad.dat", "p:port", "<proxy>:8080", "1", "p q:1", "off"]
)
def test_a_variable_that_is_no_address_has_its_own_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", text)
    problem = refusal()
    assert (problem.kind, problem.name, problem.code) == (ProblemKind.PROXY, "ai.example.com", ProxyFault.BAD_ADDRESS)
    assert problem.detail == f"“{text}” (https_proxy)"
    assert proxy_at("http://ai.example.com/v1") is None


@pytest.mark.parametrize("text", ["socks4://p:1", "socks4a://p:1", "ftp://p:1", "quic://p:1"])
def test_a_kind_that_cannot_be_used_is_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", text)
    assert (refusal().code, refusal().detail) == (ProxyFault.UNSUPPORTED, f"{text} (https_proxy)")
