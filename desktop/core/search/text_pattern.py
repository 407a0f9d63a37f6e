"""A text that is looked for in others, in any spelling that the fold makes equal."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from desktop.core.search.fold import folded, folded_places

Span = tuple[int, int]
"""Where a match begins and ends: offsets in the text as it stands."""


@dataclass(frozen=True)
class TextPattern:
    """Words with any white space between them; `words` are folded."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self | None:
        """Returns the pattern of what was typed; None if there is nothing to look for in it."""
        words = tuple(folded(text).split())
        return cls(words) if words else None

    def spans(self, text: str) -> tuple[Span, ...]:
        """Returns all matches in a text, in its order; each takes whole letters with their marks."""
        plain, places = folded_places(text)
        found: list[Span] = []
        for match in self._pattern.finditer(plain):
            span = places[match.start()][0], places[match.end() - 1][1]
            if not found or span[0] >= found[-1][1]:  # a letter that is folded to two may match twice
                found.append(span)
        return tuple(found)

    def search(self, text: str) -> Span | None:
        """Returns the first match in a text."""
        return next(iter(self.spans(text)), None)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(r"\s+".join(map(re.escape, self.words)))
