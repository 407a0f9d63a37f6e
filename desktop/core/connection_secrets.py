"""The secrets that a request carries, to cut them out of foreign text before anybody sees or keeps it."""

import base64
import binascii
import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import quote, quote_plus

from desktop.core.settings.endpoint import key_of
from desktop.core.settings.own_headers import Headers

LEAST = 3  # characters of a header's value that is cut out; one or two stand in every sentence
BEGINNING = 6  # characters by which a key is known though the rest of it is cut off or starred out
LONG_PART = 16  # characters from which a word inside a value counts as secret though it has no digit

_SCHEME = re.compile(r"[A-Za-z][\w-]*\s+(?=\S)")
_PARTS = re.compile(r"[\s,;=\"']+")


class ConnectionSecrets:
    """The key and the values of the user's own headers, in every spelling in which a server may repeat them."""

    def __init__(self, key: str | None = None, headers: Headers = ()) -> None:
        self._key = key
        self._headers = headers

    @property
    def are_none(self) -> bool:
        """True if neither a key nor a header of the user's own goes along."""
        return not self._key and not self._headers

    def cut_from(self, text: str) -> str:
        """Returns the text with “…” in the place of every secret, and of every word that begins as a long one does."""
        for pattern in self._patterns:
            text = pattern.sub("…", text)
        return text

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        values = {spelling for value in self._values() for spelling in _spellings(value) if len(spelling) >= LEAST}
        longest_first = sorted(values, key=lambda value: (-len(value), value))
        whole = (re.compile(_as_found(value), re.IGNORECASE) for value in longest_first)
        begun = (re.compile(re.escape(beginning) + r"\S*", re.IGNORECASE) for beginning in self._beginnings(values))
        return (*whole, *begun)

    def _values(self) -> Iterator[str]:
        if self._key:
            yield self._key
            yield key_of(self._key) or ""
        for _, value in self._headers:
            yield value
            rest = _SCHEME.sub("", value, count=1)  # as in “Bearer …”
            yield rest
            yield from _decoded(rest)
            for part in _PARTS.split(value):
                if len(part) >= LONG_PART or (len(part) >= BEGINNING and any(letter.isdigit() for letter in part)):
                    yield part

    def _beginnings(self, values: set[str]) -> Iterator[str]:
        """Yields the first letters of the key, and the first halves of the values that are one word."""
        key = key_of(self._key or "") or ""
        if len(key) >= BEGINNING:
            yield key[:BEGINNING]
        yield from (value[: len(value) // 2] for value in values if len(value) >= 2 * BEGINNING and " " not in value)


def _as_found(value: str) -> str:
    """Returns the pattern of a value: a short one counts only as a word of its own."""
    return re.escape(value) if len(value) >= BEGINNING else rf"(?<!\w){re.escape(value)}(?!\w)"


def _spellings(value: str) -> Iterator[str]:
    """Yields a value as it is, and as it stands in addresses, in HTML, in JSON and in base64."""
    yield value
    yield " ".join(value.split())
    yield quote(value, safe="")
    yield quote(value)
    yield quote_plus(value)
    yield html.escape(value)
    yield json.dumps(value)[1:-1]
    if len(value) >= BEGINNING:
        yield base64.b64encode(value.encode()).decode().rstrip("=")


def _decoded(value: str) -> Iterator[str]:
    """Yields the name with the password, and the password, of a value of basic authentication."""
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return
    if colon:
        yield f"{name}:{password}"
        yield password
