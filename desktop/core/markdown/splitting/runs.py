"""Long lists, tables and quotes, cut into runs of items, rows or inner blocks, so that a growing one is parsed and laid
out piece by piece.

Where a run ends depends only on the text up to there, and a run means the same when it is parsed without what precedes
it, so that the runs of a text that grows are those of the whole (core/markdown/blocks.py).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

RUN = 600  # letters, after which a run ends with its item or inner block
TABLE_RUN = 300  # letters, after which one ends with its row: cells take longer to lay out
_ROW_LEVEL = 2  # of the rows of a table's body


class Run(NamedTuple):
    """Tokens that are a whole by themselves, and the first line of their source."""

    line: int
    tokens: "list[Token]"


def runs_of(tokens: "list[Token]", lines: list[str]) -> Iterator[Run]:
    """Yields the runs of a top-level block, in order; one for a block that is short or that cannot be cut."""
    first = tokens[0]
    starts = [at for at in _starts(tokens, lines) if tokens[at].map]
    begin, longest = (first.map or (0, 0))[0], TABLE_RUN if first.type == "table_open" else RUN
    cuts: list[tuple[int, int]] = []  # index of a token, line
    length, counted = 0, begin
    for at in starts:
        line = (tokens[at].map or (0, 0))[0]
        length += sum(len(text) + 1 for text in lines[counted:line])
        counted = line
        if length >= longest and line > (cuts[-1][1] if cuts else begin):
            cuts.append((at, line))
            length = 0
    if not cuts:
        yield Run(begin, tokens)
        return
    end = len(tokens) - (2 if first.type == "table_open" else 1)  # without the closing tokens
    bounds = [(1, begin), *cuts]
    for (start, line), (stop, _) in zip(bounds, [*cuts, (end, 0)], strict=True):
        yield Run(line, _wrapped(tokens, tokens[start:stop], is_first=line == begin))


def _starts(tokens: "list[Token]", lines: list[str]) -> Iterator[int]:
    """Yields the indices of the tokens before which a block may be cut."""
    kind = tokens[0].type
    for at, token in enumerate(tokens):
        if kind.endswith("list_open"):
            if token.type == "list_item_open" and token.level == 1:
                yield at
        elif kind == "table_open":
            if token.type == "tr_open" and token.level == _ROW_LEVEL and _is_body(tokens, at):
                yield at
        elif kind == "blockquote_open" and token.level == 1 and token.nesting >= 0 and token.map:
            line = token.map[0]
            before, here = lines[line - 1] if line else "", lines[line] if line < len(lines) else ""
            if before.strip() == ">" and _is_quoted(here):
                yield at


def _is_body(tokens: "list[Token]", at: int) -> bool:
    return tokens[at + 1].type == "td_open" if at + 1 < len(tokens) else False


def _is_quoted(line: str) -> bool:
    """Returns True for a line of a quote that begins neither a note nor another quote."""
    inner = line.lstrip(" ")
    return inner.startswith(">") and not inner[1:].lstrip(" ").startswith(("[!", ">"))


def _wrapped(tokens: "list[Token]", inner: "list[Token]", is_first: bool) -> "list[Token]":
    """Returns the tokens of a run inside a block of their own."""
    opening = tokens[0].copy()
    opening.attrs = dict(tokens[0].attrs)
    if opening.type == "table_open":
        body = () if is_first else (next(token for token in tokens if token.type == "tbody_open"),)
        return [opening, *body, *inner, *tokens[-2:]]
    if opening.type == "blockquote_open":
        opening.meta = dict(tokens[0].meta) if is_first else {}
    else:
        _number(opening, inner)
    return [opening, *inner, tokens[-1]]


def _number(opening: "Token", inner: "list[Token]") -> None:
    """Sets the attributes of a list from the items that it has."""
    items = [token for token in inner if token.type == "list_item_open" and token.level == 1]
    opening.attrs = {}
    if opening.type == "ordered_list_open" and items[0].info.isdigit() and int(items[0].info) != 1:
        opening.attrs["start"] = int(items[0].info)
    if any("checked" in item.meta for item in items):
        opening.attrs["class"] = "contains-task-list"
