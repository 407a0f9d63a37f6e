"""Tables, as wide as their columns need."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextDocument

from desktop.core.markdown.blocks import MarkdownBlock
from desktop.core.markdown.table_export import cells
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.card_row import SCROLL_BAR_ROOM, CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.document_row import GAP, Highlights
from desktop.ui.transcript.rows.text_row import TextRow

WIDEST_COLUMN = 300.0
BUTTONS_WIDTH = 112.0


class TableRow(CardRow, TextRow):
    """A table at its natural width, so that no column is squeezed. Its buttons stand beside it, or below."""

    def __init__(self, block: MarkdownBlock, context: WritingContext) -> None:
        super().__init__(block, context)
        self._natural = 0.0

    def _build_document(self) -> QTextDocument:
        document = super()._build_document()
        document.setTextWidth(-1)
        columns = max((len(row) for row in cells(self.block)[:1]), default=1)
        self._natural = min(float(document.idealWidth()), WIDEST_COLUMN * max(1, columns)) + 2
        return document

    def _fits_beside(self, width: float) -> bool:
        return self._natural + BUTTONS_WIDTH <= width

    def content_width(self) -> float:
        return self._natural

    def measure(self, width: float) -> float:
        document = self.document
        if self._natural != self._width:
            document.setTextWidth(self._natural)
            self._width = self._natural
        below = 0.0 if self._fits_beside(width) else 24.0
        return float(document.size().height()) + GAP + below + (SCROLL_BAR_ROOM if self._natural > width else 0.0)

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        middle = 14.0 if self._fits_beside(width) else self.measure(width) - GAP - 8
        return (
            CardButton(CardAction.TSV, "Copy", "Copy this table, its cells parted by tabs", width, middle),
            CardButton(CardAction.CSV, "CSV", "Copy this table as CSV", width - 52, middle),
        )

    def grip(self, width: float) -> QRectF:
        return QRectF(0, 0, min(self._natural, width), 30)

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self.measure(width)
        height = float(self.document.size().height())
        self._draw_scrolled(painter, QRectF(0, 0, width, height + 1), highlights)
        self._paint_scroll_bar(painter, 0, width, height + 4)
