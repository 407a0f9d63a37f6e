"""The rows that a turn is shown as: a question, the blocks of its answer, a foot. Each lays out and paints itself.

A row is cheap until it nears the view: only then it builds a QTextDocument. Offsets inside a row are positions in that
document, which is what selecting, finding and copying speak of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
)

from desktop.core.markdown.blocks import MarkdownBlock, plain
from desktop.core.markdown.formula import Formula
from desktop.ui.rich_text.block_writer import block_document, new_document
from desktop.ui.rich_text.formula_object import PLACE, formula_in
from desktop.ui.rich_text.inline_writer import WritingContext, without_chips
from desktop.ui.theme import Theme

GAP = 12.0
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Highlights:
    """What of a row is lit: what is selected, what was found (`current` is the one that is looked at), and the link
    that has the keyboard.
    """

    chosen: Span | None = None
    found: tuple[Span, ...] = ()
    current: Span | None = None
    focused: Span | None = None


class DocumentRow:
    """A row around a document, which `_made` builds when it is first needed."""

    inset = QPointF(0, 0)

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._document: QTextDocument | None = None
        self._width = -1.0

    def _made(self) -> QTextDocument:
        raise NotImplementedError

    def text(self) -> str:
        """Its words, without building anything."""
        raise NotImplementedError

    def source(self) -> str:
        """Its Markdown."""
        return self.text()

    @property
    def document(self) -> QTextDocument:
        if self._document is None:
            self._document = self._made()
            self._width = -1.0
        return self._document

    def release(self) -> None:
        """Let the document go; it can be built again."""
        self._document = None

    def takes(self, formula: Formula) -> bool:
        """Whether a formula that has come changes the row, which has let go of its document then."""
        return False

    def estimate(self, width: float) -> float:
        letters = max(1.0, width / (self._theme.points * 0.72))
        text = self.text()
        lines = sum(1 + len(line) // letters for line in text.split("\n"))
        return float(lines * self._theme.points * 1.9) + GAP

    def measure(self, width: float) -> float:
        self._set_width(width)
        return float(self.document.size().height()) + GAP

    def _set_width(self, width: float) -> None:
        document = self.document
        if width != self._width:
            document.setTextWidth(max(20.0, width))
            self._width = width

    def paint(self, painter: QPainter, width: float, lit: Highlights) -> None:
        self._set_width(width)
        self._draw(painter, lit)

    def _draw(self, painter: QPainter, lit: Highlights) -> None:
        colors = self._theme.colors
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colors.text))
        if painter.hasClipping():  # what is outside is not drawn at all: a PDF would keep it as text that nobody sees
            context.clip = painter.clipBoundingRect()
        for span in lit.found:
            self._light(painter, span, colors.found, 0.9 if span == lit.current else 0.45)
        self.document.documentLayout().draw(painter, context)
        for span in lit.found:  # once more, faintly: the ground of a table's head or of code has hidden it
            self._light(painter, span, colors.found, 0.2)
        if lit.chosen:
            self._light(painter, lit.chosen, colors.accent, 0.28)
        if lit.focused:
            self._light(painter, lit.focused, colors.accent, 0.4)

    def _light(self, painter: QPainter, span: Span, name: str, strength: float) -> None:
        color = QColor(name)
        color.setAlphaF(strength)
        for rect in selection_rects(self.document, *span):
            painter.fillRect(rect, color)

    def offset_at(self, point: QPointF) -> int:
        return int(self.document.documentLayout().hitTest(point - self.inset, Qt.HitTestAccuracy.FuzzyHit))

    def link_at(self, point: QPointF) -> str:
        return str(self.document.documentLayout().anchorAt(point - self.inset))

    def tip_at(self, point: QPointF) -> str:
        """What is to be said of the words under a point."""
        at = self.document.documentLayout().hitTest(point - self.inset, Qt.HitTestAccuracy.ExactHit)
        if at < 0:
            return ""
        cursor = QTextCursor(self.document)
        cursor.setPosition(min(at + 1, self.document.characterCount() - 1))
        return cursor.charFormat().toolTip()

    def links(self) -> list[tuple[Span, str]]:
        """Every link with its span, in order."""
        found: list[tuple[Span, str]] = []
        block = self.document.begin()
        while block.isValid():
            for span in block.textFormats():
                address = span.format.anchorHref()
                start = block.position() + span.start
                if not address:
                    continue
                if found and found[-1][1] == address and found[-1][0][1] == start:
                    found[-1] = (found[-1][0][0], start + span.length), address
                else:
                    found.append(((start, start + span.length), address))
            block = block.next()
        return found

    def place_of(self, span: Span) -> QRectF:
        """Where a span begins, inside the row."""
        for rect in selection_rects(self.document, *span):
            return rect.translated(self.inset)
        return QRectF(self.inset, self.inset)

    def find(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """Where the pattern stands in the document."""
        return tuple(found.span() for found in pattern.finditer(self.document.toRawText()))

    def piece(self, start: int, end: int) -> str:
        """The text between two offsets, as shown."""
        cursor = QTextCursor(self.document)
        last = self.document.characterCount() - 1
        start, end = max(0, min(start, last)), max(0, min(end, last))
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        if PLACE in text:
            text = "".join(self._tex_at(start + at) if letter == PLACE else letter for at, letter in enumerate(text))
        text = without_chips(text)
        return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\ufdd0", "\t")

    def _tex_at(self, at: int) -> str:
        cursor = QTextCursor(self.document)
        cursor.setPosition(at + 1)
        return formula_in(cursor.charFormat()).tex

    def word_at(self, offset: int) -> Span:
        """The word that an offset is in."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(max(0, min(offset, self.document.characterCount() - 1)))
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return cursor.selectionStart(), cursor.selectionEnd()

    def ends_at(self, offset: int) -> bool:
        """Whether nothing comes after an offset."""
        return offset >= self.document.characterCount() - 1

    def breaks(self) -> list[float]:
        """The bottoms of its lines, where a page may end."""
        bottoms = []
        block = self.document.begin()
        while block.isValid():
            origin = self.document.documentLayout().blockBoundingRect(block).top() + self.inset.y()
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                bottoms.append(origin + line.y() + line.height())
            block = block.next()
        return bottoms


