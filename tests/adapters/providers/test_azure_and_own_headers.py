"""The key in Azure's header, and headers of the user's own."""

import json

import pytest

from desktop.adapters.providers.registry import called_url
from desktop.core.errors import ProblemKind
from desktop.core.settings.own_headers import Headers
from tests.helpers.asked_provider import KEY, ask
from tests.loopback import Endpoint, error, refusing, saying


class KeptHeaders:
    """The headers that are kept for one origin."""

    def __init__(self, origin: str, *headers: tuple[str, str]) -> None:
        self._origin, self._headers = origin, headers

    async def __call__(self, origin: str) -> Headers:
        return self._headers if origin == self._origin else ()


def test_an_api_version_stays_and_the_key_goes_as_azure_has_it() -> None:
    with Endpoint(answer=saying("ok")) as endpoint:
        url = f"http://127.0.0.1:{endpoint.port}/openai/deployments/eyes?api-version=2024-10-21"
        assert ask(url).text == "ok"
        called = called_url(url)
    (heard,) = endpoint.posts
    assert heard.path == "/openai/deployments/eyes/chat/completions?api-version=2024-10-21"
    assert called.endswith(heard.path)
    assert heard.headers["api-key"] == KEY
    assert "authorization" not in heard.headers


def test_without_an_api_version_the_key_goes_as_bearer() -> None:
    with Endpoint(answer=saying("ok")) as endpoint:
        ask(endpoint.url)
        assert called_url(endpoint.url) == f"{endpoint.url}/chat/completions"
    assert endpoint.posts[0].headers["authorization"] == f"Bearer {KEY}"
    assert "api-key" not in endpoint.posts[0].headers


@pytest.mark.parametrize("key", [KEY, None])
def test_own_headers_go_to_their_origin_alone(key: str | None) -> None:
    with Endpoint(answer=saying("ok")) as endpoint, Endpoint(answer=saying("ok")) as other:
        kept = KeptHeaders(f"http://127.0.0.1:{endpoint.port}", ("X-Team", "vision"), ("authorization", "Token t-1"))
        for url in (endpoint.url, other.url):
            assert ask(url, key=key, find_headers=kept).text == "ok"
    assert endpoint.posts[0].headers["x-team"] == "vision"
    assert endpoint.posts[0].headers["authorization"] == "Token t-1"
    assert "x-team" not in other.posts[0].headers
    assert other.posts[0].headers.get("authorization") == (f"Bearer {key}" if key else None)


def test_the_environment_adds_no_header_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Evil: 1")
    with Endpoint(answer=saying("ok")) as endpoint:
        kept = KeptHeaders(f"http://127.0.0.1:{endpoint.port}", ("X-Team", "vision"))
        ask(endpoint.url, find_headers=kept)
    assert "x-evil" not in endpoint.posts[0].headers


def test_a_redirect_takes_no_header_along() -> None:
    with Endpoint() as other, Endpoint() as endpoint:
        endpoint.answer = refusing(308, b"", "text/plain", Location=other.url)
        kept = KeptHeaders(f"http://127.0.0.1:{endpoint.port}", ("X-Team", "vision"))
        outcome = ask(endpoint.url, find_headers=kept)
    assert outcome.problem is not None and outcome.problem.kind is ProblemKind.REDIRECTED
    assert other.heard == []


def test_a_key_that_the_server_repeats_is_not_shown_with_an_api_version_either() -> None:
    with Endpoint(answer=refusing(401, error(f"wrong: {KEY}"))) as endpoint:
        outcome = ask(f"{endpoint.url}?api-version=1")
    assert outcome.problem is not None
    assert KEY not in outcome.problem.detail


HEADER = "Kite-4482-Lamp"


@pytest.mark.parametrize(
    "echoed", [f"Bearer {HEADER}", HEADER, HEADER.lower(), f"x-gateway%3A%20{HEADER}", f"{HEADER[:9]}***"]
)
def test_a_header_value_that_the_server_repeats_is_not_shown(echoed: str) -> None:
    kept = (("X-Gateway", f"Bearer {HEADER}"),)
    event = b'data: {"choices":[{"delta":{"content":"a"},"finish_reason":' + json.dumps(echoed).encode() + b"}]}\n\n"
    answers = (
        refusing(401, error(f"wrong: {echoed}")),
        refusing(500, f"no such {echoed}".encode(), "text/plain"),
        refusing(200, b'data: {"error":{"message":' + json.dumps(echoed).encode() + b"}}\n\n", "text/event-stream"),
        refusing(200, event, "text/event-stream"),
        refusing(200, b"{}", "application/json", **{"Content-Encoding": f"odd {echoed}"}),
    )
    for answer in answers:
        with Endpoint(answer=answer) as endpoint:
            outcome = ask(endpoint.url, find_headers=KeptHeaders(f"http://127.0.0.1:{endpoint.port}", *kept))
        assert outcome.problem is not None or outcome.pieces
        shown = repr(outcome).lower().replace(str(endpoint.port), "")  # a port may hold any four digits
        assert not [part for part in ("kite", "4482") if part in shown]


def test_a_key_typed_with_its_scheme_is_not_shown_either() -> None:
    with Endpoint(answer=refusing(401, error(f"wrong: {KEY}"))) as endpoint:
        outcome = ask(endpoint.url, key=f"Bearer {KEY}")
    assert outcome.problem is not None
    assert KEY not in outcome.problem.detail


@pytest.mark.parametrize(
    ("key", "headers", "kind"),
    [
        (None, (), ProblemKind.NO_KEY),
        (KEY, (), ProblemKind.KEY_REFUSED),
        (None, (("authorization", "Token t-1"),), ProblemKind.KEY_REFUSED),
    ],
    ids=["nothing", "key", "header"],
)
def test_a_server_that_wants_a_key_has_refused_none_where_none_was_sent(
    key: str | None, headers: Headers, kind: ProblemKind
) -> None:
    with Endpoint(answer=refusing(401, error("Missing API key"))) as endpoint:
        kept = KeptHeaders(f"http://127.0.0.1:{endpoint.port}", *headers)
        problem = ask(endpoint.url, key=key, find_headers=kept).problem
    assert problem is not None
    assert problem.kind is kind
