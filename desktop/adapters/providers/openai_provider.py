"""The provider for chat completions: OpenAI and every server that speaks the same.

`import openai` takes up to a second, so this module is itself imported late and off the GUI thread
(openai_compatible.py, composition/providers.py).
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import httpcore2  # httpx2 would import it with its first transport, on the loop
import httpx2
import openai
from openai.types.chat import ChatCompletionChunk

from desktop.adapters.ledger.request_ledger import NO_LEDGER, KeepsLedger, OpenEntry
from desktop.adapters.network.http_client import GuardedTransport, guarded_client
from desktop.adapters.network.name_resolution import Resolve, resolve_by_system
from desktop.adapters.network.proxies.choice import ask_desktop
from desktop.adapters.providers.batch_service.batch_client import BatchClient
from desktop.adapters.providers.chat.chat_stream import chunks_of, posted
from desktop.adapters.providers.model_list import available
from desktop.adapters.providers.openai_body import OPENAI_LIMIT, optional_values
from desktop.adapters.providers.openai_errors import to_askance_error, was_not_sent
from desktop.adapters.providers.openai_host import KEY_HEADER, VERSION_PARAMETER, openai_capabilities, own_headers
from desktop.adapters.providers.provider_entry import FindHeaders, no_headers
from desktop.adapters.providers.rate_headers import rate_reports
from desktop.adapters.providers.refused_parameters import note_list, note_refusal, refused_by
from desktop.core.asking.request import ChatMessage, Request
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.errors import AskanceError, EndpointRejectedError, IncompleteAnswerError, Problem, ProblemKind
from desktop.core.ledger.lines import Outcome
from desktop.core.settings.endpoint import base_of, host_of, key_of, origin_of
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.values.proxy import BY_SYSTEM
from desktop.services.ports.provider import AnswerChunk, AvailableModel

CONNECT_S = 10.0  # chosen, like LIST_S
SILENCE_S = (
    3600.0  # the watchdogs of services/asking/answering/answer_stream.py are quicker, and know what was received
)
LIST_S = 15.0
_CUSTOM_HEADERS = "OPENAI_CUSTOM_HEADERS"
"""A variable from which the library takes headers by itself, one with another key in the place of ours, too."""


class OpenAIProvider:
    """Streams answers and lists models. It belongs to one event loop, and keeps its connections open until closed."""

    def __init__(
        self,
        connect_s: float = CONNECT_S,
        silence_s: float = SILENCE_S,
        resolve: Resolve = resolve_by_system,
        find_headers: FindHeaders = no_headers,
        proxy: Callable[[], str] = lambda: BY_SYSTEM,
        ledger: KeepsLedger = NO_LEDGER,
    ) -> None:
        self._ledger = ledger
        self._resolve = resolve
        self._find_headers = find_headers
        self._proxy = proxy
        self._connect_s = connect_s
        self._silence_s = silence_s
        self._clients: dict[tuple[str, str | None, Headers, str], openai.AsyncOpenAI] = {}
        self._batches: dict[tuple[str, str | None, Headers, str], BatchClient] = {}
        self._without_usage: set[str] = set()  # endpoints that refuse stream_options
        self._limit_names: dict[tuple[str, str], str] = {}  # by endpoint and model, where the usual one is refused

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in pieces. Raises AskanceError, after the pieces that were received."""
        host = host_of(request.endpoint)
        headers = await self._find_headers(origin_of(request.endpoint))
        secrets = ConnectionSecrets(key, headers)
        try:
            stream, entry = await self._opened(request, key, headers)
            rate = rate_reports(stream.response.headers)
            async with entry, stream:
                async for chunk in chunks_of(stream.response, request, secrets):
                    entry.take(chunk)
                    yield replace(chunk, rate=rate) if rate is not None else chunk
                    rate = None
        except GeneratorExit:
            raise
        except (AskanceError, openai.OpenAIError, httpx2.HTTPError, ValueError, RuntimeError, OSError) as error:
            raise to_askance_error(error, host, request.model, secrets, bool(request.images)) from None

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the models that the endpoint offers, by name. Raises AskanceError."""
        host = host_of(endpoint)
        headers = await self._find_headers(origin_of(endpoint))
        secrets = ConnectionSecrets(key, headers)
        try:
            async with asyncio.timeout(LIST_S):
                client = await self._client(endpoint, key, headers)
                page = await client.models.list()
                data = page.data or []
        except TimeoutError:
            raise IncompleteAnswerError(Problem(ProblemKind.STREAM_STALLED, host, seconds=LIST_S)) from None
        except (AttributeError, TypeError):  # what answers is no list of models
            raise EndpointRejectedError(Problem(ProblemKind.NOT_AN_API, host)) from None
        except (AskanceError, openai.OpenAIError, httpx2.HTTPError, ValueError, OSError) as error:
            raise to_askance_error(error, host, "", secrets) from None
        valid = [model for model in data if isinstance(getattr(model, "id", None), str)]
        models = tuple(sorted((available(model.to_dict()) for model in valid), key=lambda model: model.name))
        note_list(endpoint, models)
        return models

    async def batches(self, endpoint: str, key: str | None) -> BatchClient:
        """Returns the batches of an endpoint. Raises AskanceError."""
        _check(endpoint, key)
        headers = await self._find_headers(origin_of(endpoint))
        which = (endpoint, key, headers, self._proxy())
        if which not in self._batches:
            await ask_desktop(endpoint, self._proxy())
        if which not in self._batches:
            former = [other for other in self._batches if other[0] == endpoint]  # of a key that holds no more
            closing = [self._batches.pop(other) for other in former]
            proxy, resolve = self._proxy(), self._resolve
            self._batches[which] = BatchClient(endpoint, key, headers, proxy, resolve, self._connect_s)
            for client in closing:
                await client.close()
        return self._batches[which]

    def warm(self, endpoint: str) -> None:
        """Imports and reads, in any thread, what the first question to `endpoint` would otherwise wait for."""
        with contextlib.suppress(AskanceError):  # an invalid endpoint is reported when it is asked
            guarded_client(endpoint, self._connect_s, self._silence_s, proxy=self._proxy())
        asyncio.run(_rehearse())

    async def close(self) -> None:
        """Closes every connection."""
        clients, self._clients = self._clients, {}
        batches, self._batches = self._batches, {}
        for client in clients.values():
            await client.close()
        for batch_client in batches.values():
            await batch_client.close()

    async def _opened(
        self, request: Request, key: str | None, headers: Headers
    ) -> tuple[openai.AsyncStream[ChatCompletionChunk], OpenEntry]:
        """Returns the open stream, and the entry of its request in the ledger. Each attempt has one of its own."""
        client = await self._client(request.endpoint, key, headers)
        with_usage = request.endpoint not in self._without_usage
        limit_name = self._limit_names.get((request.endpoint, request.model), "")
        left_out = refused_by(request.endpoint, request.model)
        names = tuple(name for name in optional_values(request, limit_name) if name not in left_out)
        try:
            return await self._posted(client, request, with_usage, limit_name)
        except openai.APIStatusError as refused:
            words = refused.response.text if refused.status_code in (400, 422) else ""
            if with_usage and "stream_options" in words:
                self._without_usage.add(request.endpoint)
            elif request.parameters.tokens and not limit_name and OPENAI_LIMIT in words:
                self._limit_names[request.endpoint, request.model] = OPENAI_LIMIT
            elif not note_refusal(request.endpoint, request.model, names, words, request.parameters.effort):
                raise
        return await self._opened(request, key, headers)

    async def _posted(
        self, client: openai.AsyncOpenAI, request: Request, with_usage: bool, limit_name: str
    ) -> tuple[openai.AsyncStream[ChatCompletionChunk], OpenEntry]:
        """Posts the request, once it is in the ledger. Raises StorageError where it cannot be."""
        entry = await self._ledger.begin(request)
        try:
            return await posted(client, request, with_usage, limit_name), entry
        except openai.APIStatusError as refused:
            await entry.end(Outcome.REFUSED, refused.status_code)
            raise
        except asyncio.CancelledError:
            await entry.end(Outcome.STOPPED)
            raise
        except Exception as error:
            await entry.end(Outcome.NOT_SENT if was_not_sent(error) else Outcome.BROKEN)
            raise

    async def _client(self, endpoint: str, key: str | None, headers: Headers) -> openai.AsyncOpenAI:
        _check(endpoint, key)
        which = (endpoint, key, headers, self._proxy())
        if which not in self._clients:
            await ask_desktop(endpoint, self._proxy())
            self._clients[which] = self._new_client(endpoint, key_of(key) if key else None, headers)
        return self._clients[which]

    def _new_client(self, endpoint: str, key: str | None, headers: Headers) -> openai.AsyncOpenAI:
        """Returns a client whose key goes as Bearer, or with an API version as Azure has it. `headers` come last."""
        os.environ.pop(_CUSTOM_HEADERS, None)
        base, version = base_of(endpoint)
        key_header = ((KEY_HEADER, key),) if key and version else ()
        return openai.AsyncOpenAI(
            api_key=key or "none",
            base_url=base,
            default_query={VERSION_PARAMETER: version} if version else None,
            max_retries=0,
            http_client=guarded_client(
                endpoint,
                self._connect_s,
                self._silence_s,
                with_key=bool(key) and not version,
                extra_headers=own_headers(host_of(endpoint)),
                resolve=self._resolve,
                added_headers=(*key_header, *headers),
                proxy=self._proxy(),
            ),
        )


def _check(endpoint: str, key: str | None) -> None:
    """Raises EndpointRejectedError for a key that cannot be used, or is missing."""
    if key is not None and key_of(key) is None:
        raise EndpointRejectedError(Problem(ProblemKind.BAD_KEY_TEXT, host_of(endpoint)))
    if key is None and openai_capabilities(host_of(endpoint)).needs_key:
        raise EndpointRejectedError(Problem(ProblemKind.NO_KEY, host_of(endpoint)))


async def _rehearse() -> None:
    """Sends a question to no server: the library imports and builds a good part of itself at its first request."""
    nothing = httpcore2.AsyncMockBackend([b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"])
    async with httpcore2.AsyncConnectionPool(network_backend=nothing) as pool:
        await pool.request("GET", "http://nobody.invalid/")  # what waits in the pool is imported with the first request
    silent = httpx2.MockTransport(lambda _: httpx2.Response(200, content=b"data: [DONE]\n\n"))
    http = httpx2.AsyncClient(transport=GuardedTransport(silent), trust_env=False)
    async with openai.AsyncOpenAI(api_key="none", base_url="http://nobody.invalid", http_client=http) as client:
        request = Request("", "none", (ChatMessage("user", "?"),))
        async with await posted(client, request, with_usage=True) as stream:
            async for _ in chunks_of(stream.response, request, ConnectionSecrets()):
                pass