class TextRow(DocumentRow):
    """A paragraph, heading, list, quote or note of an answer."""

    def __init__(self, block: MarkdownBlock, paper: WritingContext) -> None:
        super().__init__(paper.theme)
        self.block = block
        self._paper = WritingContext(paper.theme, paper.numbers, paper.shapes, quote_matches=paper.quote_matches)
        self._quote = block.kind == "quote"
        if self._quote:
            self.inset = QPointF(14, 0)

    def _made(self) -> QTextDocument:
        self._paper.missing.clear()
        return block_document(self.block, self._paper)

    def takes(self, formula: Formula) -> bool:
        if formula not in self._paper.missing:
            return False
        self.release()
        return True

    def text(self) -> str:
        return plain(self.block)

    def source(self) -> str:
        return self.block.source

    def measure(self, width: float) -> float:
        return super().measure(width - self.inset.x())

    def paint(self, painter: QPainter, width: float, lit: Highlights) -> None:
        self._set_width(width - self.inset.x())
        if self._quote:
            height = self.document.size().height()
            painter.fillRect(QRectF(0, 0, 3, height), QColor(self._theme.colors.line))
            painter.translate(self.inset)
        self._draw(painter, lit)


class RuleRow(DocumentRow):
    """A hairline across the page."""

    def _made(self) -> QTextDocument:
        return new_document(self._theme)

    def text(self) -> str:
        return "―――"

    def source(self) -> str:
        return "---"

    def estimate(self, width: float) -> float:
        return GAP * 1.5

    def measure(self, width: float) -> float:
        return GAP * 1.5

    def paint(self, painter: QPainter, width: float, lit: Highlights) -> None:
        painter.fillRect(QRectF(0, GAP / 2, width, 1), QColor(self._theme.colors.line))


def selection_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Where the letters from `start` to `end` stand, line by line; for tables cell by cell."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _block_rects(document, block, start, end)
        block = block.next()


def _block_rects(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = block.position() + line.textStart()
        last = first + line.textLength()
        low, high = max(start, first), min(end, last)
        if low > high or (low == high and not (start <= first and end > last)):
            continue
        x1, x2 = _x_of(line, low - block.position()), _x_of(line, high - block.position())
        if end > last and number == layout.lineCount() - 1:
            x2 += 5  # the line's end is part of it
        rect = QRectF(min(x1, x2), line.y(), abs(x2 - x1), line.height())
        yield rect.translated(origin)


def _x_of(line: QTextLine, at: int) -> float:
    """Where a cursor at a position in its block stands in a line."""
    x: Any = line.cursorToX(at)  # PySide returns the position too
    return float(x[0] if isinstance(x, tuple) else x)
