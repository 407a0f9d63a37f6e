"""Rows that may be wider than the page and scroll sideways; as cards they have buttons and a head to take them by."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.ui.transcript.rows.text_rows import DocumentRow, Highlights

BAR = 10.0  # room for the bar below what scrolls


class CardAction(StrEnum):
    """What a button on a card does."""

    COPY = "copy"
    SAVE = "save"
    TSV = "tsv"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button of a card: what it does, its words, its name for who cannot see it, and its place in the row."""

    doing: CardAction
    label: str
    name: str
    right: float
    middle: float


class CardRow(DocumentRow):
    """A row whose content scrolls sideways where it is wider than its place."""

    scrolled = 0.0

    def content_width(self) -> float:
        """How wide its content is."""
        raise NotImplementedError

    def _room(self, width: float) -> float:
        """How much of `width` the content can have."""
        return width

    def scroll(self, by: float, width: float) -> bool:
        """Scroll sideways; whether anything moved."""
        most = max(0.0, self.content_width() - self._room(width))
        before, self.scrolled = self.scrolled, max(0.0, min(most, self.scrolled + by))
        return before != self.scrolled

    def offset_at(self, point: QPointF) -> int:
        return super().offset_at(point + QPointF(self.scrolled, 0))

    def link_at(self, point: QPointF) -> str:
        return super().link_at(point + QPointF(self.scrolled, 0))

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        """The buttons that belong to it, from right to left."""
        return ()

    def grip(self, width: float) -> QRectF:
        """Where it can be taken to be dragged out whole."""
        return QRectF()

    def _draw_scrolled(self, painter: QPainter, place: QRectF, lit: Highlights) -> None:
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)  # on paper there is one already
        painter.translate(place.topLeft() - QPointF(self.scrolled, 0))
        self._draw(painter, lit)
        painter.restore()

    def _paint_bar(self, painter: QPainter, left: float, width: float, y: float) -> None:
        """A thin bar that says how much there is and where one is."""
        content = self.content_width()
        if content <= width + 1:
            return
        long = max(24.0, width * width / content)
        at = left + (width - long) * self.scrolled / (content - width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colors.line))
        painter.drawRoundedRect(QRectF(at, y, long, 4), 2, 2)
