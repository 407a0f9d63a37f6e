"""Collects Python's garbage on the GUI thread only.

Python collects in whatever thread allocates next. If that is a worker and the garbage contains a Qt object, the object
is destroyed in the wrong thread: its timers stay registered with the thread that it lived in, and the next one to fire
crashes the program (seen while a worker unpacked a reader's reply).
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 250  # chosen
FULL_EVERY_S = 30  # a full collection takes as long as several frames
GROWN = 1.25  # Python's own rule for full collections: a quarter more objects than the last one left


class GuiThreadGc(QObject):
    """Collects about as often as Python would, from a timer on the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._full_at, self._left = 0.0, 0  # time of the last full collection, and how many objects it left

    def start(self) -> None:
        """Disables automatic collection. Objects that exist by now are never examined again."""
        gc.disable()
        gc.freeze()
        self._full_at = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Enables automatic collection again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect_if_due(self) -> None:
        """Collects the generations whose thresholds are exceeded; the timer calls it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        oldest = max((at for at in range(3) if counts[at] > thresholds[at]), default=-1)
        if oldest == 2 and not self._full_is_due():
            oldest = 1
        if oldest >= 0:
            gc.collect(oldest)
        if oldest == 2:
            self._full_at, self._left = time.monotonic(), _oldest_generation_size()

    def _full_is_due(self) -> bool:
        return time.monotonic() - self._full_at >= FULL_EVERY_S and _oldest_generation_size() > GROWN * self._left


def _oldest_generation_size() -> int:
    """The number of objects that a full collection examines."""
    return len(gc.get_objects(generation=2))
