"""A block of Markdown → a QTextDocument, built piece by piece with a cursor.

No HTML and no Markdown is ever handed to Qt, whose own readers open local files that the text names. Links are
formats with an address, followed only by the one door that opens links (adapters/links.py).
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from desktop.core.blocks import Block, plain
from desktop.core.numbers import SIGN, number_of, sign
from desktop.core.text import harmless
from desktop.ui.theme import Look, fixed_font

if TYPE_CHECKING:
    from markdown_it.token import Token

LINK_SCHEMES = ("http", "https", "mailto")
LONGEST_RUN = 400
LONGEST_STYLED = 12_000  # a single block beyond this is shown as plain text; laying it out would stall the window
MOST_CELLS = 4000
MARK_SCHEME = "mark:"  # no link of a model's can have it: see LINK_SCHEMES
CHIP_GROUND = "#c93f26"
CHIP_SPACE = "\u2005"
_CHIP = re.compile(f"{CHIP_SPACE}([1-9][0-9]?){CHIP_SPACE}")
Numbers = frozenset[int]
NO_NUMBERS: Numbers = frozenset()
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")
_HEADING_SIZES = {"h1": 1.45, "h2": 1.25, "h3": 1.1}
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)


def broken(text: str) -> str:
    """`text` made harmless, with room to break inside endless runs, which would stall the layout."""
    return _RUN.sub(lambda run: run.group() + "\u200b", harmless(text))


def is_link(address: str) -> bool:
    """Whether an address is one that may be a link at all."""
    try:
        parts = urlsplit(address)
        return parts.scheme in LINK_SCHEMES and bool(parts.hostname or parts.scheme == "mailto")
    except ValueError:
        return False


def new_document(look: Look) -> QTextDocument:
    """An empty document without margins, in the look's font."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(look.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    return document


def text_document(text: str, look: Look, numbers: Numbers = NO_NUMBERS) -> QTextDocument:
    """Plain text, as it was typed; the signs of `numbers` are links to their marks."""
    document = new_document(look)
    form = QTextCharFormat()
    form.setForeground(QColor(look.colours.text))
    write_text(QTextCursor(document), broken(text), form, numbers)
    return document


def write_text(cursor: QTextCursor, text: str, form: QTextCharFormat, numbers: Numbers) -> None:
    """Write text with a chip for each sign of one of `numbers`; any other sign stays the letter that it is."""
    at = 0
    for found in SIGN.finditer(text) if numbers else ():
        number = number_of(found.group())
        if number in numbers:
            cursor.insertText(text[at : found.start()], form)
            cursor.insertText(f"{CHIP_SPACE}{number}{CHIP_SPACE}", _chip(form, number))
            at = found.end()
    cursor.insertText(text[at:], form)


def _chip(form: QTextCharFormat, number: int) -> QTextCharFormat:
    chip = QTextCharFormat(form)
    chip.setAnchor(True)
    chip.setAnchorHref(f"{MARK_SCHEME}{number}")
    chip.setForeground(QColor("#ffffff"))
    chip.setBackground(QColor(CHIP_GROUND))
    chip.setFontWeight(QFont.Weight.Bold)
    return chip


def unchipped(text: str) -> str:
    """Text out of a document with the signs that its chips stand for."""
    return _CHIP.sub(lambda found: sign(int(found.group(1))), text)


def block_document(block: Block, look: Look, numbers: Numbers = NO_NUMBERS) -> QTextDocument:
    """A block of text, a table or a quote, laid out as a page would have it; `numbers` as in `text_document`."""
    if len(block.source) > LONGEST_STYLED:
        return text_document(plain(block), look, numbers)
    document = new_document(look)
    batch = QTextCursor(document)
    batch.beginEditBlock()  # one layout at the end instead of one for each piece
    _Writer(document, look, numbers).write(block.tokens)
    batch.endEditBlock()
    return document


