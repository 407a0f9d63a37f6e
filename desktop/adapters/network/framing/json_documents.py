"""Finds the values of JSON in a body: one, one in each line, a list, or several back to back.

Lists are opened: an object in one is returned as soon as it is whole, as a stream of Gemini's is written. Only braces,
brackets and strings are looked at, each byte once; what they hold is left to the parser.
"""

import re
from typing import Any

from desktop.adapters.network.large_json import LONG, parsed_json

MOST_IN_LINE = 1000  # objects behind each other in one event; chosen: no answer comes so
_STRUCTURE = re.compile(rb'[{}\[\]"]')
_IN_STRING = re.compile(rb'["\\]')


class BrokenJsonError(ValueError):
    """The body starts like JSON but is not valid."""


class JsonDecoder:
    """Takes the bytes of values cut anywhere, and returns the objects that they complete.

    `most` is how many it takes, if it is not without end.
    """

    def __init__(self, most: int | None = None) -> None:
        self._left = most
        self._held = bytearray()  # what an object that is not complete yet stands in
        self._begin = self._at = 0  # where that object begins, and up to where it has been looked at
        self._depth = 0  # of braces and brackets, those of outer lists left out
        self._lists = 0  # outer lists that are open
        self._in_string = False
        self._is_broken = False

    def fed(self, part: bytes | bytearray) -> list[dict[str, Any]]:
        """Returns the objects that `part` completes. Raises BrokenJsonError when there are too many."""
        self._held += part
        found: list[dict[str, Any]] = []
        while (match := (_IN_STRING if self._in_string else _STRUCTURE).search(self._held, self._at)) is not None:
            sign, self._at = match[0], match.end()
            if sign == b"\\":
                if self._at == len(self._held):  # the letter after it is still to come
                    self._at -= 1
                    break
                self._at += 1
            elif sign == b'"':
                self._in_string = not self._in_string
            elif sign in b"{[":
                self._opened(sign)
            elif self._closed(sign):
                found += self._parsed(self._taken())
        else:
            self._at = len(self._held)
        self._forget(self._begin if self._depth else self._at)
        return found

    def at_end(self) -> list[dict[str, Any]]:
        """Returns an empty list: objects are returned as soon as they are whole.

        Raises BrokenJsonError if a value is cut, or one was not valid.
        """
        if self._depth or self._lists or self._in_string or self._is_broken:
            raise BrokenJsonError("no JSON")
        return []

    def _opened(self, sign: bytes) -> None:
        if self._depth:
            self._depth += 1
        elif sign == b"[":
            self._lists += 1
        else:
            self._depth, self._begin = 1, self._at - 1

    def _closed(self, sign: bytes) -> bool:
        """Returns True if that was the end of an object."""
        if self._depth:
            self._depth -= 1
            return not self._depth
        self._is_broken |= sign == b"}" or not self._lists
        self._lists = max(0, self._lists - 1)
        return False

    def _taken(self) -> bytearray:
        """Takes the object that ends here out of what is held. A large one is not copied, nor is what is behind others.

        Raises BrokenJsonError when there are too many.
        """
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise BrokenJsonError("too many objects")
        if self._at - self._begin <= LONG:
            return self._held[self._begin : self._at]
        document, self._held = self._held, self._held[self._at :]
        del document[self._at :]
        del document[: self._begin]
        self._begin = self._at = 0
        return document

    def _parsed(self, document: bytearray) -> list[dict[str, Any]]:
        """Returns the object that is all of `document`; nothing, and notes that, if it is none."""
        try:
            value = parsed_json(document)
        except (ValueError, RecursionError):
            self._is_broken = True
            return []
        return [value] if isinstance(value, dict) else []

    def _forget(self, before: int) -> None:
        del self._held[:before]
        self._at -= before
        self._begin = 0


def objects_in(data: bytes | bytearray) -> list[dict[str, Any]]:
    """Returns the objects in a text that has nothing but values of JSON; none if it is anything else.

    Raises BrokenJsonError for more than `MOST_IN_LINE`.
    """
    decoder = JsonDecoder(MOST_IN_LINE)
    found = decoder.fed(data)
    try:
        decoder.at_end()
    except BrokenJsonError:
        return []
    return found
