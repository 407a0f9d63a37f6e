"""The cells of a table, and TSV and CSV of them in which no cell becomes a formula."""

import re

from desktop.core.markdown.plain_text import inline_text
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.core.untrusted_text import strip_control_characters

_WOULD_ACT = re.compile(r"[=@]|[+-](?![\d.,]+\s?%?$)|[\t\r]")  # makes a spreadsheet compute a cell
Cells = tuple[tuple[str, ...], ...]


def cells(block: MarkdownBlock) -> Cells:
    """Returns the plain text of a table's cells, row by row."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    inside = False
    for token in block.tokens:
        if token.type in ("th_open", "td_open"):
            inside = True
            row.append("")
        elif token.type in ("th_close", "td_close"):
            inside = False
        elif token.type == "inline" and inside:
            row[-1] = "".join(inline_text(token.children or []))
        elif token.type == "tr_close":
            rows.append(tuple(row))
            row = []
    return tuple(rows)


def as_tsv(rows: Cells) -> str:
    """Returns the rows as lines of cells separated by tabs."""
    return "\n".join("\t".join(" ".join(_inert(cell).split()) for cell in row) for row in rows)


def as_csv(rows: Cells) -> str:
    """Returns the rows as CSV, quoted where necessary (RFC 4180, but with line feeds)."""
    return "\n".join(",".join(_quoted(_inert(cell)) for cell in row) for row in rows)


def _inert(cell: str) -> str:
    """Returns the text of a cell, with an apostrophe in front if a spreadsheet would take it for a formula."""
    cell = strip_control_characters(cell)
    return "'" + cell if _WOULD_ACT.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',;\t"\n') else cell
