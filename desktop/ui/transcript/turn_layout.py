"""The turns of a page, one under the other: where each is, which of them are near a place, and where a place has gone
when heights change. Heights are estimates until a turn has been seen.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from desktop.ui.transcript.turn_item import TurnItem

TOP = 16.0
NEAR = 600.0
FAR = 4000.0
Anchor = tuple[int, int, float]  # a turn, a row in it (-1 where it has none yet), and how far into that; (-1, -1, 0)


class TurnLayout:
    """Turns with their tops. What is far from the view holds no documents."""

    def __init__(self) -> None:
        self.items: list[TurnItem] = []
        self.total = TOP
        self._tops: list[float] = []  # as they were stacked last
        self._heights: list[float] = []
        self._laid_out: set[TurnItem] = set()  # turns that may hold documents

    def begin(self, items: list[TurnItem]) -> None:
        """Other turns altogether."""
        self.items = items
        self.total = TOP
        self._tops, self._heights, self._laid_out = [], [], set()

    def cut(self, at: int) -> None:
        """Take away the turns from one on."""
        self._laid_out -= set(self.items[at:])
        del self.items[at:], self._tops[at:], self._heights[at:]
        self.total = self._end_of(len(self.items) - 1)

    def settle(self) -> None:
        """Put each turn under the one before; those above the first that has grown or shrunk stay where they are."""
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
        """Where a turn ends; the top of the first for the one before it."""
        return self.items[at].top + self.items[at].height if at >= 0 else TOP

    def measure_near(self, y: float, height: float) -> bool:
        """Lay out what is near a view of that height at `y`, and let go of what is far; whether any height changed."""
        changed = False
        low, high = y - NEAR, y + height + NEAR
        near = self.items[max(0, bisect_right(self._tops, low) - 1) : bisect_left(self._tops, high)]
        for item in near:
            if not item.split:
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
        """The turns of which something is in a view of that height at `y`, with their places in the list."""
        for at in range(max(0, bisect_right(self._tops, y) - 1), bisect_left(self._tops, y + height)):
            if self._end_of(at) > y:
                yield at, self.items[at]

    def anchor(self, y: float) -> Anchor:
        """What is at a height."""
        at = max(0, bisect_right(self._tops, y) - 1)
        if at >= len(self.items) or y >= self._end_of(at):
            return -1, -1, 0.0
        item = self.items[at]
        if not item.split:
            return at, -1, y - item.top
        row = item.row_at(y - item.top)
        return at, row, y - item.top - item.rows[row].top

    def y_of(self, anchor: Anchor) -> float | None:
        """Where an anchor is now; None when there is no such turn any more."""
        at, row, into = anchor
        if not 0 <= at < len(self.items):
            return None
        item = self.items[at]
        inside = item.rows[row].top if 0 <= row < len(item.rows) else 0.0
        return item.top + inside + into
