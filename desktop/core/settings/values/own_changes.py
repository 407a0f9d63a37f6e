"""What one of two programs has changed in values that both keep in the same file."""

from collections import Counter
from collections.abc import Hashable
from typing import Any


def with_own_changes(now: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Returns the values of a file with what one program has changed in them, from `before` to `after`.

    All else stays as it is `now`. In a list of objects each is a value of its own, by its id or its name.
    """
    result = dict(now)
    for name in [*before, *after]:
        if name in before and name in after and before[name] == after[name]:
            continue
        if name not in after:
            result.pop(name, None)
        else:
            lists = [values.get(name, []) for values in (now, before, after)]
            result[name] = _list_with(*lists) if all(map(_is_of_objects, lists)) else after[name]
    return result


def _is_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _list_with(now: list[Any], before: list[Any], after: list[Any]) -> list[Any]:
    """Returns a list in the order of `after`, then what only another program has added to it."""
    theirs, old, own = _by_name(now), _by_name(before), _by_name(after)
    kept = []
    for name, entry in own.items():
        if old.get(name) != entry:
            kept.append(entry)
        elif name in theirs:
            kept.append(theirs[name])
    return kept + [entry for name, entry in theirs.items() if name not in own and name not in old]


def _by_name(entries: list[dict[str, Any]]) -> dict[Hashable, dict[str, Any]]:
    """Returns objects by their id or name, and by how many of that name came before."""
    found, counted = dict[Hashable, dict[str, Any]](), Counter[str]()
    for entry in entries:
        name = str(entry.get("id") or entry.get("name"))
        found[name, counted[name]] = entry
        counted[name] += 1
    return found
