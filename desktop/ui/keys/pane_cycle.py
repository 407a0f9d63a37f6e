"""F6 and Shift+F6: from pane to pane, in the order of reading."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Stop = tuple[QWidget, Callable[[], QWidget]]
"""A pane, and what returns its widget that takes the focus when the keyboard comes to the pane."""


class PaneCycle:
    """Gives the focus to the next pane that is shown, at the widget in it that had the focus last."""

    def __init__(self, show: Callable[[QWidget], None], *stops: Stop) -> None:
        """`show` makes room for a pane that has none beside the others."""
        self._show = show
        self._stops = stops

    def go(self, step: int) -> None:
        """Goes on by one pane, or back with -1."""
        count, at = len(self._stops), self._current()
        start = at if at is not None else -1 if step > 0 else count
        for away in range(1, count + 1):
            pane, target = self._stops[(start + step * away) % count]
            self._show(pane)
            if pane.isVisible() and not pane.size().isEmpty():
                widget = target()
                if widget.isEnabled():
                    widget.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def _current(self) -> int | None:
        """Returns the index of the pane that has the focus; the smallest one if they are nested."""
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        holding = [at for at, (pane, _) in enumerate(self._stops) if pane is focus or pane.isAncestorOf(focus)]
        return min(holding, key=lambda at: self._stops[at][0].width() * self._stops[at][0].height(), default=None)
