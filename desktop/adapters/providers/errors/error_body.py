"""Reads the body of a refusal, in whatever dialect it is written: an object, a list, a string, HTML, or JSON in text.

The words that matter lie at many depths: `error.message`, `detail[].msg`, `errors[]`, `error` as a string, a gateway's
`metadata.raw` with the JSON of the server behind it. The whole body is walked, within bounds, and every text under a
name that endpoints use for messages is taken, every identifier under one that they use for codes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

MAX_DEPTH, MAX_VALUES, MAX_CHARS = 12, 400, 200_000  # chosen: no endpoint's errors come near
MAX_TEXT, MAX_WORDS = 2_000, 8_000  # characters of one message, and of all that are searched
MESSAGE_NAMES = frozenset({
    "message", "msg", "detail", "details", "error", "errors", "error_message", "errormessage", "error_msg", "errormsg",
    "errortext",
    "error_description", "status_msg", "raw", "body", "faultstring", "title", "cause", "text",
})  # fmt: skip
CODE_NAMES = frozenset({
    "code", "type", "status", "reason", "error_code", "errorcode", "error_type", "errortype", "__type", "err_code",
    "error", "quotaid",
})  # fmt: skip
_REASON_PHRASES = frozenset(phrase for status in HTTPStatus if " " in (phrase := status.phrase.lower()))
"""The words of a status. Gateways repeat them beside those of the server behind them, and then they tell nothing."""
_IDENTIFIER = re.compile(r"[\w.#:/-]{1,80}")
_STATUS_TEXT = re.compile(r"(status|code)? ?\d{3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """The contents of a refusal's body.

    `texts` are its messages, outermost first; `codes` its codes, types and reasons as they are spelled; `statuses` the
    numbers that stand for a code; `parameters` the parts of the request that it blames; `value` is the parsed JSON,
    None without one. `is_html` marks a page for people.
    """

    texts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    parameters: tuple[str, ...] = ()
    value: object = None
    is_html: bool = False

    @property
    def message(self) -> str:
        """The messages as one text, without repetitions."""
        kept: list[str] = []
        for text in self.texts:
            if not any(text in other for other in kept):
                kept = [other for other in kept if other not in text] + [text]
        return ": ".join(text.rstrip(" .:") if text is not kept[-1] else text for text in kept)

    @property
    def words(self) -> str:
        """All messages, and the codes that are sentences, in lower case, for patterns to search."""
        words = "\n".join((*self.texts, *(code for code in self.codes if " " in code)))[:MAX_WORDS]
        return words.lower().replace("\u2019", "'")


def read_error_body(body: object) -> ErrorBody:
    """Returns the contents of a body: bytes or text as received, or JSON that is parsed already."""
    if isinstance(body, bytes):
        body = body[:MAX_CHARS].decode("utf-8", "replace")
    if isinstance(body, str):
        text = body[:MAX_CHARS].strip()
        if _is_html(text):
            return ErrorBody(is_html=True)
        value = _parsed(text)
        if value is None:
            return ErrorBody(texts=(text[:MAX_TEXT],) if text else ())
    else:
        value = body
    found = _Found()
    found.walk(value, "message", 0)
    return ErrorBody(
        tuple(dict.fromkeys(found.texts)),
        found.telling_codes(),
        tuple(dict.fromkeys(found.statuses)),
        tuple(dict.fromkeys(found.parameters)),
        value,
    )


def named_values(value: object, depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yields every name of the objects in `value` with what stands under it, names in lower case."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name).lower(), inner
            yield from named_values(_parsed(inner) if isinstance(inner, str) else inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:MAX_VALUES]:
            yield from named_values(inner, depth + 1)


class _Found:
    """The texts and codes found so far, in the order of the body."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.codes: list[str] = []
        self.statuses: list[int] = []
        self.parameters: list[str] = []
        self._left = MAX_VALUES

    def telling_codes(self) -> tuple[str, ...]:
        """Returns the codes, without the words of a status unless they are all there is."""
        codes = tuple(dict.fromkeys(self.codes))
        telling = tuple(code for code in codes if code.lower() not in _REASON_PHRASES)
        return telling if telling or self.texts else codes

    def walk(self, value: object, name: str, depth: int) -> None:
        """Takes what is in `value`, which stands under `name` (in lower case)."""
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            return
        if isinstance(value, Mapping):
            for key, inner in value.items():
                self.walk(inner, str(key).lower(), depth + 1)
        elif isinstance(value, list):
            for inner in value:
                self.walk(inner, name, depth + 1)
        elif isinstance(value, str) and value.strip():
            self._take_text(value.strip(), name, depth)
        elif isinstance(value, int) and not isinstance(value, bool) and name in CODE_NAMES:
            self.statuses.append(value)

    def _take_text(self, text: str, name: str, depth: int) -> None:
        inner = _parsed(text) if name in MESSAGE_NAMES or name == "code" else None
        if inner is not None:
            self.walk(inner, name, depth + 1)
            return
        if name in CODE_NAMES and (name != "error" or _IDENTIFIER.fullmatch(text)):
            if text.isdecimal() and len(text) == 3:
                self.statuses.append(int(text))
            else:
                self.codes.append(text[:200])
        elif name in ("param", "loc", "parameter"):
            self.parameters.append(text[:200])
        if name in MESSAGE_NAMES and not _STATUS_TEXT.match(text):
            self.texts.append(text[:MAX_TEXT])


def _parsed(text: str) -> object:
    """Returns the JSON in a text: all of it, or the data of a server-sent event; None if there is none."""
    text = text.strip()
    if text.startswith(("data:", "event:", ":")):
        text = next((line[5:].strip() for line in text.splitlines() if line.startswith("data:")), "")
    if not text.startswith(("{", "[", '"')):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list, str)) else None


def _is_html(text: str) -> bool:
    start = text[:500].lower()
    return start.startswith("<") and any(tag in start for tag in ("<html", "<!doctype", "<head", "<body", "<title"))
