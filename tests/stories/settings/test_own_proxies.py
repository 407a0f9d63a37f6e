"""A proxy of a user's own under allowed hosts: it could carry everything elsewhere, so it is judged as a host is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.cli import commands
from desktop.cli.exit_codes import UNREACHED
from tests.adapters.network.proxies.loopback_proxies import HttpProxy, LoopbackProxy, SocksProxy
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying

HOUSE = "http://10.0.7.3:8080/v1"  # loopback is never asked through a proxy
VARIABLES = ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
REFUSED = "isn't one of the hosts that your organisation allows"
NEXT_STEP = "Ask your administrator to add it under “proxy” or “allowed_hosts”."


@pytest.fixture
def house() -> Iterator[Endpoint]:
    """What answers behind a proxy."""
    with Endpoint(answer=saying("Through a proxy.")) as endpoint:
        yield endpoint


@pytest.fixture(params=[HttpProxy, SocksProxy])
def proxy(request: pytest.FixtureRequest, house: Endpoint) -> Iterator[LoopbackProxy]:
    """A proxy that a user runs."""
    with request.param(house.port) as proxy:
        yield proxy


@pytest.fixture
def policy(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a policy that names hosts."""
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test-123456")
    return policy_at(monkeypatch, home / "etc" / "policy.json")


def rules(*more_hosts: str, **more: object) -> dict[str, object]:
    """Returns the settings of a policy that allows the house's host and some more."""
    known = {"endpoint": HOUSE, "answers": "endpoint", "keep_history": False}
    return {**known, "allowed_hosts": ["10.0.7.3", *more_hosts], **more}


def type_proxy(address: str) -> None:
    """Writes a proxy into the user's own settings."""
    paths.folders().settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().settings_file.write_text(json.dumps({"proxy": address}))


def is_refused(proxy: LoopbackProxy, capsys: pytest.CaptureFixture[str]) -> bool:
    """Asks, and returns True if the proxy was refused in words and has heard nothing."""
    code = commands.main(["ask", "What?"])
    words = capsys.readouterr().err
    return (code, proxy.asked) == (UNREACHED, []) and all(part in words for part in (proxy.place, REFUSED, NEXT_STEP))


@pytest.mark.parametrize("variable", VARIABLES)
def test_one_of_a_variable_is_refused_and_hears_nothing(
    policy: Path,
    proxy: LoopbackProxy,
    variable: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, proxy.url("me:p%40ss"))
    for given in ({}, {"proxy": "system"}):
        place(policy, **rules(**given))
        assert is_refused(proxy, capsys)
    assert "p@ss" not in capsys.readouterr().err


def test_one_of_the_settings_is_refused_too(
    policy: Path, proxy: LoopbackProxy, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, **rules())
    type_proxy(proxy.place)
    assert is_refused(proxy, capsys)
    place(policy, **rules("127.0.0.1:1"))
    assert is_refused(proxy, capsys)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:{port}"])
def test_one_on_an_allowed_host_is_used(policy: Path, proxy: LoopbackProxy, host: str) -> None:
    place(policy, **rules(host.format(port=proxy.port)))
    type_proxy(proxy.place)
    assert commands.main(["ask", "What?"]) == 0
    assert len(proxy.asked) == 1


def test_where_the_policy_names_no_hosts_it_is_used(policy: Path, proxy: LoopbackProxy) -> None:
    type_proxy(proxy.place)
    for hosts in (["*"], None):
        given = rules(allowed_hosts=hosts)
        place(policy, **{name: value for name, value in given.items() if value is not None})
        assert commands.main(["ask", "What?"]) == 0
    assert len(proxy.asked) == 2


def test_one_that_the_policy_locks_is_used_whatever_the_hosts(policy: Path, proxy: LoopbackProxy) -> None:
    place(policy, **rules(proxy=proxy.place))
    type_proxy("http://10.0.7.4:1")
    assert commands.main(["ask", "What?"]) == 0
    assert len(proxy.asked) == 1


def test_one_that_the_policy_recommends_is_used_until_the_user_types_another(
    policy: Path, proxy: LoopbackProxy, house: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, **rules())
    place(policy.parent / "policies" / "recommended" / "a.json", proxy=proxy.place)
    assert commands.main(["ask", "What?"]) == 0
    assert len(proxy.asked) == 1
    with HttpProxy(house.port) as own:
        type_proxy(own.place)
        assert is_refused(own, capsys)
    type_proxy(proxy.place)
    assert commands.main(["ask", "What?"]) == 0
