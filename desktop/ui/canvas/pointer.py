"""The mouse on the canvas: what a press, a move, a release, a double click and the wheel mean with the tool in use."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.ui.canvas.gestures.hit_testing import resize_handle_at
from desktop.ui.canvas.image_editor import ImageEditor
from desktop.ui.canvas.note_editor import NoteEditor
from desktop.ui.canvas.scene.canvas_scene import CanvasScene
from desktop.ui.canvas.text_layer import TextLayer
from desktop.ui.canvas.tools import Tool
from desktop.ui.canvas.view.panning import Panning
from desktop.ui.canvas.view.zoom import STEP, Zoom

REACH_PX = 7.0  # chosen; not measured
CLICK_PX = 3.0  # a press that moves less is a click; chosen
WHEEL_NOTCH = 120  # eighths of a degree, from Qt's documentation


class Pointer(QObject):
    """Filters the mouse events of the canvas; hands them to panning, the image's editor, its text or a note."""

    def __init__(
        self,
        canvas: QAbstractScrollArea,
        scene: CanvasScene,
        zoom: Zoom,
        panning: Panning,
        editor: ImageEditor,
        text_layer: TextLayer,
        notes: NoteEditor,
    ) -> None:
        super().__init__(viewport := canvas.viewport())
        self._canvas = canvas
        self._scene = scene
        self._zoom = zoom
        self._panning = panning
        self._editor = editor
        self._text_layer = text_layer
        self._notes = notes
        self._place = QPointF()
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._double_click,
            QEvent.Type.Wheel: self._wheel,
            QEvent.Type.NativeGesture: self._native_gesture,
        }
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        return handler(event) if handler is not None else False

    @property
    def label(self) -> tuple[str, QPointF] | None:
        """Position and size of the gesture in progress, and the place for them; None if there is nothing to show."""
        if not self._editor.in_gesture:
            return None
        words = self._editor.gesture_label(self._zoom.point_at(self._place))
        return (words, self._place + QPointF(14, 16)) if words else None

    @property
    def _reach(self) -> float:
        return REACH_PX / self._zoom.scale

    def _press(self, event: QMouseEvent) -> bool:
        panning = self._panning.press(event)
        is_ready = self._editor.image is not None and self._scene.has_pixels and not self._scene.shows_model_view
        if not panning and event.button() == Qt.MouseButton.LeftButton and is_ready:
            self._press_image(event)
        return True

    def _press_image(self, event: QMouseEvent) -> None:
        """Begins a gesture, a note or a selection, and chooses what lies under the pointer."""
        place, editor = event.position(), self._editor
        point = self._zoom.point_at(place)
        if editor.tool is Tool.NOTE:
            note = editor.annotation_at(point, 0)
            if not isinstance(note, TextNote):
                self._notes.open_new(point)
                return
            self._notes.open(note)
        if not editor.can_draw():
            return
        self._place = place
        editor.begin_gesture(point, self._reach)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not extend:
            self._text_layer.select(None)
        if self._selects_text(place, on_annotation=editor.chosen is not None):
            self._text_layer.begin_selecting(place, extend)

    def _selects_text(self, place: QPointF, on_annotation: bool) -> bool:
        """Returns True if a press at `place` begins to select text."""
        free = self._editor.tool is Tool.CHOOSE and not self._editor.in_gesture and not on_annotation
        return free and self._text_layer.has_text_at(place)

    def _move(self, event: QMouseEvent) -> bool:
        self._panning.move(event)
        place = event.position()
        if self._text_layer.is_selecting:
            self._text_layer.select_to(place)
        elif self._editor.in_gesture:
            self._place = place
            even = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._editor.move_gesture(self._zoom.point_at(place), CLICK_PX / self._zoom.scale, even)
        elif self._editor.image is not None and self._panning.cursor is None and not self._scene.shows_model_view:
            self._canvas.viewport().setCursor(self._cursor_at(place))
        return True

    def _release(self, event: QMouseEvent) -> bool:
        self._panning.release()
        self._text_layer.end_selecting()
        if event.button() == Qt.MouseButton.LeftButton:
            self._editor.end_gesture()
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        """Names a number, edits a note, selects a word, or fits the image; with a tool it is one more press."""
        editor, place = self._editor, event.position()
        annotation = editor.annotation_at(self._zoom.point_at(place), self._reach)
        if isinstance(annotation, NumberBadge):
            editor.number_named.emit(annotation.number)
        elif isinstance(annotation, TextNote):
            editor.abandon_gesture()
            self._notes.open(annotation)
        elif editor.tool is not Tool.CHOOSE:
            self._press(event)
        elif self._text_layer.select_word(place):
            self._text_layer.end_selecting()
        else:
            self._zoom.fit()
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False  # the view scrolls
        self._zoom.zoom_by(STEP ** (event.angleDelta().y() / WHEEL_NOTCH), event.position())
        return True

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom.zoom_by(1 + event.value(), event.position())
        return True

    def _cursor_at(self, place: QPointF) -> Qt.CursorShape:
        """The cursor that shows what a press at `place` would do."""
        editor, point = self._editor, self._zoom.point_at(place)
        chosen = editor.chosen
        resizable = chosen is not None and resize_handle_at(chosen, editor.frame, point, self._reach) is not None
        movable = editor.tool is Tool.CHOOSE and editor.annotation_at(point, self._reach) is not None
        if movable or resizable:
            return Qt.CursorShape.SizeAllCursor
        if self._selects_text(place, on_annotation=movable):
            return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.ArrowCursor if editor.tool is Tool.CHOOSE else Qt.CursorShape.CrossCursor
