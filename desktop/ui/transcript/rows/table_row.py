"""Tables, as wide as their columns need them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextDocument

from desktop.core.markdown.blocks import MarkdownBlock
from desktop.core.markdown.table_export import cells
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.card_row import BAR, CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.text_rows import GAP, Highlights, TextRow

WIDEST_COLUMN = 300.0
BUTTONS_WIDTH = 112.0


class TableRow(CardRow, TextRow):
    """A table; as wide as its columns need it, so that none of them is a pile of letters."""

    def __init__(self, block: MarkdownBlock, paper: WritingContext) -> None:
        super().__init__(block, paper)
        self._natural = 0.0

    def _made(self) -> QTextDocument:
        document = super()._made()
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
        return float(document.size().height()) + GAP + below + (BAR if self._natural > width else 0.0)

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        middle = 14.0 if self._fits_beside(width) else self.measure(width) - GAP - 8
        return (
            CardButton(CardAction.TSV, "Copy", "Copy this table, its cells parted by tabs", width, middle),
            CardButton(CardAction.CSV, "CSV", "Copy this table as CSV", width - 52, middle),
        )

    def grip(self, width: float) -> QRectF:
        return QRectF(0, 0, min(self._natural, width), 30)

    def paint(self, painter: QPainter, width: float, lit: Highlights) -> None:
        self.measure(width)
        height = float(self.document.size().height())
        self._draw_scrolled(painter, QRectF(0, 0, width, height + 1), lit)
        self._paint_bar(painter, 0, width, height + 4)
