"""Python's garbage is collected on the GUI thread alone.

By itself Python collects in whatever thread happens to allocate next. When that is a worker and the garbage holds a Qt
object, that object is destroyed in the wrong thread: its timers stay registered with the thread that it lived in, and
the next one to fire brings the program down (seen with a reader's reply being unpacked in a worker).
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 250
ALL_EVERY_S = 30  # a walk over everything takes as long as several frames
GROWN = 1.25  # Python's own measure: it is worth while when there is a quarter more than what the last one left


class GuiThreadGc(QObject):
    """Collects as often as Python would, from a timer."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._all_at, self._left = 0.0, 0

    def start(self) -> None:
        """From now on nobody else collects. What there is by now is the program itself: it is not walked over again."""
        gc.disable()
        gc.freeze()
        self._all_at = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """From now on Python does it by itself."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        oldest = max((at for at in range(3) if counts[at] > thresholds[at]), default=-1)
        if oldest == 2 and not self._worth_all():
            oldest = 1
        if oldest >= 0:
            gc.collect(oldest)
        if oldest == 2:
            self._all_at, self._left = time.monotonic(), _old()

    def _worth_all(self) -> bool:
        return time.monotonic() - self._all_at >= ALL_EVERY_S and _old() > GROWN * self._left


def _old() -> int:
    """How many objects a collection of everything has to walk over."""
    return len(gc.get_objects(generation=2))
