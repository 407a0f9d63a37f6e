"""Decodes server-sent events that carry JSON.

The decoder of the openai package is not used, though the request goes through that package: it takes every event for a
chunk, gives the whole answer up at a keep-alive, an empty `data:` or an event of the server's own, and builds a tree of
models for each chunk, which is nearly all of a fast answer's cost. This decoder skips what is not a JSON object.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

from desktop.adapters.network.http_client import ResponseTooLargeError

MAX_EVENT_BYTES = 1024 * 1024
END: dict[str, Any] = {"choices": [{"finish_reason": "stop"}]}  # stands for `data: [DONE]`


class SseJsonDecoder:
    """Takes bytes cut anywhere and returns the JSON objects that they complete."""

    def __init__(self) -> None:
        self._line = b""
        self._data: list[bytes] = []
        self._after_cr = False

    def fed(self, part: bytes) -> list[dict[str, Any]]:
        """Returns the objects that `part` completes. Raises ResponseTooLargeError past `MAX_EVENT_BYTES`."""
        if self._after_cr and part.startswith(b"\n"):
            part = part[1:]
        self._after_cr = part.endswith(b"\r")
        if b"\r" in part:
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = (self._line + part).split(b"\n")
        self._line = rest
        if len(rest) + sum(map(len, self._data)) > MAX_EVENT_BYTES:
            raise ResponseTooLargeError("an event longer than the bound")
        return [event for line in lines if (event := self._completed(line)) is not None]

    def at_end(self) -> list[dict[str, Any]]:
        """Returns the last object if it lacks only its blank line; one that was cut cannot be trusted."""
        found = (self._completed(line) for line in (self._line, b""))
        return [event for event in found if event is not None]

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
            event = json.loads(payload)
        except (ValueError, RecursionError):
            return None
        return event if isinstance(event, dict) else None


async def events(source: AsyncIterator[bytes]) -> AsyncIterator[dict[str, Any]]:
    """Yields the JSON objects of a response. It is read to its end, without which its connection cannot be reused."""
    decoder = SseJsonDecoder()
    async for part in source:
        for event in decoder.fed(part):
            yield event
    for event in decoder.at_end():
        yield event
