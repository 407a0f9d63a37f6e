"""Where a notice stands: at the top of what it covers, or at the bottom."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

BELOW_BAR, BELOW_EDGE = 54, 8  # units; the tools stay within reach
ABOVE_EDGE = 12  # logical pixels


class NoticePlace:
    """What stays stands at the top; what passes may stand at the bottom of a part of the notice's parent."""

    def __init__(self, home: QWidget, at_bottom: bool, below: int) -> None:
        """`home` is the parent, `below` the units that stay free at its top; with `at_bottom`, all stands there."""
        self._home, self._at_bottom, self._below = home, at_bottom, below
        self.ground: QWidget | None = None
        """The part of the parent at whose bottom a passing message stands."""
        self.taken_above = 0
        """Logical pixels at the upper edge that another notice takes."""
        self.taken_below = 0
        """Logical pixels at the lower edge that other controls take."""

    def is_low(self, over: QWidget, is_passing: bool) -> bool:
        """Returns True if a notice over this widget stands at the bottom."""
        return self._at_bottom or (is_passing and self.ground is not None and over is self._home)

    def top(self, over: QWidget, is_passing: bool, height: int, units: float) -> int:
        """Returns where the upper edge of a notice of this height is, in pixels of the widget that it stands over.

        `units` are the pixels of one unit.
        """
        if not self.is_low(over, is_passing):
            return max(round(self._below * units), self.taken_above + round(BELOW_EDGE * units))
        ground = self.ground or over
        lower = ground.mapTo(over, QPoint(0, ground.height())).y()
        return lower - height - max(ABOVE_EDGE, self.taken_below)
