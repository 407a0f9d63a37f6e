"""Parses JSON with long strings in it, such as an image of 10 MB in Base64, without holding up the loop.

The parser of the standard library takes up to 90 ms for such a text, and no other thread runs meanwhile. Long strings
are therefore cut out before it and put back afterwards: to find where they end takes hardly any time. What costs then
is each copy of so many bytes, so that the text is taken as the buffer in which it was collected.
"""

import contextlib
import json
import secrets
from typing import Any

LONG = 1 << 16  # bytes between two quotation marks from which a string is cut out; chosen


def parsed_json(data: bytes | bytearray) -> Any:
    """Returns the value of JSON; bytes that are no UTF-8 are replaced. Raises ValueError or RecursionError."""
    if len(data) > LONG:
        shorter, strings = _cut(data)
        if strings and (value := _put_back(shorter, strings)) is not None:
            return value
    return json.loads(data.decode("utf-8", "replace"))


def _cut(data: bytes | bytearray) -> tuple[bytes, dict[str, str]]:
    """Returns the JSON with a mark in the place of each long string, and the strings by their marks.

    A long gap between two strings may be taken for one; the JSON is broken then, or a mark is missing in it.
    """
    pieces, strings, copied, at = list[bytes | bytearray](), dict[str, str](), 0, data.find(b'"') + 1
    while 0 < at < len(data):
        if (last := data.rfind(b'"', at, at + LONG)) >= 0:
            at = last + 1
            continue
        end = data.find(b'"', at)
        if end < 0:
            break
        with contextlib.suppress(UnicodeDecodeError):
            if data.find(b"\\", at, end) < 0 and data.find(b"\n", at, end) < 0:
                mark = secrets.token_hex(16)  # nothing that a server could guess and send
                strings[mark] = str(memoryview(data)[at:end], "ascii")
                pieces += [data[copied:at], mark.encode()]
                copied = end
        at = end + 1
    return b"".join((*pieces, data[copied:])), strings


def _put_back(shorter: bytes, strings: dict[str, str]) -> Any:
    """Returns the value with its strings in their places; None if one of them was no string, or not a whole one."""
    left = dict(strings)

    def whole(value: Any) -> Any:
        if isinstance(value, str):
            return left.pop(value) if value in left else value
        if isinstance(value, list):
            return [whole(entry) for entry in value]
        if isinstance(value, dict):
            return {name: whole(entry) for name, entry in value.items()}
        return value

    try:
        value = whole(json.loads(shorter.decode("utf-8", "replace")))
    except (ValueError, RecursionError):
        return None
    return None if left else value
