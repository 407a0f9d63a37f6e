"""The body of an answer as JSON objects: of events, or of values of JSON. Its first bytes tell, not its type.

Servers send events as `application/json` or `text/html`, and one JSON body as `text/event-stream` or without a type.
"""

from collections.abc import AsyncIterator
from typing import Any

from desktop.adapters.network.framing.json_documents import JsonDecoder
from desktop.adapters.network.framing.sse import SseJsonDecoder
from desktop.adapters.network.framing.utf8 import in_utf8

_BLANK = b" \t\r\n\x1e"  # the last begins each value of a JSON text sequence (RFC 7464)
_MARK = b"\xef\xbb\xbf"


class HtmlReceivedError(ValueError):
    """The body is a page for people."""


class AnswerBody:
    """Yields the JSON objects of a response's body. `is_json` is True once it has begun as JSON, without events.

    `plain` is the first line of a body that is neither, a text for people; empty otherwise.
    """

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self.is_json = False
        self.plain = ""

    async def objects(self) -> AsyncIterator[dict[str, Any]]:
        """Yields each object as it comes. The body is read to its end, so that its connection can be used again.

        Raises HtmlReceivedError, BrokenJsonError and, past the bound of an event, ResponseTooLargeError.
        """
        begin, decoder, is_empty = b"", None, True
        async for part in in_utf8(self._source):
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
                is_empty = False
                yield found
        if decoder is not None:
            for found in decoder.at_end():
                is_empty = False
                yield found
        if is_empty and isinstance(decoder, SseJsonDecoder):
            self.plain = decoder.plain.decode("utf-8", "replace").strip()

    def _decoder_for(self, begin: bytes) -> SseJsonDecoder | JsonDecoder:
        if begin.startswith(b"<"):
            raise HtmlReceivedError("a page")
        self.is_json = begin.startswith((b"{", b"["))
        return JsonDecoder() if self.is_json else SseJsonDecoder()
