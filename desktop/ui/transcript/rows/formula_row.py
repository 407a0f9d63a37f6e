"""Display formulas: those on lines of their own."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextDocument, QTextOption

from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.ui.rich_text.inline_writer import WritingContext, math_in
from desktop.ui.transcript.rows.card_row import SCROLL_BAR_ROOM, CardRow
from desktop.ui.transcript.rows.document_row import GAP, Highlights
from desktop.ui.transcript.rows.text_row import TextRow


class FormulaRow(CardRow, TextRow):
    """A formula on lines of its own. As TeX it wraps; typeset it scrolls."""

    def __init__(self, block: MarkdownBlock, context: WritingContext) -> None:
        super().__init__(block, context)
        self._formula = math_in(block.tokens[0])

    def _build_document(self) -> QTextDocument:
        document = super()._build_document()
        option = document.defaultTextOption()
        is_typeset = not self._context.missing and self._context.outlines.get(self._formula) is not None
        option.setWrapMode(
            QTextOption.WrapMode.NoWrap if is_typeset else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        document.setDefaultTextOption(option)
        return document

    def content_width(self) -> float:
        return float(self.document.idealWidth())

    def measure(self, width: float) -> float:
        self._set_width(width)
        return float(self.document.size().height()) + GAP + (SCROLL_BAR_ROOM if self.content_width() > width else 0.0)

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self._set_width(width)
        height = float(self.document.size().height())
        self.inset = QPointF(min(24.0, max(0.0, width - self.content_width())), 0)
        self._draw_scrolled(painter, QRectF(self.inset, QPointF(width, height + 4)), self.inset, highlights)
        self._paint_scroll_bar(painter, 0, width, height + 2)
