"""Translates the errors of the openai library, its transport and its servers into a `Problem`; nothing else does.

The folder `errors` reads the body of a refusal and recognises its kind.
"""

from collections.abc import Iterator
from dataclasses import replace

import httpx2
import openai

from desktop.adapters.network.http_client import ResponseTooLargeError
from desktop.adapters.network.tls import tls_problem
from desktop.adapters.providers.errors.error_body import ErrorBody, read_error_body
from desktop.adapters.providers.errors.recognition import kind_of_refusal, kind_of_stream_error
from desktop.adapters.providers.errors.waiting_times import retry_after_s
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.errors import (
    AskanceError,
    EndpointRejectedError,
    EndpointUnreachableError,
    IncompleteAnswerError,
    Problem,
    ProblemKind,
)
from desktop.core.ledger.forwarded import may_have_arrived
from desktop.core.untrusted_text import untrusted_line

ABOUT_MODELS = {ProblemKind.MODEL_UNKNOWN, ProblemKind.MODEL_FORBIDDEN, ProblemKind.MODEL_HAS_NO_VISION}
NO_SECRETS = ConnectionSecrets()
HTML_FROM_SERVERS = {401, 407, 413, 429}
"""HTTP status codes below 500 whose pages servers and their gateways send; with any other, something else answers."""


def to_askance_error(
    error: BaseException, host: str, model: str, secrets: ConnectionSecrets = NO_SECRETS, has_images: bool = False
) -> AskanceError:
    """Returns the error to raise for one that a request to `host` met. It contains none of `secrets`.

    `has_images` is True if images went with the request.
    """
    for cause in _chain(error):
        if isinstance(cause, AskanceError):
            cause.problem = replace(cause.problem, detail=secrets.cut_from(cause.problem.detail))
            return cause
    if isinstance(error, openai.APIStatusError):
        return refusal_error(error.response, host, model, secrets, has_images)
    if isinstance(error, openai.APIConnectionError):
        return _connection_error(error, host)
    if isinstance(error, openai.APIError):
        return stream_error(error.body, host, secrets, model, has_images)
    if isinstance(error, httpx2.HTTPError):
        return _connection_error(error, host)
    return IncompleteAnswerError(Problem(ProblemKind.MALFORMED_RESPONSE, host, type(error).__name__))


def was_not_sent(error: BaseException) -> bool:
    """Returns True if the error came before anything of the request was sent to the endpoint."""
    unsent = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
    return any(
        not may_have_arrived(cause.problem)
        if isinstance(cause, EndpointUnreachableError)
        else isinstance(cause, unsent)
        for cause in _chain(error)
    )


def stream_error(
    body: object, host: str, secrets: ConnectionSecrets = NO_SECRETS, model: str = "", has_images: bool = False
) -> IncompleteAnswerError:
    """Returns the error to raise for one that came as part of an answer, or in its place."""
    read = read_error_body(body)
    wait_s = retry_after_s({}, read)
    kind = kind_of_stream_error(read, model, has_images, wait_s)
    return IncompleteAnswerError(_problem(kind, read, host, model, 0, secrets, wait_s))


def text_error(text: str, host: str, secrets: ConnectionSecrets, model: str, status: int) -> AskanceError:
    """Returns the error to raise for a text for people in the place of an answer."""
    error = stream_error(text, host, secrets, model)
    if error.problem.kind is not ProblemKind.STREAM_ERROR:
        return error
    return EndpointRejectedError(replace(error.problem, kind=ProblemKind.NOT_AN_API, status=status))


def refusal_error(
    response: httpx2.Response, host: str, model: str, secrets: ConnectionSecrets = NO_SECRETS, has_images: bool = False
) -> EndpointRejectedError:
    """Returns the error to raise for a response with the status of a refusal, which has been read."""
    return EndpointRejectedError(_status_problem(response, host, model, secrets, has_images))


def _status_problem(
    response: httpx2.Response, host: str, model: str, secrets: ConnectionSecrets, has_images: bool
) -> Problem:
    headers, status = response.headers, response.status_code
    if 300 <= status < 400:
        return Problem(ProblemKind.REDIRECTED, host, _cleaned(_host_in(headers.get("location", "")), secrets), status)
    body = read_error_body(response.content)
    if body.value is None and "text/html" in headers.get("content-type", ""):
        body = ErrorBody(is_html=True)
    if body.is_html and status < 500 and status not in HTML_FROM_SERVERS:
        return Problem(ProblemKind.NOT_AN_API, host, status=status)
    wait_s = retry_after_s(headers, body)
    kind = kind_of_refusal(body, status, model, has_images, wait_s)
    if kind is ProblemKind.KEY_REFUSED and secrets.are_none:
        kind = ProblemKind.NO_KEY
    return _problem(kind, body, host, model, status, secrets, wait_s)


def _problem(
    kind: ProblemKind, body: ErrorBody, host: str, model: str, status: int, secrets: ConnectionSecrets, wait_s: float
) -> Problem:
    name = model if model and kind in ABOUT_MODELS else host
    code = _cleaned(next(iter(body.codes), ""), secrets, 60)
    detail = _cleaned(body.message, secrets) or code
    return Problem(kind, name, detail, status, code, wait_s)


def _cleaned(text: str, secrets: ConnectionSecrets, limit: int = 300) -> str:
    return untrusted_line(secrets.cut_from(text), limit)


def _host_in(address: str) -> str:
    try:
        return untrusted_line(httpx2.URL(address).host)
    except httpx2.InvalidURL:
        return ""


def _connection_error(error: BaseException, host: str) -> AskanceError:
    """Returns "unreachable" for an error before the request was sent, otherwise "incomplete", which is not retried."""
    chain = tuple(_chain(error))
    words = " ".join(str(cause) for cause in chain).lower()
    for cause in chain:
        if isinstance(cause, ResponseTooLargeError):
            return IncompleteAnswerError(Problem(ProblemKind.ANSWER_TOO_LARGE, host, str(cause)))
    if (unsafe := tls_problem(chain, host)) is not None:
        return EndpointUnreachableError(unsafe)
    if any(isinstance(cause, httpx2.ConnectTimeout) for cause in chain):
        return EndpointUnreachableError(Problem(ProblemKind.CONNECT_TIMEOUT, host))
    if any(isinstance(cause, httpx2.ConnectError) for cause in chain):
        dns = "getaddrinfo" in words or "name or service" in words or "name resolution" in words
        dns = dns or "nodename nor servname" in words or "no address associated" in words
        return EndpointUnreachableError(
            Problem(ProblemKind.UNKNOWN_HOST if dns else ProblemKind.CONNECTION_FAILED, host)
        )
    if any(isinstance(cause, httpx2.TimeoutException) for cause in chain):
        return IncompleteAnswerError(Problem(ProblemKind.STREAM_STALLED, host))
    return IncompleteAnswerError(Problem(ProblemKind.CUT_OFF, host))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
