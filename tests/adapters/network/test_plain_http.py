"""Plain HTTP leads to this computer and to private networks alone, and to the address that was checked."""

import asyncio

import httpx2
import pytest

from desktop.adapters.network.name_resolution import resolve_by_system
from desktop.adapters.network.plain_http import PlainHttpGuard
from desktop.core.errors import EndpointUnreachableError, Problem, ProblemKind
from tests.helpers.asked_provider import KEY, Outcome, ask
from tests.loopback import Endpoint, refusing, saying


class Names:
    """A name server that gives the answers in their turn, and records what it is asked."""

    def __init__(self, *answers: tuple[str, ...] | OSError) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> tuple[str, ...]:
        self.asked.append(host)
        answer = self._answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer


class Wire(httpx2.AsyncBaseTransport):
    """Records the hosts that are connected to; those in `dead` refuse the connection."""

    def __init__(self, *dead: str) -> None:
        self._dead = dead
        self.called: list[str] = []
        self.names: list[str] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.called.append(request.url.host)
        self.names.append(request.headers["host"])
        if request.url.host in self._dead:
            raise httpx2.ConnectError("refused")
        return httpx2.Response(200)


def called(url: str, names: Names, wire: Wire | None = None, through_proxy: bool = False) -> list[str]:
    """Returns the hosts that a request to `url` is connected to. Raises EndpointUnreachableError."""
    wire = wire or Wire()

    async def run() -> None:
        guard = PlainHttpGuard(wire, names, through_proxy)
        await guard.handle_async_request(httpx2.Request("POST", url, headers={"Authorization": f"Bearer {KEY}"}))

    asyncio.run(run())
    return wire.called


def refusal(url: str, names: Names, through_proxy: bool = False) -> Problem:
    """Returns the problem of a request to `url`, of which nothing may have been sent."""
    wire = Wire()
    with pytest.raises(EndpointUnreachableError) as refused:
        called(url, names, wire, through_proxy)
    assert wire.called == []
    return refused.value.problem


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "192.168.7.9", "[::1]", "[fd00::1]", "[fe80::1%eth0]"])
def test_private_addresses_are_called_without_a_look_up(host: str) -> None:
    names = Names()
    assert called(f"http://{host}:8000/v1", names) == [host.strip("[]")]
    assert names.asked == []


@pytest.mark.parametrize("host", ["nas", "NAS.local", "gpu.internal", "box.lan", "nas.local."])
@pytest.mark.parametrize("through_proxy", [False, True])
def test_names_that_are_private_by_their_form_are_called(host: str, through_proxy: bool) -> None:
    names = Names()
    assert called(f"http://{host}:8000/v1", names, through_proxy=through_proxy) == [host.lower()]
    assert names.asked == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost"])
def test_no_name_server_is_asked_for_this_computer(host: str) -> None:
    names, wire = Names(), Wire("127.0.0.1")
    assert called(f"http://{host}:8000/v1", names, wire) == ["127.0.0.1", "::1"]
    assert names.asked == []


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    names, wire = Names(("10.0.0.7",), ("203.0.113.9",)), Wire()
    assert called("http://gpu.example.com:8000/v1", names, wire) == ["10.0.0.7"]
    assert wire.names == ["gpu.example.com:8000"]
    assert names.asked == ["gpu.example.com"]


def test_each_request_is_checked_anew() -> None:
    names, wire = Names(("10.0.0.7",), ("8.8.8.8",)), Wire()
    called("http://gpu.example.com/v1", names, wire)
    with pytest.raises(EndpointUnreachableError):
        called("http://gpu.example.com/v1", names, wire)
    assert wire.called == ["10.0.0.7"]


def test_the_next_address_is_tried_when_one_refuses() -> None:
    names = Names(("10.0.0.7", "fd00::7"))
    assert called("http://gpu.example.com/v1", names, Wire("10.0.0.7")) == ["10.0.0.7", "fd00::7"]


