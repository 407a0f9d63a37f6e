"""The daily check and copy of the history, in a time in which the user does nothing.

It goes on in the storage thread, where whatever the user does meanwhile would have to wait for it.
"""

import time
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

NOT_BEFORE_S = 20.0  # so that the start is over; chosen
IDLE_S = 15.0  # without a key, a click or a movement; chosen
AT_THE_LATEST_S = 600.0  # after it was due, even if the user is never idle; chosen
LOOK_EVERY_MS = 5_000
_ACTIVITY = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
    )
)


class IdleMaintenance(QObject):
    """Runs the maintenance once in each run of the program, and once on each further day."""

    def __init__(
        self,
        app: QGuiApplication,
        run: Callable[[], None],
        is_busy: Callable[[], bool],
        now: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`is_busy` returns True while the program does something for the user; `now` returns seconds."""
        super().__init__()
        self._app, self._run, self._is_busy, self._now, self._today = app, run, is_busy, now, today
        self._last_active = now()
        self._due_since: float | None = now()  # None until the next day, once it has run
        self._ran_on: date | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begins to watch the user, on whichever window of the program, and to look for an idle time."""
        self._app.focusWindowChanged.connect(self._watch)
        self._watch(self._app.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Runs nothing from now on."""
        self._timer.stop()

    def look(self) -> None:
        """Runs the maintenance if it is due and the user is idle, or if it has been due for long."""
        if self._ran_on == self._today():
            return
        now = self._now()
        if self._due_since is None:
            self._due_since = now
        due_for = now - self._due_since
        is_idle = now - self._last_active >= IDLE_S and not self._is_busy()
        if due_for >= NOT_BEFORE_S and (is_idle or due_for >= AT_THE_LATEST_S):
            self._ran_on, self._due_since = self._today(), None
            self._run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._last_active = self._now()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
