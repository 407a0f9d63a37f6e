"""Tables: a card with the number of rows and buttons above columns that are as wide as they need.

A long table is cut into parts, each a row of the transcript, which look like one card.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextDocument, QTextFrame, QTextLength, QTextTable

from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.core.markdown.table_export import Cells, cells
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.card_row import RADIUS, SCROLL_BAR_ROOM, CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.document_row import Highlights
from desktop.ui.transcript.rows.table_columns import TableColumns
from desktop.ui.transcript.rows.text_row import TextRow

WIDEST_COLUMN = 300.0  # in units of the font


class TableRow(CardRow, TextRow):
    """A table as wide as the page, or at its natural width where that is more, so that no column is squeezed.

    `before` is the part of the same table that it continues, or None.
    """

    def __init__(self, block: MarkdownBlock, context: WritingContext) -> None:
        super().__init__(block, context)
        self.before: TableRow | None = None
        self._columns: TableColumns[TableRow] = TableColumns(self)
        self._version = 0  # of the columns that it is laid out for
        self._applied: list[float] = []
        self._natural = 0.0
        self.inset = QPointF(0, self._head)

    def follow(self, before: "TableRow") -> None:
        """Takes in that it continues another part, whose columns it has, too."""
        if self.before is not before or self._columns is not before._columns:
            self.before, self._columns = before, before._columns
            self.inset = QPointF(0, 0)
            if self._document is not None:
                self._columns.widen(self._natural_widths(self._document))
                self._document.setTextWidth(-1)
            self._version, self._width = -1, -1.0
        self._columns.take(self)

    @property
    def scrolled(self) -> float:  # all parts are scrolled as one
        return self._columns.scrolled

    @scrolled.setter
    def scrolled(self, pixels: float) -> None:
        self._columns.scrolled = pixels

    @property
    def blocks(self) -> tuple[MarkdownBlock, ...]:
        """The blocks of all parts of the table, in their order."""
        return tuple(part.block for part in reversed(list(self._parts())))

    @property
    def is_stale(self) -> bool:
        return self._version != self._columns.version

    def _parts(self) -> "Iterator[TableRow]":
        """Yields all parts of the table, from the last to the first."""
        part: TableRow | None = self._columns.last
        while part is not None:
            yield part
            part = part.before

    def cells(self) -> Cells:
        """Returns the plain text of the cells of the whole table, row by row."""
        return tuple(row for part in reversed(list(self._parts())) for row in cells(part.block))

    @cached_property
    def _row_count(self) -> int:
        """The rows of this part, its head included."""
        return sum(1 for token in self.block.tokens if token.type == "tr_close")

    @property
    def _label(self) -> str:
        rows = sum(part._row_count for part in self._parts()) - 1
        return counted("Table · {count} row", "Table · {count} rows", rows)

    def _build_document(self) -> QTextDocument:
        document = super()._build_document()
        document.setTextWidth(-1)
        self._natural, self._applied = float(document.idealWidth()), []
        self._columns.widen(self._natural_widths(document))
        return document

    def _natural_widths(self, document: QTextDocument) -> list[float]:
        """Returns the natural widths of the columns of a document, in pixels."""
        table = _table_in(document)
        if table is None:
            return []
        padding = 2 * self._theme.px(12) + 1
        widths = [0.0] * table.columns()
        for row in range(table.rows()):
            for column in range(table.columns()):
                layout = table.cellAt(row, column).firstCursorPosition().block().layout()
                widths[column] = max(widths[column], layout.maximumWidth() + padding)
        return widths

    def content_width(self) -> float:
        columns = self._columns
        count = max(1, len(columns.natural))
        natural = sum(columns.natural) if columns.is_shared else self._natural
        return min(natural, self._theme.px(WIDEST_COLUMN) * count)

    def measure(self, width: float) -> float:
        self._fit(width)
        height = (0.0 if self.before else self._head) + float(self.document.size().height())
        if self._columns.last is not self:
            return height + self.gap
        return height + (self._theme.px(SCROLL_BAR_ROOM) if self._scrolls(width) else 0) + self.gap + 1

    def _fit(self, width: float) -> None:
        """Lays the columns out for a width."""
        document = self.document
        wide = max(self.content_width(), width)
        table = _table_in(document) if self._columns.is_shared else None
        if table is not None:
            fitted = self._columns.fitted(wide)[: table.columns()]
            if fitted != self._applied:
                form = table.format()
                form.setWidth(QTextLength())
                form.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, own) for own in fitted])
                table.setFormat(form)
                document.setTextWidth(sum(fitted))  # without a width, Qt lets no words wrap
                self._applied = fitted
        elif wide != self._width:
            document.setTextWidth(wide)
            self._width = wide
        self._version = self._columns.version

    def page_breaks(self) -> list[float]:
        """Returns where a printed page may end: between the rows, which stay whole, and not behind the head."""
        table, layout = _table_in(self.document), self.document.documentLayout()
        if table is None:
            return self.line_bottoms()
        ends = list[tuple[float, float]]()
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            tops = [layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in cells]
            bottoms = [layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom() for cell in cells]
            ends.append((min(tops), max(bottoms)))
        between = [(bottom + top) / 2 for (_, bottom), (top, _) in pairwise(ends)]
        after_head = between if self.before else between[1:]
        return [self.inset.y() + end for end in (*after_head, ends[-1][1])]

    def _scrolls(self, width: float) -> bool:
        return self.content_width() > width + 1

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        if self.before is not None:
            return ()
        return self._buttons(
            width,
            (CardAction.CSV, "", "CSV", _("Copy as CSV")),
            (CardAction.TSV, "copy", "", _("Copy table")),
        )

    def grip(self, width: float) -> QRectF:
        return QRectF(0, 0, width, self._head) if self.before is None else QRectF()

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        height = self.measure(width) - self.gap
        is_first, is_last = self.before is None, self._columns.last is self
        radius = self._theme.px(RADIUS)
        top = 0.0 if is_first else self._head
        painter.save()
        painter.setClipRect(QRectF(0, 0, width, height), Qt.ClipOperation.IntersectClip)
        painter.save()
        if not is_first:
            painter.translate(0, -top)  # the head is not seen
        below = 0 if is_last else 2 * radius
        self._paint_card(painter, width, top + height + below, self._label if is_first else "", self._theme.colors.page)
        painter.restore()
        place = QRectF(1, self.inset.y(), width - 2, height - self.inset.y())
        self._draw_scrolled(painter, place, self.inset, highlights)
        if not is_last:
            painter.fillRect(QRectF(0, height - 1, width, 1), QColor(self._theme.colors.line))
        elif self._scrolls(width):
            self._paint_scroll_bar(painter, radius, width - 2 * radius, height - self._theme.px(7))
        painter.restore()


def _table_in(document: QTextDocument) -> QTextTable | None:
    """Returns the table of a document; None where it is shown as plain text."""
    frames: list[QTextFrame] = document.rootFrame().childFrames()
    return next((frame for frame in frames if isinstance(frame, QTextTable)), None)
