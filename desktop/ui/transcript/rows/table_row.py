"""Tables: a card with the number of rows and buttons above columns that are as wide as they need."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextDocument

from desktop.core.markdown.blocks import MarkdownBlock
from desktop.core.markdown.table_export import cells
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.card_row import RADIUS, SCROLL_BAR_ROOM, CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.document_row import GAP, Highlights
from desktop.ui.transcript.rows.text_row import TextRow

WIDEST_COLUMN = 300.0  # in units of the font


class TableRow(CardRow, TextRow):
    """A table as wide as the page, or at its natural width where that is more, so that no column is squeezed."""

    def __init__(self, block: MarkdownBlock, context: WritingContext) -> None:
        super().__init__(block, context)
        self._natural = 0.0
        self._label = ""
        self.inset = QPointF(0, self._head)

    def _build_document(self) -> QTextDocument:
        document = super()._build_document()
        document.setTextWidth(-1)
        rows = cells(self.block)
        columns = max((len(row) for row in rows[:1]), default=1)
        widest = self._theme.px(WIDEST_COLUMN) * max(1, columns)
        self._natural = min(float(document.idealWidth()), widest)
        count = len(rows) - 1
        self._label = counted("Table · {count} row", "Table · {count} rows", count)
        return document

    def content_width(self) -> float:
        return self._natural

    def measure(self, width: float) -> float:
        document = self.document
        wide = max(self._natural, width)
        if wide != self._width:
            document.setTextWidth(wide)
            self._width = wide
        bar = self._theme.px(SCROLL_BAR_ROOM) if self._scrolls(width) else 0
        return self._head + float(document.size().height()) + bar + GAP + 1

    def _scrolls(self, width: float) -> bool:
        return self._natural > width + 1

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        return self._buttons(
            width,
            (CardAction.CSV, "", "CSV", _("Copy as CSV")),
            (CardAction.TSV, "copy", "", _("Copy table")),
        )

    def grip(self, width: float) -> QRectF:
        return QRectF(0, 0, width, self._head)

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        height = self.measure(width) - GAP
        self._paint_card(painter, width, height, self._label, self._theme.colors.page)
        place = QRectF(1, self._head, width - 2, height - self._head)
        self._draw_scrolled(painter, place, self.inset, highlights)
        if self._scrolls(width):
            side = self._theme.px(RADIUS)
            self._paint_scroll_bar(painter, side, width - 2 * side, height - self._theme.px(7))
