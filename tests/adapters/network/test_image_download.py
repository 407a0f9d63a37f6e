"""Fetching an address: bounded, and no way into a file or, by redirect, into a private network."""

import asyncio
import socket
from typing import Any

import pytest

from desktop.adapters.network.image_download import download_image
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.settings.hosts import is_public_address as is_public
from tests.helpers.images import png
from tests.loopback import Answer, Connection, Endpoint, Heard, refusing


def redirecting(to: str) -> Answer:
    return refusing(302, b"", "text/plain", Location=to)


def refusal(address: str) -> tuple[ProblemKind, str]:
    with pytest.raises(ImageRejectedError) as refused:
        asyncio.run(download_image(address))
    return refused.value.problem.kind, refused.value.problem.detail


def test_a_picture_is_fetched_and_nothing_of_us_is_told() -> None:
    with Endpoint(answer=lambda to, heard: to.reply(200, png(), "image/png")) as endpoint:
        assert asyncio.run(download_image(endpoint.url + "/a.png")) == png()
    (heard,) = endpoint.heard
    assert heard.method == "GET"
    assert {"authorization", "cookie", "referer"}.isdisjoint(heard.headers)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with Endpoint(answer=lambda to, heard: to.reply(200, png(), "image/png")) as endpoint:
        endpoint.script = [redirecting("/other.png")]
        assert asyncio.run(download_image(endpoint.url)) == png()
        assert endpoint.heard[1].path == "/other.png"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://host/x", "data:image/png;base64,AAAA", "gopher://x/"])
def test_a_redirect_leads_only_to_the_web(to: str) -> None:
    with Endpoint(answer=redirecting(to)) as endpoint:
        assert refusal(endpoint.url)[0] in (ProblemKind.ADDRESS_REFUSED, ProblemKind.ADDRESS_FAILED)


@pytest.mark.parametrize(
    "host",
    ["localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0", "2130706433"],
)
def test_a_redirect_never_leads_into_a_private_network(host: str) -> None:
    reached: list[str] = []

    def answer(to: Connection, heard: Heard) -> None:
        reached.append(heard.path)
        redirecting(f"http://{host}:{endpoint.port}/secret")(to, heard)

    with Endpoint(answer=answer) as endpoint:
        assert refusal(endpoint.url + "/start") == (ProblemKind.ADDRESS_REFUSED, "it leads into a private network")
    assert reached == ["/v1/start"]


@pytest.mark.parametrize("host", ["localhost", "a.localhost"])
@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9"])
def test_localhost_is_private_on_a_system_that_does_not_know_the_name(
    host: str, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = socket.getaddrinfo

    def asked(name: str, *more: Any, **how: Any) -> Any:
        if name.endswith("localhost"):
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return known(name, *more, **how)

    with Endpoint() as endpoint:
        endpoint.script = [redirecting(f"http://{host}:{endpoint.port}/secret")]
        url = endpoint.url + "/start"
        monkeypatch.setattr(socket, "getaddrinfo", asked)
        monkeypatch.setenv("http_proxy", proxy)
        assert refusal(url) == (ProblemKind.ADDRESS_REFUSED, "it leads into a private network")
        assert len(endpoint.heard) == 1


def test_circles_refusals_and_floods_end() -> None:
    with Endpoint(answer=redirecting("/again")) as endpoint:
        assert refusal(endpoint.url)[1] == "it leads in circles"
    with Endpoint(answer=refusing(404, b"no")) as endpoint:
        assert refusal(endpoint.url)[0] is ProblemKind.ADDRESS_FAILED

    def flood(to: Connection, heard: Heard) -> None:
        to.head(200, "image/png")
        for _ in range(300):
            to.send(b"x" * 1_000_000)

    with Endpoint(answer=flood) as endpoint:
        assert refusal(endpoint.url)[0] is ProblemKind.TOO_MANY_BYTES


def test_an_address_where_nobody_is() -> None:
    assert refusal("http://no-such-host.invalid/x.png")[0] is ProblemKind.ADDRESS_FAILED
    assert refusal("http://\u00e9..com/a.png")[0] is ProblemKind.ADDRESS_FAILED


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:c0a8:0001::1", False),
        ("2606:4700::1111", True),
        ("64:ff9b::7f00:1", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("::ffff:0:127.0.0.1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
