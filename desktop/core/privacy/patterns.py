"""Patterns of private text: regular expressions that allow for misread characters, and how lines are searched.

OCR misreads: O for 0, l for 1, a space in the middle of a key. Patterns allow for that, because findings are redacted
by their place, not by their letters. A card number in its usual grouping stays a finding even if its check digit is
wrong, since a misread digit breaks it too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from desktop.core.privacy.misread import as_digits

Check = Callable[[str], bool]
WINDOW, OVERLAP = 600, 200  # characters; a long line is searched in overlapping pieces of this length
_TOKEN = re.compile(r"\S+")


class TextDetector(Protocol):
    """Finds one kind of private text."""

    @property
    def name(self) -> str:
        """The kind's name in core (“licence key”); messages/finding_words.py has its words for users."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields the start and end of each finding in a line."""


@cache
def _compiled(text: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(text, flags)


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that is compiled when it is first used: compiling all of them would delay the start."""

    text: str
    any_case: bool = False

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression. Raises re.error."""
        return _compiled(self.text, re.IGNORECASE if self.any_case else re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A detector by regular expression. The group `it` is the finding, without one the whole match.

    `digits` searches the text with misread digits restored (`as_digits`); `check` gets the finding's text and returns
    False for one that cannot be real, for example because its check digit is wrong. A match that begins with `unless`
    is none.
    """

    name: str
    form: Expression
    digits: bool = False
    check: Check | None = None
    unless: Expression | None = None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields the start and end of each finding in a line."""
        return in_pieces(self._in_piece, as_digits(text) if self.digits else text)

    def _in_piece(self, piece: str) -> Iterator[tuple[int, int]]:
        form = self.form.compiled
        group = "it" if "it" in form.groupindex else 0
        for match in form.finditer(piece):
            if self.unless is not None and self.unless.compiled.match(match.group()):
                continue
            if self.check is None or self.check(match.group(group)):
                yield match.span(group)


def name_of(text: str, patterns: Iterable[TextDetector]) -> str:
    """The name of the first pattern that finds something in the text; empty if none does."""
    return next((pattern.name for pattern in patterns if any(True for _ in pattern.spans(text))), "")


def in_pieces(search: Callable[[str], Iterable[tuple[int, int]]], text: str) -> Iterator[tuple[int, int]]:
    """Yields the spans that `search` finds, piece by piece, so that the time grows linearly with the line's length."""
    end = 0
    for start in range(0, max(1, len(text) - OVERLAP), WINDOW - OVERLAP):
        piece = text[start : start + WINDOW]
        for first, last in search(piece):
            span = start + first, start + (last if last < len(piece) else len(piece) + _run(text, start + len(piece)))
            if span[1] > end:
                yield span
                end = span[1]


def _run(text: str, start: int) -> int:
    """The number of characters up to the next blank: text that continues after a piece belongs to the finding."""
    token = _TOKEN.match(text, start)
    return token.end() - start if token and not text[start - 1].isspace() else 0


NOT_WORD = r"(?<![A-Za-z0-9])"
"""Begins a pattern that must not start in the middle of a word."""

KEY_CONTINUES = r"(?:[ ](?=\S*\d)[A-Za-z0-9_+/=-]{4,})*"
"""Continues a key after a space that OCR saw in the middle of it."""


def either(*forms: str) -> str:
    """Returns a regular expression that matches any of these."""
    return f"(?:{'|'.join(forms)})"


def pattern_of(*parts: str, any_case: bool = False) -> Expression:
    """Returns the expression of the joined parts."""
    return Expression("".join(parts), any_case)
