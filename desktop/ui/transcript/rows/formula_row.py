"""Formulas on lines of their own."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextDocument, QTextOption

from desktop.core.markdown.blocks import MarkdownBlock
from desktop.ui.rich_text.inline_writer import WritingContext, math_in
from desktop.ui.transcript.rows.card_row import BAR, CardRow
from desktop.ui.transcript.rows.text_rows import GAP, Highlights, TextRow


class FormulaRow(CardRow, TextRow):
    """A formula on lines of its own."""

    def __init__(self, block: MarkdownBlock, paper: WritingContext) -> None:
        super().__init__(block, paper)
        self._formula = math_in(block.tokens[0])

    def _made(self) -> QTextDocument:
        document = super()._made()
        option = document.defaultTextOption()
        set_in_type = not self._paper.missing and self._paper.shapes.outlines(self._formula) is not None
        option.setWrapMode(
            QTextOption.WrapMode.NoWrap if set_in_type else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        document.setDefaultTextOption(option)
        return document

    def content_width(self) -> float:
        return float(self.document.idealWidth())

    def measure(self, width: float) -> float:
        self._set_width(width)
        return float(self.document.size().height()) + GAP + (BAR if self.content_width() > width else 0.0)

    def paint(self, painter: QPainter, width: float, lit: Highlights) -> None:
        self._set_width(width)
        height = float(self.document.size().height())
        self.inset = QPointF(min(24.0, max(0.0, width - self.content_width())), 0)
        self._draw_scrolled(painter, QRectF(self.inset, QPointF(width, height + 4)), lit)
        self._paint_bar(painter, 0, width, height + 2)
