"""Patterns of private text that people or an administrator add to the table.

They are somebody's regular expressions, and one of them can take for ever where `re` could not be stopped and would
hold the whole window up. So they are tried by a library that can be stopped and lets others work meanwhile; those that
are slow on hostile text are told of as wrong, and where one is slow all the same, the text counts as private.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import printable
from typing import TYPE_CHECKING

from desktop.core.privacy.patterns import WINDOW, in_pieces
from desktop.deferred import deferred

if TYPE_CHECKING:
    import regex
else:
    regex = deferred("regex")

PATIENCE_S = 0.25  # for a piece of a line: some thousand times of what a good pattern takes
LONGEST_NAME = 60
_REPEATED = ("a", "A", "1", "-", " ", "a ", "1 ", "a1", "A1-", "a@.")
HOSTILE = tuple((each * WINDOW)[: WINDOW - 1] + "\0" + printable for each in _REPEATED)
"""Long runs of what patterns repeat, with an end that none of them expects; and then all that one may look for."""


class CustomPattern:
    """`name` is what the user reads; the group `it` is what is covered, else all that matches."""

    def __init__(self, name: str, form: "regex.Pattern[str]") -> None:
        self.name = name
        self._form = form

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a line; the whole of a piece in which nobody can tell in time."""
        return in_pieces(self._in_piece, text)

    def _in_piece(self, piece: str) -> Iterator[tuple[int, int]]:
        group = "it" if "it" in self._form.groupindex else 0
        try:
            for found in self._form.finditer(piece, timeout=PATIENCE_S):
                yield found.span(group) if found.group(group) else found.span()
        except TimeoutError:
            yield 0, len(piece)


@dataclass(frozen=True, slots=True)
class CustomPatterns:
    """What was added to the table, and the names of what is no pattern."""

    patterns: tuple[CustomPattern, ...] = ()
    rejected: tuple[str, ...] = ()


def patterns_from_plain(plain: object) -> CustomPatterns:
    """Patterns out of a file's `[{"name": …, "pattern": …}]`; anything else there is wrong."""
    if not isinstance(plain, list):
        return CustomPatterns() if plain is None else CustomPatterns(rejected=("patterns",))
    made, wrong = [], []
    for each in plain:
        name = str(each.get("name", "")).strip()[:LONGEST_NAME] if isinstance(each, dict) else ""
        pattern = _pattern(name, each.get("pattern")) if name else None
        if pattern is None:
            wrong.append(name or "without a name")
        else:
            made.append(pattern)
    return CustomPatterns(tuple(made), tuple(wrong))


def _pattern(name: str, text: object) -> CustomPattern | None:
    """None for what is no pattern, matches everywhere, or takes too long on hostile text."""
    try:
        if not isinstance(text, str) or not text:
            return None
        form = regex.compile(text)
        everywhere = form.search("", timeout=PATIENCE_S) is not None
        for piece in HOSTILE:
            form.search(piece, timeout=PATIENCE_S / len(HOSTILE))
    except (regex.error, ValueError, RecursionError, OverflowError, MemoryError, TimeoutError):
        return None
    return None if everywhere else CustomPattern(name, form)
