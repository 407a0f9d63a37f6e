"""A paragraph that goes on without end is parsed in pieces, cut at the end of a line or of a sentence.

Where it is cut depends only on the text up to there. Bold words, code and links that reach over such a place are lost.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from markdown_it import token as tokens
    from markdown_it.token import Token
else:
    tokens = deferred("markdown_it.token")

PIECE = 1500  # letters of a paragraph, after which the rest is parsed by itself
LONGEST = 9000  # letters of a paragraph, after which the rest is a block of its own
_NO_LATER = 700  # letters, within which a good place is waited for
_GOOD = re.compile(r"""\n(?:> ?)?(?=[^\W\d_])|[.!?…:;]["')\]*]*\ +(?=[^\W\d_])|[。！？](?=[^\W\d_])""")
_ANY = re.compile(r"\s(?=[^\W\d_])|(?<=[^\W\d_])(?=[^\W\d_])")


def paragraph_line(tokens: "Sequence[Token]") -> int | None:
    """Returns the line in which the paragraph begins that a block ends with: a paragraph, or a quote. None without."""
    level = 1 if tokens[0].type == "blockquote_open" else 0
    if len(tokens) < 3 + 2 * level or tokens[-1 - level].type != "paragraph_close":
        return None
    opening = tokens[-3 - level]
    if opening.type != "paragraph_open" or opening.level != level or opening.map is None:
        return None
    return opening.map[0]


def merged_paragraph(before: "tuple[Token, ...]", after: "tuple[Token, ...]", joint: str) -> "tuple[Token, ...] | None":
    """Returns one block of two, the second of which begins with the rest of the paragraph that the first ends with.

    None if it begins with something else.
    """
    level = 1 if before[0].type == "blockquote_open" else 0
    same = len(after) > level and after[0].type == before[0].type and after[level].type == "paragraph_open"
    if not same or paragraph_line(before) is None:
        return None
    inline, rest = before[-2 - level], after[1 + level]
    merged = inline.copy()
    merged.content = inline.content + joint + rest.content
    space = [] if not joint else [tokens.Token("softbreak", "br", 0)]
    merged.children = [*(inline.children or []), *space, *(rest.children or [])]
    return (*before[: -2 - level], merged, *after[2 + level :])


def cut_place(text: str, start: int, end: int) -> int | None:
    """Returns the offset behind which a paragraph that runs from `start` to `end` goes on as another; None to wait."""
    first = start + PIECE
    if end <= first:
        return None
    places = [_line_start(text, found) for found in _GOOD.finditer(text, first, end)]
    closed = next((place for place in places if _is_closed(text[start:place])), None)
    if closed is not None:
        return closed
    if end < first + _NO_LATER:
        return None
    if places:
        return places[0]
    spaces = [found.end() for found in _ANY.finditer(text, first, end)]
    return next((place for place in spaces if text[place - 1].isspace()), spaces[0] if spaces else None)


def _line_start(text: str, found: re.Match[str]) -> int:
    return found.start() + 1 if found.group().startswith("\n") else found.end()


def _is_closed(text: str) -> bool:
    """Returns True if bold words, code and links that begin in a text seem to end in it."""
    return not (text.count("**") % 2 or text.count("`") % 2 or text.count("[") - text.count("]"))
