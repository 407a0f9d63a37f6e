"""Translates the errors of the openai library, its transport and its servers into a `Problem`; nothing else does.

Compatible servers report the same errors in many shapes: `body` may be a dict, a list, a string, HTML or None. The kind
is decided by the status, the code or type, and a few telling words.
"""

import math
import re
import ssl
from collections.abc import Iterator, Mapping

import httpx2
import openai

from desktop.adapters.network.http_client import ResponseTooLargeError
from desktop.core.errors import (
    AskanceError,
    EndpointRejectedError,
    EndpointUnreachableError,
    IncompleteAnswerError,
    Problem,
    ProblemKind,
)
from desktop.core.untrusted_text import redact_secret, untrusted_line

QUOTA_CODES = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_usage_limit_exceeded",
    "billing_hard_limit_reached",
}
IMAGE_CODES = {
    "invalid_image_format",
    "image_parse_error",
    "invalid_image",
    "invalid_base64_image",
    "image_too_large",
    "image_too_small",
    "invalid_image_url",
    "image_file_too_large",
    "unsupported_image_media_type",
}
_SECONDS = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:(\d+)ms)?$")


def to_askance_error(error: BaseException, host: str, model: str, key: str | None = None) -> AskanceError:
    """Returns the error to raise for one that a request to `host` met. It contains nothing of `key`."""
    for cause in _chain(error):
        if isinstance(cause, AskanceError):
            return cause
    if isinstance(error, openai.APIStatusError):
        return EndpointRejectedError(_status_problem(error, host, model, key))
    if isinstance(error, openai.APIConnectionError):
        return _connection_error(error, host)
    if isinstance(error, openai.APIError):
        return stream_error(error.body, host, key)
    if isinstance(error, httpx2.HTTPError):
        return _connection_error(error, host)
    return IncompleteAnswerError(Problem(ProblemKind.MALFORMED_RESPONSE, host, type(error).__name__))


def stream_error(body: object, host: str, key: str | None = None) -> IncompleteAnswerError:
    """Returns the error to raise for one that came as part of an answer."""
    code, message = code_and_message(body)
    kind = _kind_by_words(code, message.lower()) or ProblemKind.STREAM_ERROR
    return IncompleteAnswerError(Problem(kind, host, _cleaned(message, key), code=_cleaned(code, key, 60)))


def code_and_message(body: object) -> tuple[str, str]:
    """Returns the code (or type) and the message of an error's body, of whatever shape."""
    if isinstance(body, list) and body:
        return code_and_message(body[0])
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        if inner is not body and isinstance(inner, (Mapping, str, list)):
            return code_and_message(inner)
        names = [str(body[key]) for key in ("code", "type", "status") if isinstance(body.get(key), str)]
        message = next((body[key] for key in ("message", "detail", "msg") if body.get(key)), "")
        quota = next((name for name in names if _is_quota(name)), None)
        return quota or (names[0] if names else ""), str(message)
    return "", body if isinstance(body, str) else ""


def _is_quota(code: str) -> bool:
    return code in QUOTA_CODES or code.endswith("_spend_limit_exceeded")


def _status_problem(error: openai.APIStatusError, host: str, model: str, key: str | None) -> Problem:
    code, message = code_and_message(error.body)
    detail, status = _cleaned(message, key), error.status_code
    words = message.lower()
    if 300 <= status < 400:
        return Problem(ProblemKind.REDIRECTED, host, _host_in(error.response.headers.get("location", "")), status)
    if "text/html" in error.response.headers.get("content-type", "") and status not in (401, 429):
        if status < 500:
            return Problem(ProblemKind.NOT_AN_API, host, status=status)
        detail = ""
    kind = _kind_by_words(code, words) or _kind_by_status(status)
    name = model if kind in (ProblemKind.MODEL_UNKNOWN, ProblemKind.MODEL_HAS_NO_VISION) else host
    return Problem(kind, name, detail, status, _cleaned(code, key, 60), retry_after_s(error.response.headers))


def _cleaned(text: str, key: str | None, limit: int = 300) -> str:
    return untrusted_line(redact_secret(text, key), limit)


def _host_in(address: str) -> str:
    try:
        return untrusted_line(httpx2.URL(address).host)
    except httpx2.InvalidURL:
        return ""


def _kind_by_words(code: str, words: str) -> ProblemKind | None:
    if _is_quota(code):
        return ProblemKind.QUOTA
    if code == "model_not_found" or ("model" in words and ("does not exist" in words or "not found" in words)):
        return ProblemKind.MODEL_UNKNOWN
    if "image_url is only supported by certain models" in words or "does not support image" in words:
        return ProblemKind.MODEL_HAS_NO_VISION
    if code == "content_policy_violation" or code == "content_filter":
        return ProblemKind.CONTENT_REFUSED
    if code in IMAGE_CODES or "patches after processing" in words:
        return ProblemKind.IMAGE_REJECTED
    if "request too large" in words or code in ("context_length_exceeded", "request_too_large"):
        return ProblemKind.TOO_LARGE
    if code in ("invalid_api_key", "incorrect_api_key"):
        return ProblemKind.KEY_REFUSED
    return None


def _kind_by_status(status: int) -> ProblemKind:
    if status >= 500:
        return ProblemKind.SERVER_FAULT
    by_status = {
        401: ProblemKind.KEY_REFUSED,
        402: ProblemKind.QUOTA,
        403: ProblemKind.FORBIDDEN,
        404: ProblemKind.NOT_AN_API,
        405: ProblemKind.NOT_AN_API,
        407: ProblemKind.PROXY,
        413: ProblemKind.TOO_LARGE,
        429: ProblemKind.RATE_LIMIT,
    }
    return by_status.get(status, ProblemKind.BAD_REQUEST)


def retry_after_s(headers: Mapping[str, str]) -> float:
    """Returns the seconds that the endpoint asks to wait (at most a day); 0 if it does not say."""
    try:
        if "retry-after-ms" in headers:
            return _bounded(float(headers["retry-after-ms"]) / 1000)
        if "retry-after" in headers:
            return _bounded(float(headers["retry-after"]))
        reset = _SECONDS.match(headers.get("x-ratelimit-reset-requests", ""))
        if reset is None or headers.get("x-ratelimit-remaining-requests") != "0":
            return 0.0
        hours, minutes, seconds, milliseconds = (float(part or 0) for part in reset.groups())
    except ValueError:
        return 0.0
    return _bounded(hours * 3600 + minutes * 60 + seconds + milliseconds / 1000)


def _bounded(seconds: float) -> float:
    return min(max(0.0, seconds), 86_400.0) if math.isfinite(seconds) else 0.0


def _connection_error(error: BaseException, host: str) -> AskanceError:
    """Returns "unreachable" for an error before the request was sent, otherwise "incomplete", which is not retried."""
    chain = tuple(_chain(error))
    words = " ".join(str(cause) for cause in chain).lower()
    if any(isinstance(cause, ResponseTooLargeError) for cause in chain):
        return IncompleteAnswerError(Problem(ProblemKind.ANSWER_TOO_LARGE, host))
    if any(isinstance(cause, ssl.SSLError) for cause in chain) or "certificate" in words or "ssl:" in words:
        reason = next((cause.verify_message for cause in chain if isinstance(cause, ssl.SSLCertVerificationError)), "")
        return EndpointUnreachableError(Problem(ProblemKind.TLS, host, untrusted_line(reason)))
    if any(isinstance(cause, httpx2.ProxyError) for cause in chain):
        return EndpointUnreachableError(Problem(ProblemKind.PROXY, host))
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
