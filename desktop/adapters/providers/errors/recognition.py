"""Recognises the kind of a refusal: by its codes and words, then by its coarse codes, then by the status."""

import re
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus

from desktop.adapters.providers.errors.error_body import ErrorBody
from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.adapters.providers.errors.error_words import (
    COARSE_CODES,
    ERROR_WORDS,
    IMAGE_WORD,
    QUOTA_ENDINGS,
    TEXT_CONTENT_ONLY,
)
from desktop.adapters.providers.errors.loose_words import LOOSE_WORDS, PICTURE_PROPERTY, REQUEST_PARTS, TAKER
from desktop.core.errors import ProblemKind

_BY_STATUS = {
    401: ProblemKind.KEY_REFUSED,
    402: ProblemKind.QUOTA,
    403: ProblemKind.FORBIDDEN,
    404: ProblemKind.NOT_AN_API,
    405: ProblemKind.NOT_AN_API,
    407: ProblemKind.PROXY,
    408: ProblemKind.SERVER_FAULT,
    410: ProblemKind.MODEL_UNKNOWN,
    413: ProblemKind.TOO_LARGE,
    424: ProblemKind.SERVER_FAULT,  # Bedrock
    429: ProblemKind.RATE_LIMIT,
    451: ProblemKind.FORBIDDEN,
    498: ProblemKind.OVERLOADED,  # Groq
    529: ProblemKind.OVERLOADED,  # Anthropic
}
_CODE_IN_TEXT = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")  # as gateways quote those of others
_PER_DAY = re.compile(r"per.?day|daily")
_NEVER = re.compile(r"\blimit:? 0\b(?!\.)")  # of a model that the account's plan does not have: waiting does not help
_LONG_PERIOD = re.compile(r"(?:per|/|each|a)[ -]?(?:day|week|month)\b|daily|weekly|monthly")
_SHORT_PERIOD = re.compile(r"\b(?:requests?|tokens?) (?:per|an?|each) (?:second|minute|hour)\b")
_ADDRESS = re.compile(r"https?://\S+")  # of help pages, whose words tell nothing
SOON_S = 3600.0  # chosen
_CLEAR_STATUS = (401, 402, 407)  # with them, no single word means anything else
_TELLING_STATUS = (401, 402, 403, 413, 429)  # in a body, where the response itself was a 200


def kind_of_refusal(
    body: ErrorBody, status: int, model: str = "", has_images: bool = False, wait_s: float = 0.0
) -> ProblemKind:
    """Returns the kind of a response with an error status. `wait_s` is the wait that the endpoint asks for."""
    kind = kind_by_words(body, model, has_images, wait_s, _is_fault(status))
    if kind is not None:
        return ProblemKind.QUOTA if status == HTTPStatus.PAYMENT_REQUIRED else kind
    words = body.words
    if "model" in body.parameters and status in (400, 404, 422):
        return ProblemKind.MODEL_UNKNOWN
    if model and status == 404 and model.lower() in words:
        return ProblemKind.MODEL_UNKNOWN
    kind = _by_coarse_code(body)
    if kind in (None, ProblemKind.SERVER_FAULT) and status not in _CLEAR_STATUS:
        kind = _loosely(body, model, _is_fault(status)) or kind
    if kind in (None, ProblemKind.SERVER_FAULT) and _is_about_images(words, status, has_images):
        # a fault that names images does not pass by itself
        return _of_images(_with_model_named(words, model), has_images)
    return _lasting(kind or _by_status(status), words, wait_s)


def kind_of_stream_error(
    body: ErrorBody, model: str = "", has_images: bool = False, wait_s: float = 0.0
) -> ProblemKind:
    """Returns the kind of an error that came in the place of an answer, or in the middle of one."""
    is_fault = any(map(_is_fault, body.statuses))
    kind = kind_by_words(body, model, has_images, wait_s, is_fault) or _by_coarse_code(body)
    if kind in (None, ProblemKind.SERVER_FAULT):
        kind = _loosely(body, model, is_fault) or kind
    if kind is None:
        status = next((status for status in body.statuses if status in _TELLING_STATUS), 0)
        kind = _BY_STATUS.get(status, ProblemKind.STREAM_ERROR)
    return ProblemKind.STREAM_ERROR if kind is ProblemKind.SERVER_FAULT else kind


