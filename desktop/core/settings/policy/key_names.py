"""Names in a policy as people write them: other capitals, a slip of a letter, or an object too many around them."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from desktop.core.settings.policy.json_members import Member, members_of

SHORTEST = 8  # letters of a name of which a slip is recognised; chosen
MOST_READ = 3  # objects in each other of which each member has its own line, since each is parsed anew; chosen
_LOOK_ALIKES = str.maketrans("аеорсухіјѕԁһӏвкмнтαεικνορτυχ", "aeopcyxijsdhlbkmhtaeikvoptux")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^a-zA-Z0-9]+")


def named_like(name: str, known: Iterable[str]) -> str:
    """Returns the known name that `name` is, whatever its capitals and hyphens; empty if there is none."""
    return _by_letters(tuple(known)).get(_bare(name), "")


def meant_by(name: str, known: Iterable[str]) -> str:
    """Returns the known name that `name` is, or of which it is a slip of one letter; empty if there is none."""
    return _meant_by(name, tuple(known))


@lru_cache(maxsize=4096)
def _meant_by(name: str, known: tuple[str, ...]) -> str:
    bare, near = _bare(name), _by_beginning(known)
    others = (other for more in (0, -1, 1) for other in near.get((bare[:1], len(bare) + more), ()))
    return named_like(name, known) or next((other for other in others if _is_slip(name, other)), "")


@lru_cache(maxsize=64)
def _by_letters(known: tuple[str, ...]) -> dict[str, str]:
    """Returns names by their letters; of two with the same ones, the first."""
    return {_bare(name): name for name in reversed(known)}


@lru_cache(maxsize=64)
def _by_beginning(known: tuple[str, ...]) -> dict[tuple[str, int], list[str]]:
    """Returns the names that are long enough for slips, by their first letter and their length."""
    found = dict[tuple[str, int], list[str]]()
    for bare, name in _by_letters(known).items():
        if len(bare) >= SHORTEST:
            found.setdefault((bare[0], len(bare)), []).append(name)
    return found


def _is_slip(name: str, other: str) -> bool:
    """Returns True if one letter of `other` is missing, changed or added, or two neighbours have changed places.

    Both begin with the same letter. A name that has a whole word more or less is one of its own.
    """
    bare, known = _bare(name), _bare(other)
    at = next((at for at, (one, two) in enumerate(zip(bare, known, strict=False)) if one != two), len(bare))
    rests = bare[at:], known[at:]
    if len(bare) == len(known):
        is_swapped = rests[0][:2] == rests[1][1::-1] and rests[0][2:] == rests[1][2:]
        return is_swapped or rests[0][1:] == rests[1][1:]
    (longer, shorter), whole = (rests, name) if len(bare) > len(known) else (rests[::-1], other)
    return longer[1:] == shorter and min(bare, known, key=len) not in _with_a_word_less(whole)


def _with_a_word_less(name: str) -> frozenset[str]:
    words = [_bare(word) for word in _HUMP.split(name)]
    return frozenset("".join(words[:at] + words[at + 1 :]) for at in range(len(words)))


def unwrapped(member: Member, text: str, known: Iterable[str], depth: int = 0) -> Iterator[Member]:
    """Yields the members in the value of one that nobody knows, at any depth, if a known name is among them.

    Otherwise it yields the member itself. `text` is the JSON in which it stands.
    """
    names = tuple(known)
    if meant_by(member.name, names) or not _holds(member.value, names):
        yield member
    elif isinstance(member.value, dict) and depth < MOST_READ:
        for inner in members_of(text, member.at):
            yield from unwrapped(inner, text, names, depth + 1)
    else:
        yield from _in_value(member, names)


def _in_value(member: Member, known: tuple[str, ...]) -> Iterator[Member]:
    """Yields the members with known names in a value, at any depth, all at the line of the value."""
    waiting = deque[Any]([member.value])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, (list, tuple)):
            waiting += value
        elif isinstance(value, dict):
            waiting += [inner for name, inner in value.items() if not meant_by(name, known)]
            found = ((name, inner) for name, inner in value.items() if meant_by(name, known))
            yield from (Member(name, inner, member.line, member.at) for name, inner in found)


def _holds(value: Any, known: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return any(meant_by(name, known) or _holds(inner, known) for name, inner in value.items())
    return isinstance(value, (list, tuple)) and any(_holds(inner, known) for inner in value)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    letters = (letter for letter in name.casefold() if letter.isalnum())
    return "".join(letters).translate(_LOOK_ALIKES)
