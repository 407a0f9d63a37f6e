"""Decodes server-sent events that carry JSON.

The decoder of the openai package is not used, though the request goes through that package: it takes every event for a
chunk, gives the whole answer up at a keep-alive, an empty `data:` or an event of the server's own, and builds a tree of
models for each chunk, which is nearly all of a fast answer's cost. This decoder skips what is not a JSON object.

Servers stray from the format: events without a blank line between them, errors that are events, fields or plain text,
and many spellings of the end. What all of them mean is handed on in one form.
"""

import re
from typing import Any

from desktop.adapters.network.http_client import ResponseTooLargeError
from desktop.adapters.network.large_json import LONG, parsed_json

MAX_EVENT_BYTES = 15 * 1024 * 1024  # of an event with an image of 10 MB in Base64
END: dict[str, Any] = {"choices": [{"finish_reason": "stop"}]}
"""Stands for `data: [DONE]` in any spelling. It is this very object, so that it can be told from a reason "stop"."""

_END_WORDS = frozenset({
    "done", "end", "close", "closed", "complete", "completed", "eof", "streamend", "messagestop",
    "messageend", "responsecompleted",
})  # fmt: skip
_NO_LETTER = re.compile(r"[^a-z]")
_LONGEST_END = 40  # characters of a spelling of the end, with brackets and quotes; chosen


class SseJsonDecoder:
    """Takes bytes cut anywhere and returns the JSON objects that they complete.

    An error, however it is marked, is returned as an object with the key "error", and the end of the stream as `END`.
    """

    def __init__(self) -> None:
        self._line = bytearray()  # a line that is not complete yet
        self._data: list[bytes | bytearray] = []
        self._event = b""
        self._after_cr = False

    def fed(self, part: bytes) -> list[dict[str, Any]]:
        """Returns the objects that `part` completes. Raises ResponseTooLargeError past `MAX_EVENT_BYTES`."""
        if self._after_cr and part.startswith(b"\n"):
            part = part[1:]
        self._after_cr = part.endswith(b"\r")
        if b"\r" in part:
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        first, *others = part.split(b"\n")
        self._line += first
        found = []
        if others:
            *lines, rest = self._line, *others
            self._line = bytearray(rest)
            found = [event for line in lines if (event := self._completed(line)) is not None]
        if len(self._line) + sum(map(len, self._data)) > MAX_EVENT_BYTES:
            raise ResponseTooLargeError(f"{MAX_EVENT_BYTES >> 20} MB in one piece")
        return found

    def at_end(self) -> list[dict[str, Any]]:
        """Returns the last object if it lacks only its blank line; one that was cut cannot be trusted."""
        found = (self._completed(line) for line in (self._line, b""))
        return [event for event in found if event is not None]

    def _completed(self, line: bytes | bytearray) -> dict[str, Any] | None:
        if len(line) > LONG and isinstance(line, bytearray) and line.startswith(b"data:"):
            del line[: 6 if line[5:6] == b" " else 5]  # without a copy
            return self._with_data(line)
        line = bytes(line)
        if line.startswith(b"data:"):
            return self._with_data(line[5:])
        if not line:
            event, self._event = self._dispatched(), b""
            return event
        if line.startswith(b"event:"):
            self._event = line[6:].strip().lower()
            return END if self._event and not self._data and is_end(self._event.decode("utf-8", "replace")) else None
        if line.startswith(b"error:"):
            return as_error(_parsed(line[6:]) or line[6:].decode("utf-8", "replace").strip())
        return None

    def _with_data(self, data: bytes | bytearray) -> dict[str, Any] | None:
        """Takes a line of data. One that is an object by itself is an event, though no blank line may follow."""
        if not self._data:
            data = _stripped(data)
            while data.startswith(b"data:"):  # some gateways put the field's name before events that have it
                data = _stripped(data[5:])
            if data.startswith(b"{") and data.endswith(b"}") and (value := _parsed(data)) is not None:
                return self._meant(value)
            if not data.startswith(b"{") and 0 < len(data) < _LONGEST_END and is_end(data.decode("utf-8", "replace")):
                return END
        self._data.append(data)
        return None

    def _dispatched(self) -> dict[str, Any] | None:
        if not self._data:
            return None
        payload = b"\n".join(self._data).strip()
        self._data.clear()
        value = _parsed(payload)
        if value is None:
            is_error = b"error" in self._event and payload
            return as_error(payload.decode("utf-8", "replace")) if is_error else None
        return self._meant(value)

    def _meant(self, value: dict[str, Any]) -> dict[str, Any]:
        if b"error" in self._event:
            return as_error(value)
        return END if is_end_object(value) else value


def is_end(word: str) -> bool:
    """Returns True if a word in place of an object, or the name of an event, says that the stream is at its end."""
    return _NO_LETTER.sub("", word.lower()) in _END_WORDS


def is_end_object(value: dict[str, Any]) -> bool:
    """Returns True for an object that says nothing but that the stream is at its end: `{"done": true}`."""
    if len(value) != 1:
        return False
    ((name, content),) = value.items()
    return (is_end(name) and content is True) or (name in ("type", "event") and is_end(str(content)))


def as_error(value: object) -> dict[str, Any]:
    """Returns an object with the key "error" for what a server marked as an error."""
    return value if isinstance(value, dict) and value.get("error") else {"error": value}


def _stripped(data: bytes | bytearray) -> bytes | bytearray:
    return data.strip() if data[:1].isspace() or data[-1:].isspace() else data


def _parsed(payload: bytes | bytearray) -> dict[str, Any] | None:
    payload = _stripped(payload)
    if not payload.startswith((b"{", b"[{")):
        return None
    try:
        value = parsed_json(payload)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, dict) else None
