"""The size of the transcript's text, relative to the system's."""

from collections.abc import Callable

from desktop.ui.theme import Theme

ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class TextZoom:
    """A theme and a factor for its font size. `show` is called with the enlarged theme whenever either changes."""

    def __init__(self, base: Theme, show: Callable[[Theme], None]) -> None:
        self._base = base
        self._show = show
        self.factor = 1.0
        self.theme = base  # at that factor

    def set_base(self, base: Theme) -> None:
        """Takes another theme at the present factor."""
        self._base = base
        self.theme = base.zoomed(self.factor) if self.factor != 1.0 else base
        self._show(self.theme)

    def set_factor(self, factor: float) -> None:
        """Takes another factor, kept within the limits."""
        self.factor = max(ZOOMS[0], min(ZOOMS[-1], factor))
        self.set_base(self._base)

    def step(self, steps: int) -> None:
        """Goes to a larger factor (1), a smaller one (-1) or that of the system (0)."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self.factor))
        self.set_factor(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))] if steps else 1.0)
