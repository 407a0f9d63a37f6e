"""Proxies that want a sign-in: where no name and no password would do, that is said instead of asking for them."""

import pytest

from desktop.adapters.network.proxies.challenges import impossible_sign_ins
from desktop.core.errors import ProblemKind, ProxyFault
from desktop.messages.problems import message_for
from tests.adapters.network.proxies.loopback_proxies import HttpProxy, page
from tests.helpers.asked_provider import Outcome, ask

URLS = ["http://10.0.7.3:8080/v1", "https://ai.example.com/v1"]
OF_BOTH = pytest.mark.parametrize("url", URLS)


def challenge(*ways: str) -> bytes:
    return page(407, "".join(f"Proxy-Authenticate: {way}\r\n" for way in ways))


def fault_of(outcome: Outcome) -> str:
    assert outcome.problem is not None
    assert (outcome.problem.kind, outcome.problem.status) == (ProblemKind.PROXY, 407)
    return outcome.problem.code


@OF_BOTH
@pytest.mark.parametrize("sign_in", ["", "me:canary"])
@pytest.mark.parametrize(
    ("ways", "named"),
    [
        (["Negotiate"], "Negotiate"),
        (["NTLM"], "NTLM"),
        (["Negotiate", "NTLM"], "Negotiate, NTLM"),
        (["Negotiate, NTLM"], "Negotiate, NTLM"),
        (['Digest realm="Basic, of old", nonce="x"'], "Digest"),
    ],
)
def test_a_sign_in_that_no_password_is_enough_for_has_its_own_sentence(
    url: str, sign_in: str, ways: list[str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HttpProxy(answer=challenge(*ways)) as proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url(sign_in))
        outcome = ask(url)
    assert fault_of(outcome) == ProxyFault.OTHER_SIGN_IN
    assert outcome.problem is not None
    words = message_for(outcome.problem).text
    assert f"The proxy {proxy.place} ({url.partition(':')[0]}_proxy) takes only a sign-in by {named}, which" in words
    assert "administrator" in words and "name:password" not in words and "canary" not in repr(outcome)
    assert len(proxy.asked) == 1, "it is not asked again"


@OF_BOTH
def test_the_place_in_the_settings_is_named(url: str) -> None:
    with HttpProxy(answer=challenge("Negotiate")) as proxy:
        outcome = ask(url, proxy=proxy.url)
    assert fault_of(outcome) == ProxyFault.OTHER_SIGN_IN
    assert outcome.problem is not None
    assert f"{proxy.place} (in your settings) takes only" in message_for(outcome.problem).text


@OF_BOTH
@pytest.mark.parametrize("ways", [["Negotiate", "NTLM", 'Basic realm="x"'], ['Negotiate, basic realm="x"'], []])
def test_where_a_password_is_enough_or_nothing_is_said_it_is_asked_for(
    url: str, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with HttpProxy(answer=challenge(*ways)) as proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url())
        assert fault_of(ask(url)) == ProxyFault.SIGN_IN
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url("me:canary"))
        assert fault_of(ask(url)) == ProxyFault.SIGN_IN_REFUSED


@pytest.mark.parametrize(
    ("challenges", "named"),
    [
        (["NTLM TlRMTVNTUAACAAAABgAGADgAAAA=="], "NTLM"),
        (['Digest realm="a \\" , NTLM b", qop = "auth", nonce="x" , Negotiate'], "Digest, Negotiate"),
        (["Negotiate", "NTLM", "negotiate"], "Negotiate, NTLM"),
        (["A, B, C, D, E"], "A, B, C"),
        (["<b>Click here</b>", "x" * 400, "", ",,", "="], ""),
        (["BASIC"], ""),
    ],
)
def test_the_ways_to_sign_in_are_read_from_what_a_proxy_says(challenges: list[str], named: str) -> None:
    assert impossible_sign_ins(challenges) == named
