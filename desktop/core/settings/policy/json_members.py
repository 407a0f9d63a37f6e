"""The members of a JSON object with their lines, and the place where a text stops being JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.core.settings.values.json_objects import whole_object

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Member:
    """A name with its value in a JSON object; `at` is where the value begins in the text, `line` counts from 1."""

    name: str
    value: Any
    line: int
    at: int


def start_of(text: str) -> int:
    """Returns where the first value of a JSON text begins."""
    return _after_space(text, 0)


def members_of(text: str, start: int) -> Iterator[Member]:
    """Yields the members of the object that begins at `start` of a valid JSON text, duplicates too."""
    decoder = json.JSONDecoder(object_pairs_hook=whole_object)
    at, counted = _after_space(text, start + 1), 0
    line = 1
    while text[at] != "}":
        line, counted = line + text.count("\n", counted, at), at
        name, at = decoder.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)  # behind the colon
        value, end = decoder.raw_decode(text, at)
        yield Member(name, value, line, at)
        at = _after_space(text, end)
        at = _after_space(text, at + 1) if text[at] == "," else at


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def place_of_error(text: str, error: json.JSONDecodeError) -> str:
    """Returns the line and column where a text stops being JSON, and what is there if it is a common slip."""
    if not text.strip():
        return "it is empty"
    at = error.pos
    if text[at : at + 1] == "," and text[_after_space(text, at + 1) :][:1] in ("}", "]"):
        at = _after_space(text, at + 1)  # from Python 3.13 on the comma is named, before it what stands behind it
    before = text[:at].rstrip()[-1:]
    if text.startswith(("//", "/*", "#"), at):
        slip = ": JSON has no comments"
    elif before == "," and text[at : at + 1] in ("}", "]"):
        slip = ": a comma too many"
    else:
        slip = ""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return f"line {line}, column {column}{slip}"
