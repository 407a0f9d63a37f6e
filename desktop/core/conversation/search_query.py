"""What is looked for in the history, and the words around a place where it was found."""

import re
from dataclasses import dataclass

from desktop.core.untrusted_text import strip_control_characters

BEFORE, LENGTH = 12, 160
_SIGNS = re.compile(r"(?m)^\s*(?:#+|>|[-*+]|\|[-:| ]+\|$)\s|[*`|]+|\\[()\[\]]")  # Markdown's own, which nobody reads
_PARTS = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words (in double quotes: just like that), and what else must be so. `since` is Unix seconds, 0 for ever."""

    words: str = ""
    since: float = 0.0
    model: str = ""
    with_images: bool = False
    pinned: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The words one by one, and what is in quotes as one."""
        return tuple(part for found in _PARTS.finditer(self.words) if (part := (found[1] or found[2] or "").strip()))

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.since or self.model or self.with_images or self.pinned)


EMPTY_QUERY = SearchQuery()


def excerpt(text: str, search: SearchQuery) -> str:
    """One line of `text` around the first of the words that stands in it; its beginning where none does."""
    line = " ".join(_SIGNS.sub(" ", strip_control_characters(text)).split())
    low = line.lower()
    found = [at for part in search.parts if (at := low.find(part.lower())) >= 0]
    start = max(0, min(found, default=0) - BEFORE)
    if start:
        start = line.find(" ", start) + 1 or start
    piece = line[start : start + LENGTH]
    return ("…" if start else "") + piece + ("…" if start + LENGTH < len(line) else "")