class _Writer:
    """Walks the tokens of one block and writes them at a cursor."""

    def __init__(self, document: QTextDocument, look: Look, numbers: Numbers) -> None:
        self._cursor = QTextCursor(document)
        self._numbers = numbers
        self._look = look
        self._fresh = True  # the document's first, still unused block
        self._lists: list[tuple[QTextListFormat, QTextCursor | None]] = []
        self._item_begins = False
        self._quotes = 0
        self._heading = ""
        self._table: QTextTable | None = None
        self._row = self._column = -1
        self._align = Qt.AlignmentFlag.AlignLeft

    def write(self, tokens: "tuple[Token, ...]") -> None:
        for at, token in enumerate(tokens):
            if token.type == "table_open":
                self._open_table(tokens[at:])
            elif hasattr(self, f"_{token.type}"):
                getattr(self, f"_{token.type}")(token)

    # blocks

    def _new_block(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(self._look.points * (0.3 if self._lists else 0.0))
        indent = max(0, len(self._lists) - (1 if self._item_begins else 0))
        form.setLeftMargin(14.0 * max(0, self._quotes - 1))
        if self._lists and not self._item_begins:
            form.setIndent(indent)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form, self._plain())
        if self._item_begins and self._lists:
            self._cursor.createList(self._lists[-1][0])
            self._item_begins = False

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

    def _bullet_list_open(self, token: "Token") -> None:
        form = QTextListFormat()
        form.setStyle(_BULLETS[len(self._lists) % len(_BULLETS)])
        self._push_list(form)

    def _ordered_list_open(self, token: "Token") -> None:
        form = QTextListFormat()
        form.setStyle(QTextListFormat.Style.ListDecimal)
        form.setStart(int(token.attrGet("start") or 1))
        self._push_list(form)

    def _push_list(self, form: QTextListFormat) -> None:
        form.setIndent(len(self._lists) + 1)
        self._lists.append((form, None))

    def _bullet_list_close(self, token: "Token") -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: "Token") -> None:
        self._item_begins = True
        if token.info.isdigit() and len(token.info) < 10:
            self._lists[-1][0].setStart(int(token.info))

    def _list_item_close(self, token: "Token") -> None:
        if self._item_begins:
            self._new_block()

    def _fence(self, token: "Token") -> None:
        for line in token.content.removesuffix("\n").split("\n"):
            self._new_block()
            self._cursor.insertText(broken(line), self._code())

    _code_block = _fence

    def _hr(self, token: "Token") -> None:
        self._new_block()
        self._cursor.insertText("―" * 12, self._plain(self._look.colours.line))

    # tables

    def _open_table(self, tokens: "tuple[Token, ...]") -> None:
        own = [token for token in tokens if token.level <= tokens[0].level + 3]
        rows = sum(1 for token in own if token.type == "tr_open")
        columns = max(1, sum(1 for token in own if token.type == "th_open"))
        rows = max(1, min(rows, MOST_CELLS // columns))
        form = QTextTableFormat()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorder(1)
        form.setBorderBrush(QColor(self._look.colours.line))
        form.setBorderCollapse(True)
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setHeaderRowCount(1)
        form.setColumnWidthConstraints([QTextLength()] * columns)
        self._table = self._cursor.insertTable(rows, columns, form)
        self._row = -1

    def _tr_open(self, token: "Token") -> None:
        self._row += 1
        self._column = -1

    def _th_open(self, token: "Token") -> None:
        self._td_open(token)
        if self._table is not None and self._row < self._table.rows():
            cell = self._table.cellAt(self._row, self._column)
            form = cell.format()
            form.setBackground(QColor(self._look.colours.card))
            cell.setFormat(form)

    def _td_open(self, token: "Token") -> None:
        self._column += 1
        if self._table is None or self._row >= self._table.rows():
            return
        self._cursor = self._table.cellAt(self._row, self._column).firstCursorPosition()
        style = str(token.attrGet("style") or "")
        form = QTextBlockFormat()
        if "right" in style:
            form.setAlignment(Qt.AlignmentFlag.AlignRight)
        elif "center" in style:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._cursor.setBlockFormat(form)
        self._heading = "th" if token.type == "th_open" else ""

    def _table_close(self, token: "Token") -> None:
        assert self._table is not None
        self._cursor = self._table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._table, self._heading = None, ""

    # what is inside a line

    def _inline(self, token: "Token") -> None:
        if self._table is not None and self._row >= self._table.rows():
            return
        strong = emphasis = struck = 0
        links: list[str] = []
        for child in token.children or []:
            kind = child.type
            strong += {"strong_open": 1, "strong_close": -1}.get(kind, 0)
            emphasis += {"em_open": 1, "em_close": -1}.get(kind, 0)
            struck += {"s_open": 1, "s_close": -1}.get(kind, 0)
            if kind == "link_open":
                links.append(str(child.attrGet("href") or ""))
            elif kind == "link_close":
                links.pop()
            form = self._plain()
            if child.type == "code_inline":
                form = self._code()
                form.setBackground(QColor(self._look.colours.card))
            if strong:
                form.setFontWeight(QFont.Weight.Bold)
            form.setFontItalic(emphasis > 0)
            form.setFontStrikeOut(struck > 0)
            if links and is_link(links[-1]):
                self._as_link(form, links[-1])
            self._write_inline(child, form)

    def _write_inline(self, child: "Token", form: QTextCharFormat) -> None:
        if child.type == "text":
            write_text(self._cursor, broken(child.content), form, self._numbers)
        elif child.type == "code_inline":
            self._cursor.insertText(broken(child.content), form)
        elif child.type == "softbreak":
            self._cursor.insertText(" ", form)
        elif child.type == "hardbreak":
            self._cursor.insertText("\u2028", form)
        elif child.type == "image":  # its words, and a link to it; it is never fetched
            source = str(child.attrGet("src") or "")
            words = broken(child.content) or "picture"
            if is_link(source):
                self._as_link(form, source)
            self._cursor.insertText(f"{words} (picture at {_host(source)})", form)

    def _as_link(self, form: QTextCharFormat, address: str) -> None:
        form.setAnchor(True)
        form.setAnchorHref(address)
        form.setForeground(QColor(self._look.colours.accent))
        form.setFontUnderline(True)

    def _plain(self, colour: str = "") -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(colour or self._look.colours.text))
        if self._quotes and not colour:
            form.setForeground(QColor(self._look.colours.quiet))
        if self._heading:
            form.setFontWeight(QFont.Weight.Bold)
            form.setFontPointSize(self._look.points * _HEADING_SIZES.get(self._heading, 1.0))
        return form

    def _code(self) -> QTextCharFormat:
        form = self._plain()
        fixed = fixed_font(self._look.points * 0.95)
        form.setFontFamilies(fixed.families())
        form.setFontFixedPitch(True)
        form.setFontPointSize(fixed.pointSizeF())
        return form


def _host(address: str) -> str:
    try:
        return harmless(urlsplit(address).hostname or "an address")
    except ValueError:
        return "an address"
