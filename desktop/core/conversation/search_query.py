"""A search of the history, and the excerpt around its match."""

import re
from dataclasses import dataclass

from desktop.core.search.fold import folded, folded_places
from desktop.core.untrusted_text import strip_control_characters

BEFORE, LENGTH = 12, 160  # characters before a match, and of the whole excerpt
_SIGNS = re.compile(r"(?m)^\s*(?:#+|>|[-*+]|\|[-:| ]+\|$)\s|[*`|]+|\\[()\[\]]")  # Markdown's own characters
_PARTS = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words (those in double quotes as a phrase) and filters. `since` is in Unix seconds; 0 means no limit."""

    words: str = ""
    since: float = 0.0
    model: str = ""
    with_images: bool = False
    pinned: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The single words, and each quoted phrase."""
        return tuple(part for match in _PARTS.finditer(self.words) if (part := (match[1] or match[2] or "").strip()))

    @property
    def filtered(self) -> bool:
        """True if there is a filter besides the words."""
        return bool(self.since or self.model or self.with_images or self.pinned)


EMPTY_QUERY = SearchQuery()


def excerpt(text: str, search: SearchQuery) -> str:
    """Returns one line of the text around the first word that matches; its beginning if none does."""
    line = " ".join(_SIGNS.sub(" ", strip_control_characters(text)).split())
    text, places = folded_places(line)
    sought = (sought for part in search.parts if (sought := " ".join(folded(part).split())))
    matches = [places[at][0] for words in sought if (at := text.find(words)) >= 0]
    start = max(0, min(matches, default=0) - BEFORE)
    if start:
        start = line.find(" ", start) + 1 or start
    piece = line[start : start + LENGTH]
    return ("…" if start else "") + piece + ("…" if start + LENGTH < len(line) else "")
