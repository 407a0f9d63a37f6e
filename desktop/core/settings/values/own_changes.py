"""What one of two programs has changed in values that both keep in the same file."""

from collections import Counter
from collections.abc import Hashable
from typing import Any


def with_own_changes(
    now: dict[str, Any], before: dict[str, Any], after: dict[str, Any], together: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Returns the values of a file with what one program has changed in them, from `before` to `after`.

    All else stays as it is `now`. In a list of objects each is a value of its own, by its id or its name. Those whose
    names are in `together` are one value: if one of them was changed, all are as they are in `after`.
    """
    result = dict(now)
    for name in dict.fromkeys([*before, *after]):
        if name in together or (name in before and name in after and before[name] == after[name]):
            continue
        lists = [values.get(name, []) for values in (now, before, after)]
        value = _list_with(*lists) if all(map(_is_of_objects, lists)) else after.get(name)
        if name in after or value:
            result[name] = value
        else:
            result.pop(name, None)
    if any(before.get(name) != after.get(name) for name in together):
        result = {name: value for name, value in result.items() if name not in together}
        result |= {name: after[name] for name in after if name in together}
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
