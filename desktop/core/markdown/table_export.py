"""A table's cells, and how they go to a spreadsheet: as TSV, CSV, without becoming formulas there."""

import re

from desktop.core.markdown.blocks import MarkdownBlock, inline_text
from desktop.core.untrusted_text import strip_control_characters

_WOULD_ACT = re.compile(r"[=@]|[+-](?![\d.,]+\s?%?$)|[\t\r]")  # what makes a spreadsheet compute a cell
Cells = tuple[tuple[str, ...], ...]


def cells(block: MarkdownBlock) -> Cells:
    """A table's rows, each the plain text of its cells."""
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
    """Lines of cells parted by tabs."""
    return "\n".join("\t".join(" ".join(_inert(cell).split()) for cell in row) for row in rows)


def as_csv(rows: Cells) -> str:
    """CSV, quoted where it must be (RFC 4180, with line feeds)."""
    return "\n".join(",".join(_quoted(_inert(cell)) for cell in row) for row in rows)


def _inert(cell: str) -> str:
    """A stranger's cell, with an apostrophe where a spreadsheet would take it for a formula."""
    cell = strip_control_characters(cell)
    return "'" + cell if _WOULD_ACT.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',;\t"\n') else cell
