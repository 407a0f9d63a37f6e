"""The body of an answer as JSON objects: events, one JSON value or a line for each. Its first bytes tell, not its type.

Servers send events as `application/json` or `text/html`, and one JSON body as `text/event-stream` or without a type.
"""

from collections.abc import AsyncIterator
from typing import Any

from desktop.adapters.network.large_json import parsed_json
from desktop.adapters.network.sse import SseJsonDecoder

_BLANK = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


class HtmlReceivedError(ValueError):
    """The body is a page for people."""


class BrokenJsonError(ValueError):
    """The body begins as JSON, and is none."""


class JsonLinesDecoder:
    """Takes the bytes of one JSON value, or of one in each line, and returns the objects in them. Lists are opened."""

    def __init__(self) -> None:
        self._line = bytearray()  # a line that is not complete yet
        self._pending: list[bytes | bytearray] = []  # lines of a value that goes on

    def fed(self, part: bytes) -> list[dict[str, Any]]:
        """Returns the objects of the lines that `part` completes."""
        first, *others = part.split(b"\n")
        self._line += first
        if not others:
            return []
        *lines, rest = self._line, *others
        self._line = bytearray(rest)
        return [found for line in lines for found in self._completed(line)]

    def at_end(self) -> list[dict[str, Any]]:
        """Returns the objects of the last value. Raises BrokenJsonError if it is cut or no JSON."""
        rest = b"\n".join([*self._pending, self._line]) if self._pending else self._line
        if not rest or rest.isspace():
            return []
        try:
            return _objects(parsed_json(rest))
        except (ValueError, RecursionError):
            raise BrokenJsonError("no JSON") from None

    def _completed(self, line: bytes | bytearray) -> list[dict[str, Any]]:
        if self._pending or not line or line.isspace():
            self._pending += [line] if self._pending else []
            return []
        try:
            return _objects(parsed_json(line))
        except (ValueError, RecursionError):
            self._pending.append(line)
            return []


class AnswerBody:
    """Yields the JSON objects of a response's body. `is_json` is True once it has begun as JSON, without events."""

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self.is_json = False

    async def objects(self) -> AsyncIterator[dict[str, Any]]:
        """Yields each object as it comes. The body is read to its end, so that its connection can be used again.

        Raises HtmlReceivedError, BrokenJsonError and, past the bound of an event, ResponseTooLargeError.
        """
        begin, decoder = b"", None
        async for part in self._source:
            if decoder is None:
                begin = (begin + part).lstrip(_BLANK)
                if begin.startswith(_MARK[: len(begin)]):
                    if len(begin) <= len(_MARK):
                        continue
                    begin = begin[len(_MARK) :].lstrip(_BLANK)
                if not begin:
                    continue
                part, decoder = begin, self._decoder_for(begin)
            for found in decoder.fed(part):
                yield found
        if decoder is not None:
            for found in decoder.at_end():
                yield found

    def _decoder_for(self, begin: bytes) -> SseJsonDecoder | JsonLinesDecoder:
        if begin.startswith(b"<"):
            raise HtmlReceivedError("a page")
        self.is_json = begin.startswith((b"{", b"["))
        return JsonLinesDecoder() if self.is_json else SseJsonDecoder()


def _objects(value: object) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else [value]
    return [entry for entry in entries if isinstance(entry, dict)]
