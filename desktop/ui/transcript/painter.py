"""Paints the visible turns: their rows with what is highlighted, and the text of their feet."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.core.untrusted_text import make_controls_visible
from desktop.ui.theme import Theme
from desktop.ui.transcript.on_demand import OnDemandContent
from desktop.ui.transcript.rows.document_row import Highlights
from desktop.ui.transcript.turns.turn_footer import FOOT_HEIGHT, TEXT_WRAPS, footer_font
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import SIDE, VisibleArea

ONE_LINE = 28.0  # height of a foot whose text is one line, beside the buttons' labels


class TranscriptPainter:
    """Paints the viewport. `highlights_of` returns the highlights of a row by the indices of its turn and itself,
    `buttons_left` the left edge of a turn's buttons, or the x that it gets if there are none. `empty_text` is painted
    while there are no turns.
    """

    def __init__(
        self,
        area: VisibleArea,
        content: OnDemandContent,
        highlights_of: Callable[[int, int], Highlights],
        buttons_left: Callable[[str, float], float],
    ) -> None:
        self._area = area
        self._content = content
        self._highlights_of = highlights_of
        self._buttons_left = buttons_left
        self.empty_text = ""

    def paint(self, painter: QPainter, exposed: QRect, theme: Theme) -> None:
        """Paints what is in the exposed rectangle, in the viewport's coordinates."""
        painter.fillRect(exposed, QColor(theme.colors.page))
        painter.setFont(theme.font)
        if not self._area.items:
            self._paint_empty(painter, theme)
        y, width = self._area.y, self._area.text_width
        for number, item in self._area.visible():
            low = y - item.top + exposed.top()
            for row_number, position in item.rows_in(low, low + exposed.height()):
                row = position.row
                self._content.give_pixels(row)
                painter.save()
                painter.translate(SIDE + row.indent, item.top + position.top - y)
                row.paint(painter, width - row.indent, self._highlights_of(number, row_number))
                painter.restore()
            self._paint_foot(painter, item, item.top + item.foot_top - y, theme)
            self._content.request_quote_matches(item.turn)

    def _paint_empty(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QColor(theme.colors.quiet))
        rect = self._area.rect.adjusted(20, 0, -20, -self._area.height // 4)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text)

    def _paint_foot(self, painter: QPainter, item: TurnItem, top: float, theme: Theme) -> None:
        footer, width = item.footer, self._area.text_width
        painter.setPen(QColor(theme.colors.alarm if footer.alarm else theme.colors.quiet))
        painter.setFont(footer_font(theme))
        if item.foot_text_height:
            rect = QRectF(SIDE, top, width, item.foot_text_height)
            painter.drawText(rect, TEXT_WRAPS, make_controls_visible(footer.text))
            return
        room = max(80.0, self._buttons_left(item.turn.id, SIDE + width) - SIDE - 8)
        rect, alignment = QRectF(SIDE, top, room, FOOT_HEIGHT + 10), TEXT_WRAPS
        if painter.boundingRect(rect, alignment, footer.text).height() < ONE_LINE:
            rect, alignment = QRectF(SIDE, top, room, ONE_LINE), alignment | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, alignment, make_controls_visible(footer.text))
