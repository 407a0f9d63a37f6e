"""Links in the transcript: to addresses, to number badges and to quoted places on images, by mouse and by keyboard."""

from html import escape

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.language.catalogue import N_, _
from desktop.ui.rich_text.inline_writer import FOLD_LINK
from desktop.ui.rich_text.link_words import link_words
from desktop.ui.rich_text.number_chips import MARK_SCHEME
from desktop.ui.rich_text.quotes import SPOT_SCHEME
from desktop.ui.rich_text.span_rects import Span
from desktop.ui.transcript.turns.row_column import RowPosition
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import SIDE, VisibleArea

FocusableLink = tuple[str, int, Span]  # the id of a turn, a row in it, and the span of a link
LONGEST_TIP = 300
SHOW_THERE = N_("Show in picture")
FOUND_THERE = N_("Found in the picture. Click to see where.")


class Links(QObject):
    """Follows links and tells which one the pointer rests on. One of them can have the keyboard focus."""

    link_requested = Signal(str)
    mark_pointed = Signal(str, int)  # a turn's id, and the number that is pointed at; "" and 0 for none
    mark_chosen = Signal(str, int)  # a turn's id, and the number that was clicked
    spot_pointed = Signal(str, str)  # a turn's id, and what it quotes from an image; "" and "" for none
    spot_chosen = Signal(str, str)
    focus_moved = Signal(str)  # to a link of these words, by keyboard
    fold_requested = Signal(str)  # the id of a turn whose thinking is to be folded or opened

    def __init__(self, area: VisibleArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._pointed = ("", "")  # the id of a turn, and a link in it that leads to an image
        self._focused: FocusableLink | None = None

    def target_at(self, point: QPointF) -> tuple[str, str]:
        """Returns the id of the turn and the address of the link under a point, the latter empty if there is none."""
        hit = self._area.row_at(point)
        return (hit.item.turn.id, hit.position.row.link_at(hit.point)) if hit else ("", "")

    def address_at(self, point: QPointF) -> str:
        """Returns the outside address under a point; empty where there is none or a link leads to an image."""
        link = self.target_at(point)[1]
        return "" if _leads_to_image(link) or link == FOLD_LINK else link

    def menu_target(self, point: QPointF, by_keyboard: bool) -> tuple[str, str]:
        """Returns the id of the turn and the outside address that a menu is for, each empty if there is none.

        A menu by keyboard is for the link with the focus, or else for what is at the point, or for the first turn.
        """
        if by_keyboard and self._focused is not None:
            link = self._focused_address()
            return self._focused[0], "" if _leads_to_image(link) or link == FOLD_LINK else link
        turn_id = self._area.turn_at(point) or (self._area.first_turn() if by_keyboard else "")
        return turn_id, self.address_at(point)

    def tip_at(self, point: QPointF) -> str:
        """Returns the tool tip for a point; empty if there is none. In a foot it is all of its text."""
        hit = self._area.row_at(point)
        if hit is None:
            item = self._area.foot_at(point)
            return item.footer.text if item is not None else ""
        link = hit.position.row.link_at(hit.point)
        if link == FOLD_LINK:
            return _("What the model thought before it answered: show or hide")
        if link.startswith(SPOT_SCHEME):
            return _(FOUND_THERE)
        tip = _(SHOW_THERE) if link.startswith(MARK_SCHEME) else hit.position.row.tip_at(hit.point)
        return (tip or make_controls_visible(link))[:LONGEST_TIP]

    def follow(self, turn_id: str, link: str) -> None:
        """Follows a link of a turn; an empty one leads nowhere."""
        if link.startswith(MARK_SCHEME):
            self.mark_chosen.emit(turn_id, _number_in(link))
        elif link.startswith(SPOT_SCHEME):
            self.spot_chosen.emit(turn_id, link.removeprefix(SPOT_SCHEME))
        elif link == FOLD_LINK:
            self.fold_requested.emit(turn_id)
        elif link:
            self.link_requested.emit(link)

    def follow_at(self, point: QPointF) -> None:
        """Follows the link under a point, if there is one."""
        self.follow(*self.target_at(point))

    def point_at(self, point: QPointF) -> bool:
        """Tells that the pointer rests on a point. Returns True if a link is there."""
        turn_id, link = self.target_at(point)
        self._point(turn_id, link if _leads_to_image(link) else "")
        return bool(link)

    def point_at_nothing(self) -> None:
        """Tells that the pointer has left the view."""
        self._point("", "")

    def _point(self, turn_id: str, link: str) -> None:
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

    def focused_span(self, turn_id: str, row: int) -> Span | None:
        """Returns the span of the link in this row that has the keyboard focus, or None."""
        return self._focused[2] if self._focused and self._focused[:2] == (turn_id, row) else None

    @property
    def focused(self) -> FocusableLink | None:
        """The link that has the keyboard focus."""
        return self._focused

    def focus(self, link: FocusableLink | None) -> None:
        """Gives the keyboard focus to a link, or takes it from all."""
        self._focused = link
        if link is not None:
            self.focus_moved.emit(self._focused_words(link))

    def in_view(self) -> list[FocusableLink]:
        """Returns the links in view, in the order of reading."""
        return [
            (item.turn.id, number, span)
            for _, item in self._area.visible()
            for number, position in enumerate(item.rows)
            if position.measured and self._area.is_in_view(item, position)
            for span, _ in position.row.links()
            if self._is_in_view(item, position, span)
        ]

    def _is_in_view(self, item: TurnItem, position: RowPosition, span: Span) -> bool:
        """Returns True if a link of a row can be seen, and is more than the room around a sign."""
        middle = item.top + position.top + position.row.span_rect(span).center().y() - self._area.y
        return 0 <= middle < self._area.height and bool(position.row.text_between(*span).strip())

    def _focused_words(self, focused: tuple[str, int, Span]) -> str:
        turn_id, number, span = focused
        row = next(item for item in self._area.items if item.turn.id == turn_id).rows[number].row
        return link_words(row.text_between(*span), dict(row.links())[span])

    def drop_focus(self) -> None:
        """Takes the keyboard focus from the link that has it."""
        self.focus(None)

    def follow_focused(self) -> None:
        """Follows the link that has the keyboard focus."""
        if self._focused is not None:
            self.follow(self._focused[0], self._focused_address())

    def focused_rect(self) -> QRectF:
        """Returns the place in the view of the link that has the keyboard focus; an empty one if there is none."""
        if self._focused is None:
            return QRectF()
        turn_id, row, span = self._focused
        item = self._area.item_of(turn_id)
        if item is None or row >= len(item.rows):
            return QRectF()
        position = item.rows[row]
        rect = position.row.span_rect(span)
        return rect.translated(SIDE + position.row.indent, item.top + position.top - self._area.y)

    def _focused_address(self) -> str:
        if self._focused is None:
            return ""
        turn_id, row, span = self._focused
        item = self._area.item_of(turn_id)
        links = dict(item.rows[row].row.links()) if item is not None and row < len(item.rows) else {}
        return links.get(span, "")


def plain_tip(text: str) -> str:
    """Returns a tool tip as Qt shows it, in which nothing of the text is taken for HTML."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>")


def _leads_to_image(link: str) -> bool:
    return link.startswith((MARK_SCHEME, SPOT_SCHEME))


def _number_in(link: str) -> int:
    return int(link.removeprefix(MARK_SCHEME))
