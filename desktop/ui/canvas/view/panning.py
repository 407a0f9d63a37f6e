"""Panning: dragging the image with the middle mouse button, or with the left one while the space bar is down."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop.ui.canvas.view.zoom import Zoom


class Panning:
    """Scrolls while a pan is in progress. `cursor_changed` is called when `cursor` may be another one."""

    def __init__(self, zoom: Zoom, cursor_changed: Callable[[], None]) -> None:
        self._zoom = zoom
        self._cursor_changed = cursor_changed
        self._last: QPoint | None = None
        self._space = False

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """The cursor while a pan is in progress or would begin with a press; None otherwise."""
        if self._last is not None:
            return Qt.CursorShape.ClosedHandCursor
        return Qt.CursorShape.OpenHandCursor if self._space else None

    def press(self, event: QMouseEvent) -> bool:
        """Begins a pan."""
        left_pans = event.button() == Qt.MouseButton.LeftButton and self._space
        if event.button() == Qt.MouseButton.MiddleButton or left_pans:
            self._last = event.position().toPoint()
            self._cursor_changed()
        return self._last is not None

    def move(self, event: QMouseEvent) -> None:
        """Scrolls by the way since the last event, if a pan is in progress."""
        if self._last is not None:
            place = event.position().toPoint()
            self._zoom.scroll_by(self._last - place)
            self._last = place

    def release(self) -> None:
        """Ends a pan."""
        if self._last is not None:
            self._last = None
            self._cursor_changed()

    def hold_space(self, event: QKeyEvent, down: bool) -> bool:
        """Notes that the space bar is down, or no longer."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        self._space = down
        self._cursor_changed()
        return True

    def forget_space(self) -> None:
        """Forgets the space bar: its release is not heard once the focus is elsewhere."""
        self._space = False
