"""The words of a question whose spelling can be checked: no code, addresses, names in capitals or words with digits."""

import re
from collections.abc import Iterator
from typing import Protocol

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SKIPPED = re.compile(r"`[^`\n]*`?|(?<![^\s`])\S*(?:://|[@\\#/_=<>|~]|\w\.\w|\d)\S*")
"""What is no running text: code between backticks; addresses, paths, names with signs or digits in them.

A run of letters is looked through once: what is not found from its beginning is not found from its middle.
"""
_FEWEST = 2  # letters of a word that is checked


class Dictionary(Protocol):
    """A dictionary of one language."""

    def knows(self, word: str) -> bool: ...
    def suggestions(self, word: str) -> tuple[str, ...]: ...


def checked_words(line: str) -> Iterator[tuple[int, str]]:
    """Yields the words of a line with their offsets in UTF-16 units, in which Qt counts.

    An apostrophe is a straight one, as dictionaries have it.
    """
    blank = _SKIPPED.sub(lambda match: " " * len(match[0]), line)
    counted = offset = 0
    for match in _WORD.finditer(blank):
        word = match[0]
        if len(word) >= _FEWEST and word[1:] == word[1:].lower():
            offset += utf16_length(line[counted : match.start()])
            counted = match.start()
            yield offset, word.replace("’", "'")


def utf16_length(text: str) -> int:
    """Returns the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
