"""Names in a policy as people write them: other capitals, a slip of a letter, or an object too many around them."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from desktop.core.settings.policy.json_members import Member, members_of

SLIP = 0.9  # the least share of letters that two names have in common, by which one is a slip of the other; chosen
SHORTEST = 8  # letters of a name of which a slip is recognised; chosen


def named_like(name: str, known: Iterable[str]) -> str:
    """Returns the known name that `name` is, whatever its capitals and hyphens; empty if there is none."""
    return next((other for other in known if _bare(other) == _bare(name)), "")


def meant_by(name: str, known: Iterable[str]) -> str:
    """Returns the known name that `name` is, or of which it is a slip of a letter or two; empty if there is none."""
    names = tuple(known)
    if found := named_like(name, names):
        return found
    by_letters = {_bare(other): other for other in names if len(_bare(other)) >= SHORTEST}
    nearest = difflib.get_close_matches(_bare(name), by_letters, 1, SLIP)
    return by_letters[nearest[0]] if nearest else ""


def unwrapped(member: Member, text: str, known: Iterable[str]) -> Iterator[Member]:
    """Yields the members in the value of one that nobody knows, at any depth, if a known name is among them.

    Otherwise it yields the member itself. `text` is the JSON in which it stands.
    """
    names = tuple(known)
    if meant_by(member.name, names) or not _holds(member.value, names):
        yield member
    elif isinstance(member.value, dict):
        for inner in members_of(text, member.at):
            yield from unwrapped(inner, text, names)
    else:
        yield from _in_list(member, names)


def _in_list(member: Member, known: tuple[str, ...]) -> Iterator[Member]:
    """Yields the members of the objects in a list, all at the line of the list."""
    waiting = list(member.value)
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += [inner for name, inner in value.items() if not meant_by(name, known)]
            found = ((name, inner) for name, inner in value.items() if meant_by(name, known))
            yield from (Member(name, inner, member.line, member.at) for name, inner in found)


def _holds(value: Any, known: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return any(meant_by(name, known) or _holds(inner, known) for name, inner in value.items())
    return isinstance(value, list) and any(_holds(inner, known) for inner in value)


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
