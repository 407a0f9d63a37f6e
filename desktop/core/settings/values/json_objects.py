"""JSON in which no value is lost because its name is there once more."""

import json
from typing import Any


def whole_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Returns an object (for `object_pairs_hook`) in which a name with different values has all of them, as a tuple.

    No reader takes a tuple for a value, so that it counts as one that cannot be used.
    """
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    every = dict[str, list[Any]]()
    for name, value in pairs:
        every.setdefault(name, []).append(value)
    return {name: found[0] if all(one == found[0] for one in found) else tuple(found) for name, found in every.items()}


def loads(text: str) -> Any:
    """Returns the value of a JSON text. Raises ValueError and RecursionError."""
    return json.loads(text, object_pairs_hook=whole_object)
