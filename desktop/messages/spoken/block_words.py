"""A block of an answer as it is read aloud: no signs of Markdown, tables row by row, formulas in words."""

from desktop.core.markdown.plain_text import plain
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.core.markdown.table_export import cells
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.messages.spoken.formula_words import formula_words

LONGEST_LANGUAGE = 30


def text_words(block: MarkdownBlock) -> str:
    """Returns the words of running text, with the numbers of lists, a line for each paragraph or item."""
    return "" if block.kind == "rule" else strip_control_characters(plain(block, formula_words, numbered=True))


def code_words(block: MarkdownBlock) -> str:
    """Returns what a block of code is: “Code, python, 2 lines”."""
    lines = block.code.count("\n") + 1
    language = strip_control_characters(block.language[:LONGEST_LANGUAGE])
    if language:
        return counted("Code, {language}, {count} line", "Code, {language}, {count} lines", lines, language=language)
    return counted("Code, {count} line", "Code, {count} lines", lines)


def table_words(block: MarkdownBlock) -> str:
    """Returns how large a table is: “Table, 2 rows, 3 columns”; its head is no row."""
    rows = cells(block)
    columns = counted("{count} column", "{count} columns", max((len(row) for row in rows), default=0))
    return counted(
        "Table, {count} row, {columns}", "Table, {count} rows, {columns}", max(0, len(rows) - 1), columns=columns
    )


def spoken_rows(block: MarkdownBlock) -> list[str]:
    """Returns each row of a table as a sentence: “article: apples, price: 3.50”. Empty cells are left out."""
    rows = cells(block)
    if not rows:
        return []
    head, body = rows[0], rows[1:] or rows
    return [
        ", ".join(
            _("{column}: {cell}").format(column=name, cell=cell) if name else cell
            for name, cell in zip((*head, *("" for _cell in row[len(head) :])), row, strict=False)
            if cell
        )
        + "."
        for row in body
    ]


def block_words(block: MarkdownBlock) -> str:
    """Returns a finished block as it is spoken: code is only named, everything else is read."""
    if block.kind == "code":
        return code_words(block) + "."
    if block.kind == "table":
        rows = spoken_rows(block)
        return strip_control_characters("\n".join(rows if block.joint else [table_words(block) + ".", *rows]))
    if block.kind == "math":
        return _("Formula: {words}.").format(words=text_words(block))
    return text_words(block)
