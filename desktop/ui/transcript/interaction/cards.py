"""Cards in the transcript (code and tables): scrolled sideways, and taken by their heads."""

from PySide6.QtCore import QPointF

from desktop.ui.transcript.rows.card_row import CardRow
from desktop.ui.transcript.visible_area import VisibleArea


class Cards:
    """Finds cards by points of the view and scrolls them."""

    def __init__(self, area: VisibleArea) -> None:
        self._area = area

    def grip_at(self, point: QPointF) -> CardRow | None:
        """Returns the card whose head is under a point, or None."""
        hit = self._area.row_at(point)
        if hit and isinstance(hit.position.row, CardRow):
            row = hit.position.row
            return row if row.grip(self._area.text_width - row.indent).contains(hit.point) else None
        return None

    def scroll_at(self, point: QPointF, by: float) -> None:
        """Scrolls the card under a point sideways, if there is one."""
        hit = self._area.row_at(point)
        if hit and isinstance(hit.position.row, CardRow):
            self._scroll(hit.position.row, by)

    def scroll_first(self, by: float) -> None:
        """Scrolls the first wide card in view sideways."""
        for _, item in self._area.visible():
            for position in item.rows:
                row = position.row
                if isinstance(row, CardRow) and self._area.is_in_view(item, position) and self._scroll(row, by):
                    return

    def _scroll(self, row: CardRow, by: float) -> bool:
        moved = row.scroll(by, self._area.text_width - row.indent)
        if moved:
            self._area.repaint()
        return moved
