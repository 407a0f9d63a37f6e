"""Syntax highlighting with Pygments. Languages are never guessed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from pygments import lexers, util
    from pygments.lexer import Lexer
else:
    lexers = deferred("pygments.lexers")
    util = deferred("pygments.util")

LONGEST = 20_000  # characters; longer code stays plain, because highlighting it takes too long
_NAME = re.compile(r"(?:\{+[.=]?)?([^\s{},]+)")
KINDS = ("keyword", "string", "comment", "number", "name", "removed", "added")


@dataclass(frozen=True, slots=True)
class HighlightSpan:
    """`length` characters from `start` on are of one of the KINDS."""

    start: int
    length: int
    kind: str


@dataclass(frozen=True, slots=True)
class Code:
    """A text and its language, as the fence names it."""

    language: str
    text: str


def language_of(info: str) -> str:
    """Returns the language that the line after a fence's ticks names; empty if none. `{r}` and `{.r #id}` name r."""
    words = info.split()
    found = _NAME.match(words[0]) if words else None
    return found[1] if found else ""


def highlight(code: Code) -> tuple[HighlightSpan, ...]:
    """Returns the spans of a text in order; none for an unknown language. Takes about 5 µs per character."""
    lexer = _lexer(code.language.partition(":")[0].lower()[:40])  # some name a file after it: “js:src/app.js”
    if lexer is None or len(code.text) > LONGEST:
        return ()
    spans: list[HighlightSpan] = []
    for start, token, text in lexer.get_tokens_unprocessed(code.text):
        kind = _kind(str(token))
        if kind and text:
            spans.append(HighlightSpan(start, len(text), kind))
    return tuple(spans)


@lru_cache(maxsize=64)
def _lexer(language: str) -> "Lexer | None":
    if not language:
        return None
    try:
        lexer: Lexer = lexers.get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except util.ClassNotFound:
        return None
    return lexer if hasattr(lexer, "get_tokens_unprocessed") else None


def suffix_of(language: str) -> str:
    """Returns the file suffix of a language from Pygments' own list, never from an answer; “.txt” otherwise."""
    lexer = _lexer(language.partition(":")[0].lower()[:40])
    for pattern in lexer.filenames if lexer is not None else ():
        ending = pattern.removeprefix("*")
        if pattern.startswith("*.") and ending[1:].isalnum():
            return str(ending)
    return ".txt"


def _kind(token: str) -> str:
    name = token.removeprefix("Token.")
    for begin, kind in _BEGINNINGS:
        if name.startswith(begin):
            return kind
    return ""


_BEGINNINGS = (
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Tag", "keyword"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Literal.Date", "number"),
    ("Comment", "comment"),
    ("Generic.Deleted", "removed"),
    ("Generic.Inserted", "added"),
    ("Generic.Heading", "name"),
    ("Generic.Subheading", "name"),
    ("Name.Function", "name"),
    ("Name.Class", "name"),
    ("Name.Decorator", "name"),
    ("Name.Builtin", "name"),
    ("Name.Attribute", "name"),
    ("Name.Exception", "name"),
)
