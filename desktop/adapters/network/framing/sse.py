"""Decodes server-sent events that carry JSON.

The decoder of the openai package is not used, though the request goes through that package: it takes every event for a
chunk, gives the whole answer up at a keep-alive, an empty `data:` or an event of the server's own, and builds a tree of
models for each chunk, which is nearly all of a fast answer's cost. This decoder skips what is not a JSON object.

Servers stray from the format: events without a blank line or without anything between them, errors that are events,
fields or plain text, and many spellings of the end. What all of them mean is handed on in one form.
"""

import re
from typing import Any

from desktop.adapters.network.framing.json_documents import objects_in
from desktop.adapters.network.framing.marked_lines import object_of_line
from desktop.adapters.network.http_client import ResponseTooLargeError
from desktop.adapters.network.large_json import LONG, parsed_json

MAX_EVENT_BYTES = 15 * 1024 * 1024  # of an event with an image of 10 MB in Base64
END: dict[str, Any] = {"choices": [{"finish_reason": "stop"}]}
"""Stands for `data: [DONE]` in any spelling. It is this very object, so that it can be told from a reason "stop"."""

Objects = tuple[dict[str, Any], ...]
_END_WORDS = frozenset({
    "done", "end", "close", "closed", "complete", "completed", "eof", "streamend", "messagestop",
    "messageend", "responsecompleted", "responsedone", "streamcomplete", "finish", "finished", "eos",
})  # fmt: skip
_GLUED_END = re.compile(rb"(?<=\})\s*(?:data: *)?\[DONE\]$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^a-z]")
_ERROR_EVENTS = frozenset({b"exception", b"failed", b"failure", b"fail"})  # and all that have "error" in their name
_NONE = rb"(?!(?:no|0|without)(?: an| any)?[ _](?:error|exception|failure)\b)"
_ERROR_TEXT = re.compile(
    rb"(?!\[?\s*\{)\W{0,3}(?:%b\w+[ .]){0,3}%b\w{0,40}?(?:error|exception|failure)\b" % (_NONE, _NONE),
    re.IGNORECASE,
)
"""Data whose beginning says that it is an error: "[ERROR] worker gone". An object says so by itself, one that is cut or
broken does not."""
_LONGEST_BEGINNING = 200  # bytes in which that stands; chosen
_LONGEST_PLAIN = 1000  # bytes; chosen
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
        self.plain = b""  # the first line that holds neither an object nor a field, as a text for people

    def fed(self, part: bytes) -> list[dict[str, Any]]:
        """Returns the objects that `part` completes.

        Raises ResponseTooLargeError past `MAX_EVENT_BYTES`, and BrokenJsonError for too many objects in one line.
        """
        if self._after_cr and part.startswith(b"\n"):
            part = part[1:]
        self._after_cr = part.endswith(b"\r")
        if b"\r" in part:
            part = part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        first, *others = part.split(b"\n")
        self._line += first
        found: list[dict[str, Any]] = []
        if others:
            *lines, rest = self._line, *others
            self._line = bytearray(rest)
            for line in lines:
                found += self._completed(line)
        if len(self._line) + sum(map(len, self._data)) > MAX_EVENT_BYTES:
            raise ResponseTooLargeError(f"{MAX_EVENT_BYTES >> 20} MB in one piece")
        return found

    def at_end(self) -> list[dict[str, Any]]:
        """Returns the last object if it lacks only its blank line; one that was cut cannot be trusted."""
        return [*self._completed(self._line), *self._completed(b"")]

    def _completed(self, line: bytes | bytearray) -> Objects:
        if len(line) > LONG and isinstance(line, bytearray) and line.startswith(b"data:"):
            del line[: 6 if line[5:6] == b" " else 5]  # without a copy
            return self._with_data(line)
        line = bytes(line)
        if line.startswith(b"data:"):
            return self._with_data(line[5:])
        if not line:
            return self._dispatched()
        if line.startswith(b":"):  # a comment, with which a connection is kept open
            return ()
        if line.startswith(b"event:"):
            before = () if self._data else self._dispatched()
            self._event = line[6:].strip().lower()
            return before
        if line.startswith(b"error:"):
            return (as_error(_parsed(line[6:]) or line[6:].decode("utf-8", "replace").strip()),)
        if line.startswith((b"{", b'"{')) and (value := _parsed(line)) is not None:  # a line without a field
            return self._meant(value)
        if line.startswith(b"[") and len(line) < _LONGEST_END and is_end(line.decode("utf-8", "replace")):
            return (*self._dispatched(), END)  # the mark without its field
        found = object_of_line(line)
        if found is None and not self.plain and not line.startswith((b"id:", b"retry:")):
            self.plain = line[:_LONGEST_PLAIN]
        return () if found is None else (found,)

    def _with_data(self, data: bytes | bytearray) -> Objects:
        """Takes a line of data. One that is an object by itself is an event, though no blank line may follow."""
        if not self._data:
            data = _stripped(data)
            while data.startswith(b"data:"):  # some gateways put the field's name before events that have it
                data = _stripped(data[5:])
            glued = _GLUED_END.search(data[-_LONGEST_END:]) if data.startswith(b"{") else None
            if glued is not None and (value := _parsed(data[: len(data) - len(glued[0])])) is not None:
                return (*self._meant(value), END)
            if data.startswith(b"{") and data.endswith(b"}"):
                if (value := _parsed(data)) is not None:
                    return self._meant(value)
                if several := objects_in(data):
                    return tuple(found for value in several for found in self._meant(value))
            is_short = not data.startswith(b"{") and 0 < len(data) < _LONGEST_END
            if is_short and is_end(data.decode("utf-8", "replace")) and not self._names_error():
                return (END,)
        self._data.append(data)
        return ()

    def _dispatched(self) -> Objects:
        """Returns what an event brings at its end."""
        payload = b"\n".join(self._data).strip()
        self._data.clear()
        value = _parsed(payload) if payload else None
        if value is not None:
            found = self._meant(value)
        elif self._names_error() or _ERROR_TEXT.match(payload[:_LONGEST_BEGINNING]):
            found = (as_error((payload or self._event).decode("utf-8", "replace")),)
        else:
            found = (END,) if self._names_end() else ()
            self.plain = self.plain or payload[:_LONGEST_PLAIN]
        self._event = b""
        return found

    def _meant(self, value: dict[str, Any]) -> Objects:
        if self._names_error():
            name, self._event = self._event, b""
            return (as_error(value or name.decode("utf-8", "replace")),)
        if is_end_object(value):
            return (END,)
        if self._names_end():  # the last event may hold the reason for the end
            self._event = b""
            return value, END
        return (value,)

    def _names_error(self) -> bool:
        return b"error" in self._event or self._event in _ERROR_EVENTS

    def _names_end(self) -> bool:
        return bool(self._event) and is_end(self._event.decode("utf-8", "replace"))


def is_end(word: str) -> bool:
    """Returns True if a word in place of an object, or the name of an event, says that the stream is at its end."""
    return _NO_LETTER.sub("", word.lower()) in _END_WORDS


def is_end_object(value: dict[str, Any]) -> bool:
    """Returns True for an object that says nothing but that the stream is at its end: `{"done": true}`."""
    if len(value) != 1:
        return False
    ((name, content),) = value.items()
    return (is_end(name) and (content is True or content == "[DONE]")) or (
        name in ("type", "event") and is_end(str(content))
    )


def as_error(value: object) -> dict[str, Any]:
    """Returns an object with the key "error" for what a server marked as an error."""
    return value if isinstance(value, dict) and value.get("error") else {"error": value}


def _stripped(data: bytes | bytearray) -> bytes | bytearray:
    return data.strip() if data[:1].isspace() or data[-1:].isspace() else data


def _parsed(payload: bytes | bytearray) -> dict[str, Any] | None:
    payload = _stripped(payload)
    if not payload.startswith((b"{", b"[{", b'"{')):
        return None
    try:
        value = parsed_json(payload)
        if isinstance(value, str):  # an object that was encoded twice
            value = parsed_json(value.encode())
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, dict) else None
