"""Rows of running text (paragraphs, headings, lists, quotes, footnotes) and the hairline between sections."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument

from desktop.core.markdown.formula import Formula
from desktop.core.markdown.plain_text import plain
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.ui.rich_text.block_writer import ITEM_MARGIN, block_document, new_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.document_row import GAP, DocumentRow, Highlights

QUOTE_ROOM = 14.0  # pixels beside a quote, for its bar


class TextRow(DocumentRow):
    """A paragraph, heading, list, quote or footnote of an answer."""

    def __init__(self, block: MarkdownBlock, context: WritingContext) -> None:
        super().__init__(context.theme)
        self.block = block
        self._context = context.without_missing()
        if block.tokens and block.tokens[0].type.endswith("list_open"):
            self.gap_before = ITEM_MARGIN * context.theme.points
        self._is_quote = block.kind == "quote"
        if self._is_quote:
            self.inset = QPointF(QUOTE_ROOM, 0)

    def _build_document(self) -> QTextDocument:
        self._context.missing.clear()
        return block_document(self.block, self._context)

    def release_for(self, formula: Formula) -> bool:
        if formula not in self._context.missing:
            return False
        self.release()
        return True

    def text(self) -> str:
        return plain(self.block)

    def source(self) -> str:
        return self.block.source

    def measure(self, width: float) -> float:
        return super().measure(width - self._beside())

    def _beside(self) -> float:
        """Returns the room for the bar of a quote, which stands where its lines begin."""
        if not self._is_quote:
            return 0.0
        begins_right = self.document.begin().textDirection() == Qt.LayoutDirection.RightToLeft
        self.inset = QPointF(0.0 if begins_right else QUOTE_ROOM, 0)
        return QUOTE_ROOM

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self._set_width(width - self._beside())
        if self._is_quote:
            height = self.document.size().height()
            left = 0.0 if self.inset.x() else width - 3
            painter.fillRect(QRectF(left, 0, 3, height), QColor(self._theme.colors.line))
            painter.translate(self.inset)
        self._draw(painter, highlights)


class RuleRow(DocumentRow):
    """A hairline across the page."""

    def _build_document(self) -> QTextDocument:
        return new_document(self._theme)

    def text(self) -> str:
        return "―――"

    def source(self) -> str:
        return "---"

    def estimate(self, width: float) -> float:
        return GAP * 1.5

    def measure(self, width: float) -> float:
        return GAP * 1.5

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        painter.fillRect(QRectF(0, GAP / 2, width, 1), QColor(self._theme.colors.line))