def kind_by_words(
    body: ErrorBody, model: str = "", has_images: bool = False, wait_s: float = 0.0, is_fault: bool = False
) -> ProblemKind | None:
    """Returns the kind that the codes and words of a body mean, or None if they mean nothing known.

    `is_fault` says that the server failed: words that count only in refusals mean nothing then.
    """
    words = _with_model_named(body.words, model)
    kind = _by_code(body.codes) or _by_code(_CODE_IN_TEXT.findall(words))
    if kind is None:
        kind = _by_pattern(words, is_fault)
        kind = _of_images(words, has_images) if kind is ProblemKind.IMAGE_REJECTED else kind
    if kind is None and has_images and TEXT_CONTENT_ONLY.search(words):
        return ProblemKind.MODEL_HAS_NO_VISION
    if kind is ProblemKind.QUOTA and _SHORT_PERIOD.search(words) and not _LONG_PERIOD.search(words):
        return ProblemKind.RATE_LIMIT
    is_lasting = _PER_DAY.search(" ".join(body.codes).lower()) or _NEVER.search(words)
    if kind is ProblemKind.QUOTA and 0 < wait_s <= SOON_S and not is_lasting:
        return ProblemKind.RATE_LIMIT  # a quota that is there again soon
    return _lasting(kind, words, wait_s) if kind is not None else None


def _lasting(kind: ProblemKind, words: str, wait_s: float) -> ProblemKind:
    """Returns a quota for a limit of a day or longer that does not end soon, and any other kind as it is."""
    is_long = kind is ProblemKind.RATE_LIMIT and not 0 < wait_s <= SOON_S and _LONG_PERIOD.search(words)
    return ProblemKind.QUOTA if is_long else kind


def _by_code(codes: Iterable[str]) -> ProblemKind | None:
    names = [_squeezed(code) for code in codes]
    if any(name.endswith(QUOTA_ENDINGS) for name in names):
        return ProblemKind.QUOTA
    known = _kinds_by_code()
    return next((known[name] for name in names if name in known), None)


def _by_coarse_code(body: ErrorBody) -> ProblemKind | None:
    """Returns what the coarse codes mean. One that says more than that the server failed goes first."""
    kinds = [COARSE_CODES[name] for name in map(_squeezed, body.codes) if name in COARSE_CODES]
    return next((kind for kind in kinds if kind is not ProblemKind.SERVER_FAULT), kinds[0] if kinds else None)


def _loosely(body: ErrorBody, model: str, is_fault: bool) -> ProblemKind | None:
    """Returns what an API's error is about, by its nouns; None for text that is no JSON: anything may send that."""
    if body.value is None:
        return None
    words = _with_model_named(body.words, model)
    return None if REQUEST_PARTS.search(words) else _by_pattern(words, is_fault, LOOSE_WORDS)


def _of_images(words: str, has_images: bool) -> ProblemKind:
    """Returns what words about an image mean. If they tell nothing of it, it is what it shows, or images at all."""
    if PICTURE_PROPERTY.search(words):
        return ProblemKind.IMAGE_REJECTED
    if _by_pattern(words, False, LOOSE_WORDS) is ProblemKind.CONTENT_REFUSED:
        return ProblemKind.CONTENT_REFUSED
    is_of_all = has_images and TAKER.search(words) is not None
    return ProblemKind.MODEL_HAS_NO_VISION if is_of_all else ProblemKind.IMAGE_REJECTED


def _is_about_images(words: str, status: int, has_images: bool) -> bool:
    return bool(IMAGE_WORD.search(words)) and (status >= 500 or (has_images and status in (400, 415, 422)))


def _by_pattern(words: str, is_fault: bool, table: tuple[ErrorWords, ...] = ERROR_WORDS) -> ProblemKind | None:
    if not words:
        return None
    patterns = ((entry.kind, pattern) for entry, pattern in _patterns(table) if not (is_fault and entry.is_refusal))
    return next((kind for kind, pattern in patterns if pattern.search(words)), None)


def _is_fault(status: int) -> bool:
    return status >= 500 or status == HTTPStatus.REQUEST_TIMEOUT


def _by_status(status: int) -> ProblemKind:
    return _BY_STATUS.get(status, ProblemKind.SERVER_FAULT if status >= 500 else ProblemKind.BAD_REQUEST)


def _with_model_named(words: str, model: str) -> str:
    """Returns the words with "the model" in the place of the model's own name, as the patterns have it."""
    words = _ADDRESS.sub("", words)
    return words.replace(model.lower(), "the model") if len(model) > 3 else words


def _squeezed(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.lower())


@cache
def _kinds_by_code() -> dict[str, ProblemKind]:
    return {_squeezed(code): entry.kind for entry in ERROR_WORDS for code in entry.codes}


@cache
def _patterns(table: tuple[ErrorWords, ...]) -> tuple[tuple[ErrorWords, re.Pattern[str]], ...]:
    """The patterns of a table in its order. Compiled at the first refusal: few starts see one."""
    return tuple(
        (entry, re.compile("|".join(f"(?:{pattern})" for pattern in entry.words), re.MULTILINE))
        for entry in table
        if entry.words
    )
