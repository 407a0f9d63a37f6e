"""Patterns of private text that users or administrators add.

A regular expression can take exponential time, and `re` cannot be stopped and would block the window. So these run in
the `regex` library, with a timeout and without the GIL. Patterns that are slow on hostile text are rejected; where one
is slow all the same, the text counts as private.
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

PATIENCE_S = 0.25  # for a piece of a line: about a thousand times what a good pattern takes
LONGEST_NAME = 60  # characters
_REPEATED = ("a", "A", "1", "-", " ", "a ", "1 ", "a1", "A1-", "a@.")
HOSTILE = tuple((text * WINDOW)[: WINDOW - 1] + "\0" + printable for text in _REPEATED)
"""Texts on which a bad pattern is slow: a long repetition, an unexpected end, then all printable characters."""


class CustomPattern:
    """A detector by a user's regular expression. The group `it` is the finding, without one the whole match."""

    def __init__(self, name: str, form: "regex.Pattern[str]") -> None:
        self.name = name
        self._form = form

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields the start and end of each finding in a line; a whole piece if the search times out."""
        return in_pieces(self._in_piece, text)

    def _in_piece(self, piece: str) -> Iterator[tuple[int, int]]:
        group = "it" if "it" in self._form.groupindex else 0
        try:
            for match in self._form.finditer(piece, timeout=PATIENCE_S):
                yield match.span(group) if match.group(group) else match.span()
        except TimeoutError:
            yield 0, len(piece)


@dataclass(frozen=True, slots=True)
class CustomPatterns:
    """The usable patterns of a file, and the names of the rejected ones."""

    patterns: tuple[CustomPattern, ...] = ()
    rejected: tuple[str, ...] = ()


def patterns_from_plain(plain: object) -> CustomPatterns:
    """Returns the patterns of a file's `[{"name": …, "pattern": …}]`; anything else in it is rejected."""
    if not isinstance(plain, list):
        return CustomPatterns() if plain is None else CustomPatterns(rejected=("patterns",))
    patterns, rejected = [], []
    for entry in plain:
        name = str(entry.get("name", "")).strip()[:LONGEST_NAME] if isinstance(entry, dict) else ""
        pattern = _pattern(name, entry.get("pattern")) if name else None
        if pattern is None:
            rejected.append(name or "without a name")
        else:
            patterns.append(pattern)
    return CustomPatterns(tuple(patterns), tuple(rejected))


def _pattern(name: str, text: object) -> CustomPattern | None:
    """Returns the compiled pattern; None if it is invalid, matches the empty text, or is slow on hostile text."""
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
