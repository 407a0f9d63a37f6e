"""The registry chooses who answers by the settings; a provider with another wire format needs nothing but an entry."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from desktop.adapters.providers.hosts.batch_hosts import OPENAI_BATCH
from desktop.adapters.providers.openai_body import openai_body
from desktop.adapters.providers.provider_entry import OpenProvider, ProviderEntry, ProviderParts
from desktop.adapters.providers.registry import PROVIDERS, capabilities_at, entry_at, request_body
from desktop.composition.providers import Providers
from desktop.core.asking.request import Request, build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at, model_named
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.provider_capabilities import ProviderCapabilities, use_capabilities
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.settings import Settings, in_force
from desktop.services.ports.batch import BatchService
from desktop.services.ports.provider import AnswerChunk, AvailableModel, FinishReason
from desktop.services.tasks import Tasks
from tests.helpers.images import prepared, quarters
from tests.loopback import Connection, Endpoint, Heard


async def read_text(image: EncodedImage) -> OcrResult:
    return OcrResult(image.size)


async def run_blocking(call: Callable[..., Any], *args: Any) -> Any:
    return call(*args)


PARTS = ProviderParts(read_text, run_blocking)


class LineProvider:
    """Speaks a wire format of its own: one line of JSON there, and one line of JSON back for each piece."""

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        parts = urlsplit(request.endpoint)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        body = json.dumps(line_body(request)).encode()
        writer.write(b"POST /lines HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        await reader.readuntil(b"\r\n\r\n")
        while line := await reader.readline():
            piece = json.loads(line)
            yield AnswerChunk(piece["say"], finish=FinishReason.STOP if piece["end"] else None)
        writer.close()
        await writer.wait_closed()

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        return (AvailableModel("line-1"),)

    async def batches(self, endpoint: str, key: str | None) -> BatchService:
        raise EndpointRejectedError(Problem(ProblemKind.BATCH_UNSUPPORTED))

    def warm(self, endpoint: str) -> None:
        """Needs nothing."""

    async def close(self) -> None:
        """Keeps nothing open."""


def line_body(request: Request) -> dict[str, Any]:
    return {"to": request.model, "lines": [[message.role, message.text] for message in request.messages]}


def lines_at(host: str) -> ProviderEntry:
    """An entry for the provider with its own wire format at one host, where a key is needed and prices are known."""
    known = ProviderCapabilities(needs_key=True, has_catalog_prices=True)
    return ProviderEntry("lines", lambda asked: asked == host, lambda _: known, line_body, lambda _: LineProvider())


def say_in_lines(to: Connection, heard: Heard) -> None:
    to.head(200, "application/json")
    for word in ("It ", "works."):
        to.send(json.dumps({"say": word, "end": word.endswith(".")}).encode() + b"\n")


def test_every_entry_serves_what_it_makes_and_has_a_name_of_its_own() -> None:
    assert len({entry.name for entry in PROVIDERS}) == len(PROVIDERS)
    here = Settings().answered_here()
    assert [entry_at(settings.host).name for settings in (here, Settings(), Settings(endpoint="http://x/v1"))] == [
        "local OCR",
        "openai-compatible",
        "openai-compatible",
    ]


@pytest.mark.parametrize("entry", PROVIDERS, ids=lambda entry: entry.name)
def test_every_provider_is_made_warmed_and_closed(entry: ProviderEntry) -> None:
    async def run() -> None:
        provider: OpenProvider = entry.create(PARTS)
        await asyncio.to_thread(provider.warm, "http://127.0.0.1:1/v1")
        await provider.close()

    asyncio.run(run())


def test_openai_alone_needs_a_key_and_has_the_prices_of_the_catalogue() -> None:
    for host in ("api.openai.com", "api.openai.com:443", "API.OpenAI.com"):
        assert capabilities_at(host) == ProviderCapabilities(True, True, True, True, OPENAI_BATCH)
    for host in ("localhost:11434", "api.openai.com.evil.example", "x.azure.com", "this computer"):
        assert capabilities_at(host) == ProviderCapabilities()
    assert model_at("gpt-4o", "api.openai.com") == model_named("gpt-4o")
    elsewhere = model_at("gpt-4o", "localhost:11434")
    assert (elsewhere.price, elsewhere.last_day) == (None, None)


def test_the_body_that_is_shown_is_that_of_the_provider_that_answers() -> None:
    request = build_request(Settings(), Conversation("c"), "What?", (prepared(quarters()),), {})
    assert request_body(request) == openai_body(request)
    local = build_request(Settings().answered_here(), Conversation("c"), "What?", (), {})
    assert request_body(local) == {}


def test_a_provider_with_another_wire_format_is_one_more_entry() -> None:
    with Endpoint(answer=say_in_lines) as endpoint:
        settings = Settings(endpoint=f"http://127.0.0.1:{endpoint.port}", model="line-1")
        entries = (lines_at(settings.host), *PROVIDERS)
        request = build_request(settings, Conversation("c"), "Does it work?", (), {})

        async def run() -> list[AnswerChunk]:
            providers = Providers(Tasks(), PARTS, entries)
            try:
                provider = await providers.at(settings.endpoint)
                return [piece async for piece in provider.stream(request, None)]
            finally:
                await providers.close()

        pieces = asyncio.run(run())
        assert "".join(piece.text for piece in pieces) == "It works."
        assert pieces[-1].finish == "stop"
        (heard,) = endpoint.posts
        assert heard.json == {"to": "line-1", "lines": [["user", "Does it work?"]]}


def test_what_a_provider_can_do_is_asked_of_its_entry_and_of_no_host() -> None:
    settings = Settings(endpoint="http://lines.example/v1")
    assert in_force(settings, has_key=False) == settings
    entries = (lines_at("lines.example"), *PROVIDERS)
    before = use_capabilities(lambda host: entry_at(host, entries).capabilities(host))
    try:
        assert in_force(settings, has_key=False) == settings.answered_here()
        assert in_force(settings, has_key=True) == settings
        assert model_at("gpt-4o", host_of(settings.endpoint)).price == model_named("gpt-4o").price
    finally:
        use_capabilities(before)
