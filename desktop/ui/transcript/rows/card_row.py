"""Rows that may be wider than the page and scroll sideways. As cards they have buttons, and a head to drag them by."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.ui.transcript.rows.document_row import DocumentRow, Highlights

SCROLL_BAR_ROOM = 10.0  # below content that scrolls


class CardAction(StrEnum):
    """The action of a card's button."""

    COPY = "copy"
    SAVE = "save"
    TSV = "tsv"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button of a card: its action, label and accessible name, its right edge and its middle in the row."""

    action: CardAction
    label: str
    name: str
    right: float
    middle: float


class CardRow(DocumentRow):
    """A row whose content scrolls sideways where it is wider than the page. `scrolled` is how far, in pixels."""

    scrolled = 0.0

    def content_width(self) -> float:
        """Returns the natural width of the content."""
        raise NotImplementedError

    def _visible_width(self, width: float) -> float:
        """Returns the part of `width` that the content can have."""
        return width

    def scroll(self, by: float, width: float) -> bool:
        """Scrolls sideways. Returns True if anything moved."""
        most = max(0.0, self.content_width() - self._visible_width(width))
        before, self.scrolled = self.scrolled, max(0.0, min(most, self.scrolled + by))
        return before != self.scrolled

    def offset_at(self, point: QPointF) -> int:
        return super().offset_at(point + QPointF(self.scrolled, 0))

    def link_at(self, point: QPointF) -> str:
        return super().link_at(point + QPointF(self.scrolled, 0))

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        """Returns the card's buttons, from right to left."""
        return ()

    def grip(self, width: float) -> QRectF:
        """Returns the area by which the whole card is dragged out."""
        return QRectF()

    def _draw_scrolled(self, painter: QPainter, place: QRectF, highlights: Highlights) -> None:
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)  # on paper there is one already
        painter.translate(place.topLeft() - QPointF(self.scrolled, 0))
        self._draw(painter, highlights)
        painter.restore()

    def _paint_scroll_bar(self, painter: QPainter, left: float, width: float, y: float) -> None:
        """Paints a thin bar that shows how much content there is and which part is in view."""
        content = self.content_width()
        if content <= width + 1:
            return
        long = max(24.0, width * width / content)
        at = left + (width - long) * self.scrolled / (content - width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colors.line))
        painter.drawRoundedRect(QRectF(at, y, long, 4), 2, 2)
