"""The mouse on the transcript: a press begins a selection, a drag or a click on a link."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.transcript.interaction.cards import Cards
from desktop.ui.transcript.interaction.drag_out import DragOut
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.visible_area import VisibleArea


class MouseInput:
    """Turns mouse events into actions. `zoom_by` enlarges the text by steps, `set_cursor` shows a pointer's shape."""

    def __init__(
        self,
        area: VisibleArea,
        selection: TranscriptSelection,
        links: Links,
        cards: Cards,
        drag_out: DragOut,
        zoom_by: Callable[[int], None],
        set_cursor: Callable[[Qt.CursorShape], None],
    ) -> None:
        self._area = area
        self._selection = selection
        self._links = links
        self._cards = cards
        self._drag_out = drag_out
        self._zoom_by = zoom_by
        self._set_cursor = set_cursor
        self._is_selecting = False
        self._drag_start: QPointF | None = None  # on the selection or on a card's head: a drag may begin here

    def press(self, event: QMouseEvent) -> None:
        """Begins or extends a selection, or gets ready for a drag."""
        position = self._area.position_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or position is None:
            return
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection.is_started
        self._links.drop_focus()
        if extends:
            self._selection.extend(position)
        elif self._selection.contains(position) or self._cards.grip_at(event.position()) is not None:
            self._drag_start = event.position()
            return
        else:
            self._selection.start(position)
        self._is_selecting = True

    def double_click(self, event: QMouseEvent) -> None:
        """Selects a word."""
        position = self._area.position_at(event.position())
        if position is not None:
            self._selection.select_word(position)
            self._selection.settle()

    def move(self, event: QMouseEvent) -> None:
        """Goes on with a selection or a drag, or points at what is there."""
        point = event.position()
        if self._drag_start is not None:
            if (point - self._drag_start).manhattanLength() >= QApplication.startDragDistance():
                start, self._drag_start = self._drag_start, None
                self._drag_out.start(start)
            return
        if not self._is_selecting:
            self._point_at(point)
            return
        position = self._area.position_at(point)
        if position is not None and self._selection.is_started:
            self._selection.extend(position)
            outside = point.y() - max(0.0, min(point.y(), self._area.height))
            if outside:
                self._area.scroll_by(round(outside / 2))

    def release(self, event: QMouseEvent) -> None:
        """Ends a selection; a click without moving follows a link."""
        if self._drag_start is not None:  # it was only a click
            self._drag_start = None
            self._selection.clear()
            self._links.follow_at(event.position())
            return
        if self._is_selecting:
            self._is_selecting = False
            self._selection.settle()
            if self._selection.is_started and not self._selection.has_text:
                self._links.follow_at(event.position())

    def wheel(self, event: QWheelEvent) -> bool:
        """Zooms with Ctrl and scrolls cards sideways. Returns False if the view is to scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return True
        across = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across = event.angleDelta().y()
        if across and abs(across) >= abs(event.angleDelta().y()):
            self._cards.scroll_at(event.position(), -across / 2)
            return True
        return False

    def _point_at(self, point: QPointF) -> None:
        on_link = self._links.point_at(point)
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.IBeamCursor
        if self._cards.grip_at(point) is not None:
            shape = Qt.CursorShape.OpenHandCursor
        self._set_cursor(shape)
