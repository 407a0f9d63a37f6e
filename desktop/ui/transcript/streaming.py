"""Shows an answer that grows, in three steps, each an event of its own, so that none blocks the window for long: a
portion is parsed, the rows are laid out, and they are painted.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.visible_area import VisibleArea

SHOW_EVERY_MS = 40


class StreamingUpdates(QObject):
    """Brings changed turns up to date. `announce` is called after each layout, `settle` to have it painted."""

    laid_out = Signal()

    def __init__(
        self,
        area: VisibleArea,
        announce: Callable[[], None],
        settle: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._area = area
        self._announce = announce
        self._growing: list[TurnItem] = []
        self._update_cost_ms = 0.0
        self._parse_timer = QTimer(self, singleShot=True)
        self._parse_timer.timeout.connect(self._parse)
        self._layout_timer = QTimer(self, singleShot=True, interval=0)
        self._layout_timer.timeout.connect(self._lay_out)
        self._settle_timer = QTimer(self, singleShot=True, interval=0)
        self._settle_timer.timeout.connect(settle)

    @property
    def is_idle(self) -> bool:
        """True if everything that has changed is on the page."""
        timers = (self._parse_timer, self._layout_timer, self._settle_timer)
        return not any(timer.isActive() for timer in timers) and not any(item.is_behind for item in self._area.items)

    @property
    def is_answer_growing(self) -> bool:
        """True while the last turn has no complete answer."""
        items = self._area.items
        return bool(items) and not items[-1].turn.stage.ended

    def schedule(self) -> None:
        """Begins an update soon, unless one is under way. The first words of an answer wait for nothing."""
        if self._layout_timer.isActive():
            return
        if not self.is_answer_growing or self._area.items[-1].has_first_words:
            self._parse_timer.start(0)
        elif not self._parse_timer.isActive():
            self._parse_timer.start(self._pause_ms())

    def reset(self) -> None:
        """Forgets the turns of the conversation that was shown."""
        self._growing = []

    def _pause_ms(self) -> int:
        """Returns a longer pause after a slow update, so that the window has three quarters of the time for itself."""
        return max(SHOW_EVERY_MS, round(3 * self._update_cost_ms))

    def _parse(self) -> None:
        start = time.perf_counter()
        self._growing = [item for item in self._area.items if item.is_behind]
        for item in self._growing:
            item.read_on()
        self._update_cost_ms = (time.perf_counter() - start) * 1000
        self._layout_timer.start()

    def _lay_out(self) -> None:
        start = time.perf_counter()
        anchor = self._area.anchor()
        for item in self._growing:
            item.arrange()
        self._area.lay_out(anchor)
        self._announce()
        self._update_cost_ms += (time.perf_counter() - start) * 1000
        self._settle_timer.start()
        if any(item.is_behind for item in self._growing):
            self._parse_timer.start(max(5, round(self._update_cost_ms)))
        self.laid_out.emit()