@pytest.mark.parametrize(
    "addresses",
    [
        (),
        ("8.8.8.8",),
        ("10.0.0.7", "8.8.8.8"),
        ("::ffff:8.8.8.8",),
        ("64:ff9b::a00:1",),
        ("0.0.0.0",),
        ("2606:4700::1111%eth0",),
        ("224.0.0.1",),
    ],
)
def test_one_address_that_is_not_private_is_enough_to_refuse(addresses: tuple[str, ...]) -> None:
    problem = refusal("http://gpu.example.com:8000/v1", Names(addresses))
    assert problem == Problem(ProblemKind.PLAIN_HTTP, "gpu.example.com:8000", "https://gpu.example.com:8000")


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        ("ai.", ("8.8.8.8",)),
        ("134744072", ("8.8.8.8",)),
        ("0x8.8", ("8.0.0.8",)),
        ("127.0.0.1.example.com", ("8.8.8.8",)),
        ("nas.local.example.com", ("8.8.8.8",)),
        ("xn--nas-local-.example.com", ("8.8.8.8",)),
    ],
)
def test_what_only_looks_private_is_looked_up(host: str, addresses: tuple[str, ...]) -> None:
    names = Names(addresses)
    assert refusal(f"http://{host}/v1", names).kind is ProblemKind.PLAIN_HTTP
    assert names.asked == [host]


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]", "[::ffff:8.8.8.8]", "0.0.0.0", "[::]", "[::7f00:1]"])
def test_addresses_that_are_not_private_are_refused(host: str) -> None:
    assert refusal(f"http://{host}/v1", Names()).kind is ProblemKind.PLAIN_HTTP


def test_through_a_proxy_nobody_here_can_check_a_name() -> None:
    names = Names(("10.0.0.7",))
    assert refusal("http://gpu.example.com/v1", names, through_proxy=True).kind is ProblemKind.PLAIN_HTTP
    assert names.asked == []
    assert called("http://10.0.0.7/v1", names, through_proxy=True) == ["10.0.0.7"]


def test_a_name_that_nobody_knows_is_named_as_unknown() -> None:
    problem = refusal("http://gpu.example.com/v1", Names(OSError("unknown")))
    assert problem == Problem(ProblemKind.UNKNOWN_HOST, "gpu.example.com")


def test_https_is_not_looked_up_here() -> None:
    names = Names()
    assert called("https://ai.example.com/v1", names) == ["ai.example.com"]
    assert names.asked == []


def test_the_system_finds_each_address_once() -> None:
    assert asyncio.run(resolve_by_system("127.0.0.1", 80)) == ("127.0.0.1",)


def test_a_question_by_name_arrives_at_the_checked_address() -> None:
    names = Names(("127.0.0.1",))
    with Endpoint(answer=saying("ok")) as endpoint:
        place = f"gpu.example.com:{endpoint.port}"
        outcome = ask(f"http://{place}/v1", resolve=names)
    assert (outcome.text, outcome.problem) == ("ok", None)
    assert endpoint.posts[0].headers["host"] == place
    assert endpoint.posts[0].path == "/v1/chat/completions"
    assert names.asked == ["gpu.example.com"]


def test_a_question_in_the_clear_to_a_public_host_is_not_sent() -> None:
    names = Names(("127.0.0.1", "8.8.8.8"))
    with Endpoint() as endpoint:
        outcome: Outcome = ask(f"http://gpu.example.com:{endpoint.port}/v1", resolve=names)
    assert outcome.problem is not None and outcome.problem.kind is ProblemKind.PLAIN_HTTP
    assert endpoint.heard == []


def test_a_redirect_carries_the_key_nowhere() -> None:
    with Endpoint() as other, Endpoint() as endpoint:
        endpoint.answer = refusing(307, b"", "text/plain", Location=f"{other.url}/chat/completions")
        outcome = ask(endpoint.url)
    assert outcome.problem is not None and outcome.problem.kind is ProblemKind.REDIRECTED
    assert other.heard == []
