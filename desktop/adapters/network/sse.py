"""Server-sent events that carry JSON, out of the bytes of an answer.

Not the decoder of the openai package, though the request goes through it: that takes every event for a chunk and gives
the whole answer up at a keep-alive, an empty `data:` or an event of the server's own, and it builds a tree of models
for each chunk, which is nearly all of a fast answer's cost. Here, what is not a JSON object is passed over.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

from desktop.adapters.network.http_client import ResponseTooLargeError

MAX_EVENT_BYTES = 1024 * 1024
END: dict[str, Any] = {"choices": [{"finish_reason": "stop"}]}  # what the mark of the end means


class SseJsonDecoder:
    """Takes bytes as they come, cut anywhere, and hands out the JSON objects that they complete."""

    def __init__(self) -> None:
        self._line = b""
        self._data: list[bytes] = []
        self._after_cr = False

    def fed(self, part: bytes) -> list[dict[str, Any]]:
        """The objects that `part` completes. Raises TooMuch at an endless line or event."""
        if self._after_cr and part.startswith(b"\n"):
            part = part[1:]
        self._after_cr = part.endswith(b"\r")
        if b"\r" in part:
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = (self._line + part).split(b"\n")
        self._line = rest
        if len(rest) + sum(map(len, self._data)) > MAX_EVENT_BYTES:
            raise ResponseTooLargeError("an event longer than the bound")
        return [held for line in lines if (held := self._completed(line)) is not None]

    def at_end(self) -> list[dict[str, Any]]:
        """The last object, when it is whole but for its blank line; of one that was cut nothing can be trusted."""
        found = (self._completed(line) for line in (self._line, b""))
        return [held for held in found if held is not None]

    def _completed(self, line: bytes) -> dict[str, Any] | None:
        if line.startswith(b"data:"):
            self._data.append(line[5:])
            return None
        if line or not self._data:
            return None
        payload = b"\n".join(self._data).decode("utf-8", "replace").strip()
        self._data.clear()
        if not payload.startswith("{"):
            return END if payload.startswith("[DONE]") else None
        try:
            held = json.loads(payload)
        except (ValueError, RecursionError):
            return None
        return held if isinstance(held, dict) else None


async def events(source: AsyncIterator[bytes]) -> AsyncIterator[dict[str, Any]]:
    """The JSON objects of an answer, to the end of its bytes: only what was read to its end can be used again."""
    decoder = SseJsonDecoder()
    async for part in source:
        for held in decoder.fed(part):
            yield held
    for held in decoder.at_end():
        yield held
