"""Headers of the user's own, which go with every request to one endpoint; their values are secrets."""

import json
import re
from typing import Any

Headers = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they were typed."""

MOST, LONGEST = 16, 2000
"""How many headers, and how many characters a value may have. Chosen; servers take 8 KB of headers altogether."""

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, token
_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?")
RESERVED = frozenset({
    "host", "connection", "content-length", "content-type", "content-encoding", "transfer-encoding", "te", "trailer",
    "upgrade", "expect", "keep-alive", "accept", "accept-encoding", "user-agent", "proxy-authorization",
    "proxy-connection",
})  # fmt: skip
"""Names, in lower case, that the connection itself needs, or that speak to a proxy and not to the endpoint."""


def headers_of(text: str) -> Headers | None:
    """Returns the headers that were typed, "name: value" on each line, or None if one of them is none."""
    headers: dict[str, tuple[str, str]] = {}
    for line in filter(str.strip, text.splitlines()):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or not _is_header(name, value) or name.lower() in headers:
            return None
        headers[name.lower()] = (name, value)
    return tuple(headers.values()) if len(headers) <= MOST else None


def headers_to_text(headers: Headers) -> str:
    """Returns the text that a key store keeps."""
    return json.dumps(headers)


def headers_from_text(text: str) -> Headers:
    """Returns the headers of a kept text. What is no header is left out."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    pairs = plain if isinstance(plain, list) else ()
    sound = (pair for pair in pairs if isinstance(pair, list) and len(pair) == 2)
    return tuple((name, value) for name, value in sound if _is_header(name, value))[:MOST]


def _is_header(name: Any, value: Any) -> bool:
    if not isinstance(name, str) or not isinstance(value, str) or name.lower() in RESERVED:
        return False
    return bool(_NAME.fullmatch(name) and _VALUE.fullmatch(value)) and len(value) <= LONGEST
