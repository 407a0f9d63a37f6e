"""Posts a request for chat completions and reads what a response brings."""

from collections.abc import AsyncIterator

import httpx2
import openai
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from desktop.adapters.network.framing.answer_body import AnswerBody, HtmlReceivedError
from desktop.adapters.network.framing.json_documents import BrokenJsonError
from desktop.adapters.providers.chat.answer_chunks import AnswerError, ChunkMaker
from desktop.adapters.providers.chat.chat_reader import ChatReader
from desktop.adapters.providers.chat.request_json import request_json
from desktop.adapters.providers.openai_errors import stream_error, text_error
from desktop.core.asking.request import Request
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.errors import EndpointRejectedError, IncompleteAnswerError, Problem, ProblemKind
from desktop.core.settings.endpoint import host_of
from desktop.services.ports.provider import AnswerChunk, FinishReason

NO_CONTENT = 204  # a status


async def posted(
    client: openai.AsyncOpenAI, request: Request, with_usage: bool, limit_name: str = ""
) -> openai.AsyncStream[ChatCompletionChunk]:
    """Posts the request and returns the open stream.

    `chat.completions.create` would first search every word of a long conversation for something to rename, which takes
    0.1 s at 300 turns, on the loop that draws the window.
    """
    return await client.post(
        "/chat/completions",
        content=request_json(request, with_usage, limit_name),
        cast_to=ChatCompletion,
        stream=True,
        stream_cls=openai.AsyncStream[ChatCompletionChunk],
    )


async def chunks_of(
    response: httpx2.Response, request: Request, secrets: ConnectionSecrets
) -> AsyncIterator[AnswerChunk]:
    """Yields what a response brings, whatever it says about its own type. Raises AskanceError."""
    host, reader, maker = host_of(request.endpoint), ChatReader(), ChunkMaker(secrets)
    body = AnswerBody(response.aiter_raw())
    try:
        async for value in body.objects():
            yield maker.chunk_of(reader.read(value))
        if (rest := maker.chunk_of(reader.at_end())) != AnswerChunk():
            yield rest
    except AnswerError as error:
        yield error.chunk
        raise stream_error(error.body, host, secrets, request.model, bool(request.images)) from None
    except HtmlReceivedError:
        raise EndpointRejectedError(Problem(ProblemKind.NOT_AN_API, host, status=response.status_code)) from None
    except BrokenJsonError:
        raise IncompleteAnswerError(Problem(ProblemKind.MALFORMED_RESPONSE, host)) from None
    if body.plain:
        raise text_error(body.plain, host, secrets, request.model, response.status_code)
    if response.status_code == NO_CONTENT or response.headers.get("content-length") == "0":
        yield AnswerChunk(finish=FinishReason.STOP, is_last=True)
    if body.is_json and not reader.has_choices:
        raise EndpointRejectedError(Problem(ProblemKind.NOT_AN_API, host, status=response.status_code))
    if body.is_json and reader.is_one_message:
        yield AnswerChunk(finish=FinishReason.STOP, is_last=True)
