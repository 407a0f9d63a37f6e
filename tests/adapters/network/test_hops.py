"""Where the address of an image may lead: by a resolver that is handed in, at the first step and at every redirect."""

import asyncio
from typing import Any

import pytest

from desktop.adapters.network.image_download import download_image, find_destination
from desktop.core.errors import AskanceError, ImageRejectedError, Problem, ProblemKind, ProxyFault
from desktop.core.settings.destination import Destination
from tests.adapters.network.proxies.loopback_proxies import HttpProxy, LoopbackProxy, SocksProxy, page
from tests.helpers.images import png
from tests.loopback import Connection, Endpoint, Heard, refusing

INWARDS = "it leads into a private network"
INWARDS_BY_PROXY = "it leads into a private network, and a proxy would connect"
PUBLIC = "93.184.216.34"


class Names:
    """A resolver that knows these names, and records what it is asked."""

    def __init__(self, **known: str) -> None:
        self._known = {name.replace("_", "."): tuple(found.split()) for name, found in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> tuple[str, ...]:
        self.asked.append(host)
        if host not in self._known:
            raise OSError("unknown")
        return self._known[host]


def refusal(address: str, **options: Any) -> tuple[ProblemKind, str]:
    with pytest.raises(ImageRejectedError) as refused:
        asyncio.run(download_image(address, **options))
    return refused.value.problem.kind, refused.value.problem.detail


def leads(address: str, names: Names, proxy: str = "system") -> Destination:
    return asyncio.run(find_destination(address, proxy, names))


def served(to: Connection, heard: Heard) -> None:
    to.reply(200, png(), "image/png")


# the first step


@pytest.mark.parametrize(
    "found",
    [
        "127.0.0.1",
        "10.0.0.5",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:5",
        "64:ff9b:1:ffff::5db8:d822",
        "::ffff:10.0.0.5",
        "2002:7f00:1::",
        "224.0.0.1",
        f"{PUBLIC} 127.0.0.1",
        f"{PUBLIC} 64:ff9b:1::1",
    ],
)
def test_a_name_of_a_public_look_that_leads_inwards_is_refused(found: str) -> None:
    names = Names(pictures_example=found)
    with Endpoint(answer=served) as endpoint:
        address = f"http://pictures.example:{endpoint.port}/a.png"
        assert refusal(address, resolve=names) == (ProblemKind.ADDRESS_REFUSED, INWARDS)
        assert leads(address, names).refusal == Problem(ProblemKind.ADDRESS_REFUSED, "pictures.example", INWARDS)
    assert endpoint.heard == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"http://{PUBLIC}/a.png", (PUBLIC,)),
        ("http://pictures.example/a.png", (PUBLIC, "2606:4700::1111")),
        ("http://127.0.0.1:8080/a.png", ("127.0.0.1",)),
        ("http://LOCALHOST/a.png", ("127.0.0.1", "::1")),
        ("http://192.168.1.5/a.png", ("192.168.1.5",)),
        ("http://[fd00::5]/a.png", ("fd00::5",)),
        ("http://nas/a.png", ("192.168.1.5",)),
        ("http://nas.local/a.png", ("192.168.1.6",)),
    ],
)
def test_where_an_address_leads_is_known_before_it_is_fetched(address: str, found: tuple[str, ...]) -> None:
    names = Names(pictures_example=f"{PUBLIC} 2606:4700::1111", nas="192.168.1.5", nas_local="192.168.1.6")
    assert leads(address, names) == Destination(address, found)


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/a.png",
        "http://[::ffff:169.254.169.254]/a.png",
        "http://[64:ff9b:1::a00:5]/a.png",
        "http://0.0.0.0/a.png",
        "http://metadata/a.png",
        "http://metadata.internal/a.png",
        "http://2852039166/a.png",
    ],
)
def test_no_address_without_a_router_is_fetched_even_if_it_is_written_out(address: str) -> None:
    names = Names(metadata="169.254.169.254", metadata_internal="fe80::1")
    names_of_numbers = {"2852039166": "169.254.169.254"}
    resolver = Names(**names_of_numbers) if "2852039166" in address else names
    found = leads(address, resolver)
    assert found.refusal is not None and found.refusal.kind is ProblemKind.ADDRESS_REFUSED


def test_an_unknown_name_fails() -> None:
    problem = leads("http://pictures.example/a.png", Names()).refusal
    assert problem == Problem(ProblemKind.ADDRESS_FAILED, "pictures.example")


def test_the_name_is_looked_up_once_and_that_address_is_called() -> None:
    names = Names(nas="127.0.0.1")
    with Endpoint(answer=served) as endpoint:
        address = f"http://nas:{endpoint.port}/a.png"
        known = leads(address, names).ip_addresses
        assert asyncio.run(download_image(address, known, resolve=names)) == png()
        assert endpoint.heard[0].headers["host"] == f"nas:{endpoint.port}"
    assert names.asked == ["nas"]


def test_the_next_address_is_called_when_one_does_not_answer() -> None:
    with Endpoint(answer=served) as endpoint:
        names = Names(nas="127.0.0.2 127.0.0.1")  # the server listens on the second alone
        assert asyncio.run(download_image(f"http://nas:{endpoint.port}/a.png", resolve=names)) == png()


