"""The words of a question whose spelling can be checked: no code, addresses, names in capitals or words with digits."""

import re
from collections.abc import Iterator
from typing import Protocol

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SKIPPED = re.compile(r"`[^`\n]*`?|\S*(?:://|[@\\#/_=<>|~]|\w\.\w|\d)\S*")
"""What is no running text: code between backticks; addresses, paths, names with signs or digits in them."""
_FEWEST = 2  # letters of a word that is checked


class Dictionary(Protocol):
    """A dictionary of one language."""

    def knows(self, word: str) -> bool: ...
    def suggestions(self, word: str) -> tuple[str, ...]: ...


def checked_words(line: str) -> Iterator[tuple[int, str]]:
    """Yields the words of a line with their offsets. An apostrophe is a straight one, as dictionaries have it."""
    blank = _SKIPPED.sub(lambda match: " " * len(match[0]), line)
    for match in _WORD.finditer(blank):
        word = match[0]
        if len(word) >= _FEWEST and word[1:] == word[1:].lower():
            yield match.start(), word.replace("’", "'")


def utf16_length(text: str) -> int:
    """Returns the length in the units in which Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
