"""Objects in lists of a policy, each kept as its JSON text: values that compare, and that the registry can hold."""

import json
from typing import Any, NewType

from desktop.core.settings.values.json_objects import loads

ObjectText = NewType("ObjectText", str)
"""The JSON text of an object that was checked."""
LISTS = frozenset({"headers"})
"""The members that are lists of texts."""
MOST, LONGEST = 50, 20_000  # objects of a list, and letters of each; chosen


def object_texts(value: Any, needed: frozenset[str], members: frozenset[str]) -> tuple[ObjectText, ...] | None:
    """Returns the objects of a list as texts; None if it is none, or one of them cannot be used.

    Each may be an object or its text, and has the `needed` members, no others than `members`, and under `name` a name
    of its own. Values are texts, those of LISTS lists of texts.
    """
    if not isinstance(value, list) or len(value) > MOST:
        return None
    texts, names = [], set[str]()
    for entry in value:
        plain = _plain(entry)
        if plain is None or not needed <= plain.keys() <= members:
            return None
        if not all(_is_texts(value) if name in LISTS else _is_text(value) for name, value in plain.items()):
            return None
        name = plain["name"]
        if not all(plain[member].strip() for member in needed) or name.strip().casefold() in names:
            return None
        names.add(name.strip().casefold())
        texts.append(ObjectText(json.dumps(plain, sort_keys=True)))
    return tuple(texts) if all(len(text) <= LONGEST for text in texts) else None


def _plain(entry: Any) -> dict[str, Any] | None:
    try:
        plain = loads(entry) if isinstance(entry, str) else entry
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_text(value: Any) -> bool:
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
