"""Paints the visible turns: their rows with what is highlighted, and the text of their feet."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.ui.icons import icon
from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import small_font
from desktop.ui.transcript.on_demand import OnDemandContent
from desktop.ui.transcript.rows.document_row import Highlights
from desktop.ui.transcript.turns.foot_layout import TEXT_WRAPS
from desktop.ui.transcript.turns.turn_footer import version_words
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import SIDE, VisibleArea


class TranscriptPainter:
    """Paints the viewport. `highlights_of` returns the highlights of a row by the indices of its turn and itself.
    `empty_text` is painted while there are no turns.
    """

    def __init__(
        self,
        area: VisibleArea,
        content: OnDemandContent,
        highlights_of: Callable[[int, int], Highlights],
    ) -> None:
        self._area = area
        self._content = content
        self._highlights_of = highlights_of
        self.empty_text = ""

    def paint(self, painter: QPainter, exposed: QRect, theme: Theme) -> None:
        """Paints what is in the exposed rectangle, in the viewport's coordinates."""
        painter.setClipRect(exposed)  # long rows draw only what is in it
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
        footer, foot = item.footer, item.foot
        color = theme.colors.alarm if footer.alarm else theme.colors.quiet
        painter.save()
        painter.translate(SIDE, top)
        painter.setFont(small_font(theme))
        painter.setPen(QColor(color))
        if foot.icon is not None:
            icon(footer.icon, color).paint(painter, foot.icon.toRect())
        if foot.text_height:
            painter.drawText(foot.text, TEXT_WRAPS, footer.shown)
        else:
            words = painter.fontMetrics().elidedText(footer.shown, Qt.TextElideMode.ElideRight, int(foot.text.width()))
            painter.drawText(foot.text, Qt.AlignmentFlag.AlignVCenter, words)
        if foot.version is not None:
            painter.setPen(QColor(theme.colors.quiet))
            painter.drawText(foot.version, Qt.AlignmentFlag.AlignCenter, version_words(item.version))
        painter.restore()
