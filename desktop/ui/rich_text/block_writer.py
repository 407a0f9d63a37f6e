"""Writes a block of Markdown as a QTextDocument, piece by piece with a cursor.

No HTML and no Markdown is ever handed to Qt, whose own readers open local files that the text names. Links are
formats with an address; adapters/system/link_opener.py alone opens them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextOption,
)

from desktop.core.markdown.plain_text import plain
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.ui.rich_text.formula_object import FormulaObject
from desktop.ui.rich_text.inline_writer import (
    InlineWriter,
    WritingContext,
    break_long_runs,
    code_form,
    math_in,
    plain_form,
    write_math,
    write_text,
)
from desktop.ui.rich_text.table_writer import write_table
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_STYLED = 12_000  # a single block beyond this is shown as plain text; laying it out would stall the window
LINE_SPACING = 1.55  # the distance of the base lines, in heights of the text
ITEM_MARGIN = 0.3  # below an item of a list, in points of the font
_HEADING_SIZES = {"h1": 1.45, "h2": 1.25, "h3": 1.1}
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListSquare,
)


def indent_width(theme: Theme) -> float:
    """Returns the width of one step of a list, in pixels."""
    return theme.points * 2.2


def reading_line_height(theme: Theme) -> float:
    """Returns the height of a line of reading text, in percent of the font's own."""
    return 100 * LINE_SPACING * QFontInfo(theme.font).pixelSize() / max(1.0, QFontMetricsF(theme.font).lineSpacing())


def new_document(theme: Theme) -> QTextDocument:
    """Returns an empty document without margins, in the theme's font."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.font)
    document.setIndentWidth(indent_width(theme))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document


def text_document(text: str, context: WritingContext) -> QTextDocument:
    """Returns a document of plain text; signs like ① of the context's numbers are links to their badges."""
    document = new_document(context.theme)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_spaced(QTextBlockFormat(), reading_line_height(context.theme)))
    write_text(cursor, break_long_runs(text), plain_form(context.theme), context)
    return document


def _spaced(block_format: QTextBlockFormat, percent: float) -> QTextBlockFormat:
    block_format.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block_format


def block_document(block: MarkdownBlock, context: WritingContext) -> QTextDocument:
    """Returns a document of one block: text, table, quote, footnote or formula."""
    if len(block.source) > LONGEST_STYLED:
        return text_document(plain(block), context)
    document = new_document(context.theme)
    document.formulas = FormulaObject(document, context.outlines)  # type: ignore[attr-defined] # lives as long as it
    batch = QTextCursor(document)
    batch.beginEditBlock()  # one layout at the end instead of one for each piece
    _Writer(document, context).write(block.tokens)
    batch.endEditBlock()
    return document