# redirects


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://pictures.example/a.png", INWARDS),
        ("http://[64:ff9b:1::a00:5]/", INWARDS),
        ("http://169.254.169.254/", INWARDS),
        ("http://nas:{port}/b.png", INWARDS),
        ("http://127.0.0.1:{other}/b.png", INWARDS),
        ("http://127.0.0.1/b.png", INWARDS),
        ("https://127.0.0.1:{port}/b.png", INWARDS),
        (f"http://{PUBLIC}:8080/b.png", "it leads to another port"),
        (f"https://{PUBLIC}:80/b.png", "it leads to another port"),
    ],
)
def test_no_redirect_leads_inwards_or_to_another_port(to: str, why: str) -> None:
    names = Names(pictures_example="10.0.0.5", nas="127.0.0.1")
    with Endpoint(answer=served) as other, Endpoint() as endpoint:
        location = to.format(port=endpoint.port, other=other.port)
        endpoint.script = [refusing(302, b"", "text/plain", Location=location)]
        assert refusal(endpoint.url, resolve=names) == (ProblemKind.ADDRESS_REFUSED, why)
    assert (len(endpoint.heard), other.heard) == (1, [])


def test_a_redirect_to_the_same_place_is_followed() -> None:
    with Endpoint(answer=served) as endpoint:
        endpoint.script = [refusing(302, b"", "text/plain", Location=f"http://127.0.0.1:{endpoint.port}/b.png")]
        assert asyncio.run(download_image(endpoint.url)) == png()


# proxies


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_a_proxy_looks_the_name_up(kind: type[LoopbackProxy]) -> None:
    names = Names()
    with Endpoint(answer=served) as endpoint, kind(endpoint.port) as proxy:
        address = "http://pictures.example/a.png"
        assert leads(address, names, proxy.url()) == Destination(address, (), f"{proxy.place} (in your settings)")
        assert asyncio.run(download_image(address, (), proxy.url(), names)) == png()
    assert names.asked == []
    assert proxy.asked == ["GET http://pictures.example/a.png" if kind is HttpProxy else "pictures.example:80"]


@pytest.mark.parametrize(
    "host",
    [
        *(
            "10.0.0.5",
            "192.168.1.5",
            "169.254.169.254",
            "[fd00::1]",
            "[fe80::1]",
            "[64:ff9b:1::1]",
            "[::ffff:10.0.0.5]",
        ),
        *("0.0.0.0", "nas", "NAS.local", "nas.local.", "db.internal", "box.lan", "2130706433", "0x7f000001", "127.1"),
    ],
)
def test_private_places_are_not_asked_of_a_proxy(host: str) -> None:
    with HttpProxy() as proxy, Endpoint() as endpoint:
        address = f"http://{host}/a.png"
        assert refusal(address, proxy=proxy.url()) == (ProblemKind.ADDRESS_REFUSED, INWARDS_BY_PROXY)
        found = leads(address, Names(), proxy.url()).refusal
        assert found is not None and found.detail == INWARDS_BY_PROXY
        endpoint.script = [refusing(302, b"", "text/plain", Location=address)]
        assert refusal(endpoint.url, proxy=proxy.url())[0] is ProblemKind.ADDRESS_REFUSED
    assert proxy.asked == []


def test_a_redirect_through_a_proxy_is_judged_too() -> None:
    answer = b"HTTP/1.1 302 X\r\nLocation: http://10.0.0.5/\r\nContent-Length: 0\r\n\r\n"
    with HttpProxy(answer=answer) as proxy:
        assert refusal("http://pictures.example/", proxy=proxy.url()) == (
            ProblemKind.ADDRESS_REFUSED,
            INWARDS_BY_PROXY,
        )
    assert proxy.asked == ["GET http://pictures.example/"]


@pytest.mark.parametrize("address", ["http:///a.png", "http:a.png", "https://:443/a.png"])
def test_no_proxy_is_asked_for_an_address_without_a_host(address: str) -> None:
    with HttpProxy() as proxy:
        assert refusal(address, proxy=proxy.url())[0] is ProblemKind.ADDRESS_REFUSED
        assert leads(address, Names(), proxy.url()).refusal is not None
    assert proxy.asked == []


def test_this_computer_is_never_asked_of_a_proxy() -> None:
    with Endpoint(answer=served) as endpoint, HttpProxy() as proxy:
        assert asyncio.run(download_image(endpoint.url, (), proxy.url())) == png()
    assert proxy.asked == []


def test_a_fault_of_the_proxy_is_told_as_one() -> None:
    with HttpProxy(answer=page(403)) as proxy, pytest.raises(AskanceError) as failed:
        asyncio.run(download_image("https://pictures.example/a.png", (), proxy.url()))
    problem = failed.value.problem
    assert (problem.kind, problem.code, problem.status) == (ProblemKind.PROXY, ProxyFault.REFUSED, 403)
    assert leads("https://pictures.example/", Names(), "socks4://p:1").refusal == Problem(
        ProblemKind.PROXY, "pictures.example", "socks4://p:1 (in your settings)", code="unsupported"
    )
