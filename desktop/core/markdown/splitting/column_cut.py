"""A table of many columns, cut into tables side by side: for paper, where nothing scrolls."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.markdown.splitting.markdown_block import MarkdownBlock

if TYPE_CHECKING:
    from markdown_it.token import Token


def column_count(block: MarkdownBlock) -> int:
    """Returns the number of columns of a table."""
    return sum(1 for token in block.tokens if token.type == "th_open")


def joined_table(blocks: tuple[MarkdownBlock, ...]) -> MarkdownBlock:
    """Returns one table of the parts into which a long one was cut."""
    first = blocks[0]
    if len(blocks) == 1:
        return first
    end = next(at for at, token in enumerate(first.tokens) if token.type in ("tbody_close", "table_close"))
    rows = (token for block in blocks[1:] for token in _body_rows(block.tokens))
    return replace(first, tokens=(*first.tokens[:end], *rows, *first.tokens[end:]))


def _body_rows(tokens: "tuple[Token, ...]") -> "Iterator[Token]":
    """Yields the tokens of all rows but those of the head."""
    is_row = False
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            is_row = tokens[at + 1].type == "td_open"
        if is_row:
            yield token
        if token.type == "tr_close":
            is_row = False


def cut_columns(block: MarkdownBlock, most: int) -> tuple[MarkdownBlock, ...]:
    """Returns tables of at most so many columns, two or more, each with the first column, which names the rows."""
    count = column_count(block)
    if count <= most:
        return (block,)
    step = max(1, most - 1)
    groups = (range(first, min(first + step, count)) for first in range(1, count, step))
    return tuple(replace(block, tokens=_with_columns(block.tokens, {0, *group})) for group in groups)


def _with_columns(tokens: "tuple[Token, ...]", wanted: set[int]) -> "tuple[Token, ...]":
    """Returns the tokens of a table without the cells of all other columns."""
    kept, column, is_left_out = [], -1, False
    for token in tokens:
        if token.type == "tr_open":
            column = -1
        elif token.type in ("th_open", "td_open"):
            column += 1
            is_left_out = column not in wanted
        if not is_left_out:
            kept.append(token)
        if token.type in ("th_close", "td_close"):
            is_left_out = False
    return tuple(kept)
