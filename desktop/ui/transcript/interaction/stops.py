"""The stops of the Tab key in the transcript, in the order of reading: links, and the buttons between them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop.ui.keys.tab_order import ring_after
from desktop.ui.transcript.interaction.button_pool import FOOT, ButtonPool
from desktop.ui.transcript.interaction.links import FocusableLink, Links
from desktop.ui.transcript.visible_area import VisibleArea


@dataclass(frozen=True, slots=True)
class Stop:
    """A link, or a button, that is in view; or the transcript itself."""

    link: FocusableLink | None = None
    button: QWidget | None = None


class Stops:
    """Moves the focus of a scroll area through its stops, and past them to other widgets of the window."""

    def __init__(self, scrolled: QAbstractScrollArea, area: VisibleArea, links: Links, pool: ButtonPool) -> None:
        self._scrolled = scrolled
        self._area = area
        self._links = links
        self._pool = pool

    def move(self, forward: bool) -> bool:
        """Goes to the next stop or the one before; the transcript itself is the first.

        Returns False if there is no further one, and no link has the focus then.
        """
        if self._covering() is not None:
            return False
        stops = [Stop(), *self._in_order()]
        to = next((at for at, stop in enumerate(stops) if self._has_focus(stop)), 0) + (1 if forward else -1)
        if not 0 <= to < len(stops):
            self._links.drop_focus()
            return False
        self._links.focus(stops[to].link)
        button = stops[to].button
        if button is None:
            self._scrolled.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def leave(self, forward: bool) -> bool:
        """Goes to the widget after the transcript, or before it. Returns False if there is no other one.

        What covers the transcript, as the page of the first start does, comes between the two.
        """
        start = self._covering() or self._scrolled
        ring = ring_after(start)
        for widget in ring if forward else reversed(ring):
            if not self._pool.has(widget) and _takes_tab(widget):
                widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    def _covering(self) -> QWidget | None:
        """Returns what has the focus in a widget over the transcript; None if that is not so."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self._scrolled or not self._scrolled.isAncestorOf(focus):
            return None
        return focus if _takes_tab(focus) and not self._pool.has(focus) else None  # Tab brings no part that is read

    def _has_focus(self, stop: Stop) -> bool:
        if stop.button is not None:
            return stop.button.hasFocus()
        return self._scrolled.hasFocus() and stop.link == self._links.focused

    def _in_order(self) -> list[Stop]:
        """Returns the stops in view: a card's buttons, which are in its head, come before the links in it."""
        turns = {item.turn.id: number for number, item in enumerate(self._area.items)}
        found: list[tuple[tuple[int, bool, int, bool], Stop]] = []
        for (turn_id, row, _), button in self._pool.in_view():
            if turn_id in turns:  # a turn that has just left is still drawn with its buttons until the next painting
                found.append(((turns[turn_id], row == FOOT, row, False), Stop(button=button)))
        for link in self._links.in_view():
            found.append(((turns[link[0]], False, link[1], True), Stop(link=link)))
        return [stop for _, stop in sorted(found, key=lambda pair: pair[0])]


def _takes_tab(widget: QWidget) -> bool:
    is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_stop and widget.isVisible() and widget.isEnabled() and not widget.size().isEmpty()
