"""The lines of batch files: https://platform.openai.com/docs/api-reference/batch."""

import json
from typing import Any

from desktop.adapters.network.http_client import ResponseTooLargeError
from desktop.adapters.providers.chat.answer_chunks import AnswerError, ChunkMaker
from desktop.adapters.providers.chat.chat_reader import ChatReader
from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.recognition import kind_of_refusal
from desktop.adapters.providers.registry import capabilities_at, request_body
from desktop.core.asking.request import Request
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.endpoint import host_of
from desktop.core.untrusted_text import untrusted_line
from desktop.services.ports.batch import BatchResult
from desktop.services.ports.provider import AnswerChunk, FinishReason

LONGEST_ID = 64  # letters of a custom_id; ours are far shorter
_OF_STREAMS = ("stream", "stream_options")
_UNPROCESSED = {"batch_expired", "batch_cancelled"}
_NO_SECRETS = ConnectionSecrets()
_KINDS = {
    FinishReason.LENGTH: ProblemKind.TOKEN_LIMIT_REACHED,
    FinishReason.FILTERED: ProblemKind.CONTENT_FILTERED,
    FinishReason.BROKEN: ProblemKind.STREAM_ERROR,
    FinishReason.TOOL: ProblemKind.TOOL_WANTED,
}


def request_line(custom_id: str, request: Request) -> bytes:
    """Returns the line of a request: the same body as it would have at once, but not as a stream."""
    body = {name: value for name, value in request_body(request).items() if name not in _OF_STREAMS}
    url = capabilities_at(host_of(request.endpoint)).batch.line_url
    line = {"custom_id": custom_id, "method": "POST", "url": url, "body": body}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def read_result_line(line: bytes, host: str, model: str) -> BatchResult | None:
    """Returns the result in a line of an output file or an error file, or None for a line that is none."""
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        return None
    custom_id = plain.get("custom_id") if isinstance(plain, dict) else None
    if not isinstance(custom_id, str) or not 0 < len(custom_id) <= LONGEST_ID:
        return None
    response, error = plain.get("response"), plain.get("error")
    if isinstance(response, dict) and isinstance(response.get("body"), dict) and not error:
        status = response.get("status_code", 200)
        if not isinstance(status, int) or status < 400:
            return _answer(custom_id, response["body"], host, model)
        return BatchResult(custom_id, problem=_refusal(response["body"], status, host, model))
    status = response.get("status_code", 400) if isinstance(response, dict) else 400
    is_unprocessed = isinstance(error, dict) and error.get("code") in _UNPROCESSED
    problem = _refusal({"error": error}, status, host, model)
    return BatchResult(custom_id, problem=problem, is_unprocessed=is_unprocessed)


def _answer(custom_id: str, body: dict[str, Any], host: str, model: str) -> BatchResult:
    reader, maker = ChatReader(), ChunkMaker(_NO_SECRETS)
    try:
        chunk = maker.chunk_of([*reader.read(body), *reader.at_end()])
    except AnswerError as error:
        return BatchResult(custom_id, error.chunk.text, problem=_refusal(error.body, 500, host, model))
    except ResponseTooLargeError:
        return BatchResult(custom_id, problem=Problem(ProblemKind.ANSWER_TOO_LARGE, host))
    return BatchResult(custom_id, chunk.text, chunk.usage, _problem_of(chunk, host))


def _problem_of(chunk: AnswerChunk, host: str) -> Problem | None:
    if chunk.finish in _KINDS:
        return Problem(_KINDS[chunk.finish], host)
    return None if chunk.text else Problem(ProblemKind.EMPTY_ANSWER, host)


def _refusal(body: object, status: Any, host: str, model: str) -> Problem:
    read = read_error_body(body)
    code = status if isinstance(status, int) else 400
    kind = kind_of_refusal(read, code, model, True, 0.0)
    return Problem(kind, host, untrusted_line(read.message), code)
