"""Rows that may be wider than the page and scroll sideways. As cards they have a head with words and buttons, by which
they are dragged.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.ui.look.mirroring import across, line_start
from desktop.ui.transcript.flat_button import label_width, small_font
from desktop.ui.transcript.rows.document_row import DocumentRow, Highlights

SCROLL_BAR_ROOM = 10.0  # below content that scrolls, in units of the font
HEAD, PAD, BUTTON = 32.0, 12.0, 26.0  # the head of a card, the room beside its words, a button: in units of the font
RADIUS = 8.0


class CardAction(StrEnum):
    """The action of a card's button."""

    COPY = "copy"
    SAVE = "save"
    TSV = "tsv"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class CardButton:
    """A button of a card: its action, its icon or else its label, its name, and its place in the row."""

    action: CardAction
    icon: str
    label: str
    name: str
    place: QRectF


class CardRow(DocumentRow):
    """A row whose content scrolls sideways where it is wider than the page. `scrolled` is how far, in pixels."""

    scrolled = 0.0
    _known_buttons: tuple[float, tuple[CardButton, ...]] | None = None  # those of a width

    @cached_property
    def _head(self) -> float:
        """The height of the head."""
        return float(self._theme.px(HEAD))

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
        """Returns the card's buttons, in the order of reading."""
        return ()

    def _buttons(self, width: float, *buttons: tuple[CardAction, str, str, str]) -> tuple[CardButton, ...]:
        """Returns buttons in the head, given by action, icon, label and name, in the order of reading."""
        if self._known_buttons is not None and self._known_buttons[0] == width:
            return self._known_buttons[1]
        side = float(self._theme.px(BUTTON))
        right = width - self._theme.px(4)
        placed = []
        for action, icon, label, name in reversed(buttons):
            wide = label_width(self._theme, label) if label else side
            place = QRectF(right - wide, (self._head - side) / 2, wide, side)
            placed.append(CardButton(action, icon, label, name, across(place, width)))
            right -= wide
        self._known_buttons = width, tuple(reversed(placed))
        return self._known_buttons[1]

    def grip(self, width: float) -> QRectF:
        """Returns the area by which the whole card is dragged out."""
        return QRectF()

    def _paint_card(self, painter: QPainter, width: float, height: float, label: str, ground: str) -> None:
        """Paints the border of a card, its ground, and its head with a label as far as there is room."""
        colors = self._theme.colors
        card, radius = QRectF(0.5, 0.5, width - 1, height - 1), self._theme.px(RADIUS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(card, radius, radius)
        head = QPainterPath()
        head.addRect(QRectF(0, 0, width, self._head))
        painter.fillPath(shape, QColor(ground))
        painter.fillPath(shape.intersected(head), QColor(colors.card))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        painter.drawLine(QPointF(0.5, self._head - 0.5), QPointF(width - 0.5, self._head - 0.5))
        if painter.hasClipping() and painter.clipBoundingRect().top() > self._head:
            label = ""  # on a further page: a PDF would keep it as invisible text
        painter.setPen(QColor(colors.quiet))
        painter.setFont(small_font(self._theme))
        left = self._theme.px(PAD)
        buttons = self.buttons(width)
        end = across(buttons[0].place, width).left() if buttons else width
        room = max(0.0, end - left - self._theme.px(4))
        words = QFontMetricsF(painter.font()).elidedText(label, Qt.TextElideMode.ElideRight, room)
        align = line_start() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(across(QRectF(left, 0, room, self._head), width), align, words)
        painter.restore()

    def _draw_scrolled(self, painter: QPainter, place: QRectF, origin: QPointF, highlights: Highlights) -> None:
        """Paints the document with its top left at `origin`, as far as it is in `place`."""
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)  # on paper there is one already
        painter.translate(origin - QPointF(self.scrolled, 0))
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
        painter.setBrush(QColor(self._theme.colors.edge))
        painter.drawRoundedRect(QRectF(at, y, long, 4), 2, 2)