class _Writer:
    """Walks the tokens of one block and writes them at a cursor."""

    def __init__(self, document: QTextDocument, context: WritingContext) -> None:
        self._cursor = QTextCursor(document)
        self._context = context
        self._theme = context.theme
        self._line_height = reading_line_height(context.theme)
        self._is_first = True  # the document's first block is still unused
        self._lists: list[QTextListFormat] = []
        self._item_begins = False
        self._task = ""
        self._quotes = 0
        self._note = ""
        self._heading = ""
        self._display = False  # a formula on lines of its own

    def write(self, tokens: "tuple[Token, ...]") -> None:
        in_table = False
        for at, token in enumerate(tokens):
            if token.type == "table_open":
                self._cursor, in_table = write_table(self._cursor, tokens[at:], self._form(), self._context), True
            elif token.type == "table_close":
                in_table = False
            elif not in_table and token.type in _HANDLERS:
                _HANDLERS[token.type](self, token)

    def _new_block(self) -> None:
        block_format = _spaced(QTextBlockFormat(), 100 if self._display else self._line_height)
        block_format.setBottomMargin(self._theme.points * (ITEM_MARGIN if self._lists else 0.0))
        indent = max(0, len(self._lists) - (1 if self._item_begins else 0))
        block_format.setLeftMargin(self._theme.px(14) * max(0, self._quotes - 1))
        if self._lists and not self._item_begins:
            block_format.setIndent(indent)
        if self._is_first:
            self._cursor.setBlockFormat(block_format)
            self._is_first = False
        else:
            self._cursor.insertBlock(block_format, self._form())
        if self._item_begins and self._lists:
            self._cursor.createList(self._lists[-1])
            self._item_begins = False
        if self._task or self._note:
            self._cursor.insertText(self._task or f"{self._note} ", self._form(self._theme.colors.quiet))
            self._task = self._note = ""

    def _paragraph_open(self, token: "Token") -> None:
        self._new_block()

    def _heading_open(self, token: "Token") -> None:
        self._heading = token.tag
        self._new_block()

    def _heading_close(self, token: "Token") -> None:
        self._heading = ""

    def _blockquote_open(self, token: "Token") -> None:
        self._quotes += 1

    def _blockquote_close(self, token: "Token") -> None:
        self._quotes -= 1

    def _footnote_reference_open(self, token: "Token") -> None:
        self._note = f"[{break_long_runs(token.meta['label'])}]"

    def _bullet_list_open(self, token: "Token") -> None:
        form = QTextListFormat()
        tasks = "contains-task-list" in str(token.attrGet("class") or "")
        form.setStyle(QTextListFormat.Style.ListStyleUndefined if tasks else _BULLETS[len(self._lists) % len(_BULLETS)])
        self._push_list(form)

    def _ordered_list_open(self, token: "Token") -> None:
        form = QTextListFormat()
        form.setStyle(QTextListFormat.Style.ListDecimal)
        form.setStart(int(token.attrGet("start") or 1))
        self._push_list(form)

    def _push_list(self, form: QTextListFormat) -> None:
        form.setIndent(len(self._lists) + 1)
        self._lists.append(form)

    def _list_close(self, token: "Token") -> None:
        self._lists.pop()

    def _list_item_open(self, token: "Token") -> None:
        self._item_begins = not token.meta.get("continued")
        if token.info.isdigit() and len(token.info) < 10:
            self._lists[-1].setStart(int(token.info))
        if "checked" in token.meta:  # not where an item goes on after code or a table
            self._task = "☑ " if token.meta["checked"] else "☐ "

    def _list_item_close(self, token: "Token") -> None:
        if self._item_begins:
            self._new_block()

    def _code(self, token: "Token") -> None:
        for line in token.content.removesuffix("\n").split("\n"):
            self._new_block()
            self._cursor.insertText(break_long_runs(line), code_form(self._form(), self._theme))

    def _hr(self, token: "Token") -> None:
        self._new_block()
        self._cursor.insertText("―" * 12, self._form(self._theme.colors.line))

    def _math_block(self, token: "Token") -> None:
        self._display = True
        self._new_block()
        self._display = False
        write_math(self._cursor, math_in(token), self._form(), self._context)

    def _inline(self, token: "Token") -> None:
        InlineWriter(self._cursor, self._form(), self._context).write(token.children or [])

    def _form(self, color: str = "") -> QTextCharFormat:
        quiet = self._theme.colors.quiet if self._quotes else ""
        form = plain_form(self._theme, color or quiet)
        if self._heading:
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setFontPointSize(self._theme.points * _HEADING_SIZES.get(self._heading, 1.0))
        return form


_HANDLERS: dict[str, Callable[[_Writer, "Token"], None]] = {  # by the type that markdown-it gives a token
    "paragraph_open": _Writer._paragraph_open,
    "heading_open": _Writer._heading_open,
    "heading_close": _Writer._heading_close,
    "blockquote_open": _Writer._blockquote_open,
    "blockquote_close": _Writer._blockquote_close,
    "footnote_reference_open": _Writer._footnote_reference_open,
    "bullet_list_open": _Writer._bullet_list_open,
    "bullet_list_close": _Writer._list_close,
    "ordered_list_open": _Writer._ordered_list_open,
    "ordered_list_close": _Writer._list_close,
    "list_item_open": _Writer._list_item_open,
    "list_item_close": _Writer._list_item_close,
    "fence": _Writer._code,
    "code_block": _Writer._code,
    "hr": _Writer._hr,
    "math_block": _Writer._math_block,
    "inline": _Writer._inline,
}
