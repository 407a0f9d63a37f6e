"""The turns of the transcript, one under the other: the top of each, the turns near the view, and anchors, which stay
true when heights change. Heights are estimates until a turn has been near the view.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from desktop.ui.transcript.turns.turn_item import TurnItem

TOP = 16.0
NEAR = 600.0  # pixels around the view in which rows are measured
FAR = 4000.0  # pixels beyond that, from which documents are dropped
Anchor = tuple[int, int, float]  # the index of a turn, of a row in it (-1: not open yet), pixels into that; or NOWHERE
NOWHERE: Anchor = (-1, -1, 0.0)


class TurnLayout:
    """Turns with their tops, in pixels from the beginning of the transcript. `total` is the height of all."""

    def __init__(self) -> None:
        self.items: list[TurnItem] = []
        self.total = TOP
        self._top = TOP  # of the first turn
        self._tops: list[float] = []  # as they were stacked last
        self._heights: list[float] = []
        self._laid_out: set[TurnItem] = set()  # turns that may hold documents

    def replace_all(self, items: list[TurnItem]) -> None:
        """Replaces all turns."""
        self.items = items
        self.total = self._top = TOP
        self._tops, self._heights, self._laid_out = [], [], set()

    def cut(self, at: int) -> None:
        """Removes the turns from an index on."""
        self._laid_out -= set(self.items[at:])
        del self.items[at:], self._tops[at:], self._heights[at:]
        self.total = self._end_of(len(self.items) - 1)

    def leave_room_above(self, pixels: float) -> None:
        """Leaves room above the first turn, beside what there always is, from the next `stack` on."""
        if self._top != TOP + pixels:
            self._top = TOP + pixels
            self._tops, self._heights = [], []

    def stack(self) -> None:
        """Puts each turn under the one before, from the first on whose height has changed."""
        heights = [item.height for item in self.items]
        known = self._heights
        if heights == known:
            return
        same = next((at for at, pair in enumerate(zip(heights, known, strict=False)) if pair[0] != pair[1]), None)
        start = min(len(heights), len(known)) if same is None else same
        top = self._end_of(start - 1)
        for at in range(start, len(heights)):
            self.items[at].top = top
            top += heights[at]
        self._tops[start:] = [item.top for item in self.items[start:]]
        self._heights = heights
        self.total = self._end_of(len(heights) - 1)

    def _end_of(self, at: int) -> float:
        """Returns the bottom of a turn; for -1 the top of the first."""
        return self.items[at].top + self.items[at].height if at >= 0 else self._top

    def measure_near(self, y: float, height: float) -> bool:
        """Measures the rows near a view of this height at `y`, drops far documents. Returns True if heights changed."""
        changed = False
        low, high = y - NEAR, y + height + NEAR
        near = self.items[max(0, bisect_right(self._tops, low) - 1) : bisect_left(self._tops, high)]
        for item in near:
            if not item.is_open:
                item.open()
                changed = True
            changed = item.measure(low - item.top, high - item.top) or changed
            item.release_outside(low - item.top - FAR, high - item.top + FAR)
        for item in self._laid_out - set(near):
            if item.top + item.height < low - FAR or item.top > high + FAR:
                item.release()
                self._laid_out.discard(item)
        self._laid_out.update(near)
        return changed

    def visible(self, y: float, height: float) -> Iterator[tuple[int, TurnItem]]:
        """Yields the turns of which something is in a view of this height at `y`, with their indices."""
        for at in range(max(0, bisect_right(self._tops, y) - 1), bisect_left(self._tops, y + height)):
            if self._end_of(at) > y:
                yield at, self.items[at]

    def anchor(self, y: float) -> Anchor:
        """Returns the anchor of the point at a height."""
        at = max(0, bisect_right(self._tops, y) - 1)
        if at >= len(self.items) or y >= self._end_of(at):
            return NOWHERE
        item = self.items[at]
        if not item.is_open:
            return at, -1, y - item.top
        row = item.row_at(y - item.top)
        return at, row, y - item.top - item.rows[row].top

    def y_of(self, anchor: Anchor) -> float | None:
        """Returns the height at which an anchor is now; None if its turn is gone."""
        at, row, into = anchor
        if not 0 <= at < len(self.items):
            return None
        item = self.items[at]
        inside = item.rows[row].top if 0 <= row < len(item.rows) else 0.0
        return item.top + inside + into
