"""Python's garbage is collected on the GUI thread alone.

By itself Python collects in whatever thread happens to allocate next. When that is a worker and the garbage holds a Qt
object, that object is destroyed in the wrong thread: its timers stay registered with the thread that it lived in, and
the next one to fire brings the program down (seen with a reader's reply being unpacked in a worker).
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 250


class Collecting(QObject):
    """Collects as often as Python would, from a timer."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """From now on nobody else collects."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """From now on Python does it by itself."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        oldest = max((at for at in range(3) if counts[at] > thresholds[at]), default=-1)
        if oldest >= 0:
            gc.collect(oldest)
