"""Lists with code, tables, quotes or formulas inside, cut into parts, so that each of these looks as it does elsewhere.

What stands before and after in the same list becomes a list of its own, whose numbers go on.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_ALONE = ("fence", "code_block", "math_block")
_PAIRS = {"table_open": "table_close", "blockquote_open": "blockquote_close"}
_LISTS = ("bullet_list_open", "ordered_list_open")
_CONTENT = ("inline", "hr", "list_item_open")


class ListPart(NamedTuple):
    """Tokens that are a whole by themselves, and the number of lists that they are inside of."""

    indent: int
    tokens: "tuple[Token, ...]"


def list_parts(tokens: "list[Token]") -> Iterator[ListPart]:
    """Yields the parts of a list, in order. A list that holds only words is one part, with its own tokens."""
    if not any(token.type in _ALONE or token.type in _PAIRS for token in tokens):
        yield ListPart(0, tuple(tokens))
        return
    part: list[Token] = []
    opened: list[Token] = []  # lists and items around the current token
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in _ALONE or token.type in _PAIRS:
            end = _end_of(tokens, at)
            yield from _finished(part, opened)
            yield ListPart(sum(1 for around in opened if around.type in _LISTS), tuple(tokens[at:end]))
            part, at = _reopened(opened), end
            continue
        part.append(token)
        if token.type in (*_LISTS, "list_item_open"):
            opened.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close", "list_item_close"):
            opened.pop()
        at += 1
    yield from _finished(part, opened)


def _end_of(tokens: "list[Token]", start: int) -> int:
    """Returns the index behind a token, or behind the one that closes it."""
    first = tokens[start]
    closing = _PAIRS.get(first.type)
    if closing is None:
        return start + 1
    return next(
        at + 1 for at in range(start, len(tokens)) if tokens[at].type == closing and tokens[at].level == first.level
    )


def _finished(part: "list[Token]", opened: "list[Token]") -> Iterator[ListPart]:
    """Yields a part with all that is open closed; nothing if it would show nothing."""
    if any(token.type in _CONTENT and not token.meta.get("continued") for token in part):
        yield ListPart(0, (*part, *(_closing(token) for token in reversed(opened))))


def _closing(opening: "Token") -> "Token":
    token = opening.copy()
    token.type, token.nesting, token.map = opening.type.replace("_open", "_close"), -1, None
    token.attrs, token.meta = {}, {}
    return token


def _reopened(opened: "list[Token]") -> "list[Token]":
    """Returns tokens that open the same lists and items again, to go on inside them without a second bullet."""
    reopened = [token.copy() for token in opened]
    for token in reopened:
        token.map = None
        if token.type == "list_item_open":
            token.meta = {"continued": True}
    return reopened
