"""Links on the page, to addresses, numbers of marks and places on pictures, followed by mouse and by keyboard."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip

from desktop.core.untrusted_text import make_controls_visible
from desktop.ui.rich_text.inline_writer import MARK_SCHEME, SPOT_SCHEME
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.text_rows import Span
from desktop.ui.transcript.turn_buttons import TurnButtonsView
from desktop.ui.transcript.turn_item import TurnItem


class LinkNavigationView(TurnButtonsView):
    """A page whose links say where they lead."""

    link_requested = Signal(str)
    mark_pointed = Signal(str, int)  # a turn's id, and the number in it that is pointed at; 0 is none
    mark_chosen = Signal(str, int)  # a turn's id, and the number in it that was clicked
    spot_pointed = Signal(str, str)  # a turn's id, and what it quotes from a picture; nothing is none
    spot_chosen = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pointed = ("", "")  # a turn, and a link in it that leads to a picture
        self._focused: tuple[str, int, Span] | None = None  # a turn, a row and a link in it that has the keyboard

    def _begun_anew(self) -> None:
        super()._begun_anew()
        self._focused = None

    def _target(self, point: QPointF) -> tuple[str, str]:
        """The turn and the address under a point; empty where there is no link."""
        under = self._row_at(point)
        return (under[0].turn.id, under[1].row.link_at(under[2])) if under else ("", "")

    def _follow(self, turn_id: str, link: str) -> None:
        """A click on a link, or on the number of a mark."""
        if link.startswith(MARK_SCHEME):
            self.mark_chosen.emit(turn_id, _number_in(link))
        elif link.startswith(SPOT_SCHEME):
            self.spot_chosen.emit(turn_id, link.removeprefix(SPOT_SCHEME))
        elif link:
            self.link_requested.emit(link)

    def _point_at(self, point: QPointF) -> None:
        """The pointer is there; a number that it rests on is lit on the canvas."""
        turn_id, link = self._target(point)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.IBeamCursor
        if self._grip_at(point) is not None:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)
        self._tell_pointed(turn_id, link if link.startswith((MARK_SCHEME, SPOT_SCHEME)) else "")

    def _tell_pointed(self, turn_id: str, link: str) -> None:
        """The pointer rests on what has a place on a picture, or on nothing such."""
        if (turn_id, link) == self._pointed or not (link or self._pointed[1]):
            return
        left, self._pointed = self._pointed[1], (turn_id, link) if link else ("", "")
        for scheme in (MARK_SCHEME, SPOT_SCHEME):
            rests = link.startswith(scheme)
            if rests or left.startswith(scheme):
                if scheme == MARK_SCHEME:
                    self.mark_pointed.emit(turn_id if rests else "", _number_in(link) if rests else 0)
                else:
                    self.spot_pointed.emit(turn_id if rests else "", link.removeprefix(scheme) if rests else "")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the links that are seen, then through the buttons."""
        if self.hasFocus():
            seen_links = [
                (item.turn.id, row, span)
                for _, item in self._visible()
                for row, placed in enumerate(item.rows)
                if placed.measured and self._in_view(item, placed.top, placed.height)
                for span, _ in placed.row.links()
            ]
            at = seen_links.index(self._focused) if self._focused in seen_links else -1 if forward else len(seen_links)
            at += 1 if forward else -1
            self._focused = seen_links[at] if 0 <= at < len(seen_links) else None
            self.viewport().update()
            if self._focused is not None:
                return True
        return super().focusNextPrevChild(forward)

    def _in_view(self, item: TurnItem, top: float, height: float) -> bool:
        y = item.top + top - self.verticalScrollBar().value()
        return y + height > 0 and y < self.viewport().height()

    def _follow_focused(self) -> None:
        if self._focused is None:
            return
        turn_id, row, span = self._focused
        item = next((item for item in self._items if item.turn.id == turn_id), None)
        links = dict(item.rows[row].row.links()) if item is not None and row < len(item.rows) else {}
        self._follow(turn_id, links.get(span, ""))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focused = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._tell_pointed("", "")
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())
            _, link = self._target(point)
            leads = link.startswith((MARK_SCHEME, SPOT_SCHEME))
            under = self._row_at(point)
            words = "Show it on the picture" if leads else make_controls_visible(link)[:300]
            words = words or (under[1].row.tip_at(under[2]) if under else "")
            QToolTip.showText(QCursor.pos(), words, self) if words else QToolTip.hideText()
            return True
        return super().viewportEvent(event)


def _number_in(link: str) -> int:
    return int(link.removeprefix(MARK_SCHEME))
