"""The part of the transcript that is in view. It is anchored to a row, not to the scroll bar's value, because heights
are estimates until a row has been near the view.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.ui.transcript.turns.row_column import RowPosition
from desktop.ui.transcript.turns.selection import TextPosition
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.turns.turn_layout import Anchor, TurnLayout

SIDE = 18.0  # left and right of the rows
SCROLL_STEP = 40
END_TOLERANCE = 4  # pixels from the end within which the view counts as being there


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row under a point: its turn, its position, and the point in the row's own coordinates."""

    item: TurnItem
    position: RowPosition
    point: QPointF


class VisibleArea:
    """Maps between pixels of the viewport and rows, and keeps the view where it is while heights change.

    While `follows_end` is true, the view stays at the end of the transcript.
    """

    def __init__(self, layout: TurnLayout, scroll_bar: QScrollBar, widget: QWidget) -> None:
        self._layout = layout
        self._bar = scroll_bar
        self._widget = widget
        self.follows_end = True
        self._pressed: tuple[int, float] | None = None  # a turn, and the top of its foot's buttons in the view
        self._kept: tuple[int, float] | None = None  # the same, while the view is laid out by it
        self._room_below = 0.0

    @property
    def items(self) -> list[TurnItem]:
        """All turns, in view or not."""
        return self._layout.items

    def item_of(self, turn_id: str) -> TurnItem | None:
        """Returns the turn with an id, in view or not; None if it is not shown."""
        return next((item for item in self.items if item.turn.id == turn_id), None)

    @property
    def y(self) -> int:
        """The top of the view, in pixels from the beginning of the transcript."""
        return self._bar.value()

    @property
    def height(self) -> int:
        """The height of the view."""
        return self._widget.height()

    @property
    def rect(self) -> QRect:
        """The area in its own coordinates."""
        return self._widget.rect()

    @property
    def text_width(self) -> float:
        """The width of the rows."""
        return max(60.0, self._widget.width() - 2 * SIDE)

    @property
    def is_at_end(self) -> bool:
        """True if the end of the transcript is in view."""
        return self._bar.value() >= self._bar.maximum() - END_TOLERANCE

    def repaint(self) -> None:
        """Has the view painted soon."""
        self._widget.update()

    def scroll_by(self, pixels: int) -> None:
        """Scrolls down, or up where negative."""
        self._bar.setValue(self._bar.value() + pixels)

    def anchor(self) -> Anchor:
        """Returns the anchor of the top of the view."""
        return self._layout.anchor(float(self._bar.value()))

    def remember_foot(self, item: TurnItem) -> None:
        """Remembers the place of a foot whose button was pressed, for a `keep_foot` after the turns have changed."""
        self._pressed = self.items.index(item), _buttons_top(item) - self.y

    def keep_foot(self) -> bool:
        """Keeps the foot at the place that was remembered, whatever the height of its turn is now.

        Where the turns are too short for that, room is left around them. Returns True if a place was remembered.
        """
        self._kept, self._pressed = self._pressed, None
        self._room_below = 0.0
        self._layout.leave_room_above(0.0)
        self.follows_end = self.follows_end and self._kept is None
        return self._kept is not None

    def let_go_of_foot(self) -> None:
        """Lays out by the top of the view again. The room that was left stays until the turns change."""
        self._kept = self._pressed = None

    def lay_out(self, anchor: Anchor | None = None) -> None:
        """Lays out the rows near the view, which stays where it is, or at an anchor that was taken before a change."""
        bar, layout = self._bar, self._layout
        anchor = anchor or self.anchor()
        for _ in range(4):  # measuring moves the rows below, which may bring other rows near
            layout.stack()
            if not layout.measure_near(max(0.0, self._top_for(anchor)), self.height):
                break
        layout.stack()
        y = self._top_for(anchor)
        if self._kept is not None:
            if y < 0:
                layout.leave_room_above(-y)
                layout.stack()
                y = 0.0
            self._room_below = max(0.0, y + self.height - layout.total)
        bar.blockSignals(True)
        bar.setRange(0, max(0, round(layout.total + self._room_below - self.height)))
        bar.setPageStep(self.height)
        bar.setSingleStep(SCROLL_STEP)
        bar.setValue(round(y))
        bar.blockSignals(False)

    def _top_for(self, anchor: Anchor) -> float:
        if self._kept is not None and self._kept[0] < len(self.items):
            return _buttons_top(self.items[self._kept[0]]) - self._kept[1]
        if self.follows_end:
            return self._layout.total - self.height
        y = self._layout.y_of(anchor)
        return float(self._bar.value()) if y is None else y

    def reveal(self, turn: int, row: int, into: float = 0.0) -> None:
        """Brings a row, or a place in it, into the upper part of the view."""
        item = self.items[turn]
        item.open()
        self.follows_end = False
        self.lay_out((turn, min(row, len(item.rows) - 1), into - self.height / 3))

    def visible(self) -> Iterator[tuple[int, TurnItem]]:
        """Yields the turns of which something is in view, with their indices."""
        return self._layout.visible(self._bar.value(), self.height)

    def is_in_view(self, item: TurnItem, position: RowPosition) -> bool:
        """Returns True if something of a row is in view."""
        y = item.top + position.top - self._bar.value()
        return y + position.height > 0 and y < self.height

    def row_at(self, point: QPointF) -> RowHit | None:
        """Returns the row under a point of the view; None over a foot or below everything."""
        y = point.y() + self._bar.value()
        for _, item in self.visible():
            if item.top <= y < item.top + item.foot_top:
                position = item.rows[item.row_at(y - item.top)]
                return RowHit(
                    item, position, QPointF(point.x() - SIDE - position.row.indent, y - item.top - position.top)
                )
        return None

    def turn_at(self, point: QPointF) -> str:
        """Returns the id of the turn under a point of the view, its foot included; an empty string if there is none."""
        y = point.y() + self._bar.value()
        return next((item.turn.id for _, item in self.visible() if item.top <= y < item.top + item.height), "")

    def foot_at(self, point: QPointF) -> TurnItem | None:
        """Returns the turn whose foot is under a point of the view, or None."""
        y = point.y() + self._bar.value()
        return next(
            (item for _, item in self.visible() if item.top + item.foot_top <= y < item.top + item.height), None
        )

    def on_screen(self, point: QPointF) -> QPoint:
        """Returns the place on the screen of a point of the view."""
        return self._widget.mapToGlobal(point.toPoint())

    def first_turn(self) -> str:
        """Returns the id of the first turn in view; an empty string if there is none."""
        return next((item.turn.id for _, item in self.visible()), "")

    def position_at(self, point: QPointF) -> TextPosition | None:
        """Returns the text position nearest to a point of the view; None if nothing is laid out there."""
        y = point.y() + self._bar.value()
        for number, item in enumerate(self.items):
            if item.rows and (y < item.top + item.height or number == len(self.items) - 1):
                row = item.row_at(y - item.top)
                return TextPosition(number, row, item.offset_at(row, QPointF(point.x() - SIDE, y - item.top)))
        return None


def _buttons_top(item: TurnItem) -> float:
    """Returns the top of the line of a foot that its buttons stand in, from the beginning of the transcript."""
    return item.top + item.foot_top + item.foot.text_height
