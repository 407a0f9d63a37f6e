"""The canvas with its tools: a press begins a gesture, a move previews it, its end is one edit with a name."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from desktop.core.annotation.kinds.number_badge import MOST_NUMBER, NumberBadge
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import bounds, kind_of, transform
from desktop.core.annotation.style import COLORS, unit_of
from desktop.core.geometry.rect import Point
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.annotated_image_view import AnnotatedImageView
from desktop.ui.canvas.tools import (
    STEP_NAMES,
    DrawGesture,
    Gesture,
    Tool,
    annotation_at,
    begin_gesture,
    grip_at,
    nudge,
    place_by_keyboard,
)

REACH_PX = 7.0
CLICK_PX = 3.0
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(AnnotatedImageView):
    """Says how the user edits the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._editor.written.connect(self._note_written)

    # the mouse

    @property
    def _reach(self) -> float:
        return REACH_PX / self.transform().m11()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._pan_from is not None or event.button() != Qt.MouseButton.LeftButton or self._annotated is None:
            return
        if self.shows_as_seen or self._image.is_empty:
            return
        point = self._point(event.position())
        if self._hand.tool is Tool.NOTE and not self._grabs(point):
            self._write_note(TextNote(new_id(), self._frame.to_image(point), "", self._hand.color))
            return
        if self._hand.tool is Tool.NUMBER and self._hand.number > MOST_NUMBER:
            self.numbers_used_up.emit()
            return
        self._gesture = begin_gesture(self._annotated, self._hand, point, self._reach)
        under = annotation_at(self._annotated, point, self._reach) if self._hand.tool is Tool.CHOOSE else None
        chosen = self._gesture.mark_id if self._gesture is not None else under.id if under is not None else ""
        self._hand = replace(self._hand, chosen=chosen if self._annotated.annotation(chosen) else "")
        self._at = event.position()
        self._refresh()
        self.select_text(None) if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
        if self._selects(event.position(), under is not None):
            self._begin_selecting(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _selects(self, place: QPointF, on_mark: bool) -> bool:
        """Whether a press there begins to select text."""
        free = self._hand.tool is Tool.CHOOSE and self._gesture is None and not on_mark and not self.shows_as_seen
        return free and self._on_text(place)

    def _grabs(self, point: Point) -> bool:
        """Whether a press with the text tool means a note that is there."""
        annotation = annotation_at(self._annotated, point, 0) if self._annotated is not None else None
        if isinstance(annotation, TextNote):
            self._write_note(annotation)
            return True
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._selecting:
            self._select_to(event.position())
            return
        if self._gesture is None:
            self._point_at(event.position())
            return
        point = self._point(event.position())
        if isinstance(self._gesture, DrawGesture) and self._gesture.tool is Tool.PEN:
            self._gesture = self._gesture.along(point)
        self._at = event.position()
        if self._preview is not None or self._gesture.beyond(point, CLICK_PX / self.transform().m11()):
            even = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._preview = self._gesture.image_at(point, even)
            self._refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._selecting = False
        gesture, preview = self._gesture, self._preview
        if gesture is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if preview is None and isinstance(gesture, DrawGesture) and gesture.tool is Tool.NUMBER:
            preview = gesture.image_at(gesture.start)  # a click is a point
        self._finish(gesture, preview)

    def _finish(self, gesture: Gesture, image: AnnotatedImage | None) -> None:
        self._drop_gesture()
        if image is not None and image != self._annotated:
            if image.annotation(gesture.mark_id) is not None:
                self._hand = replace(self._hand, chosen=gesture.mark_id)
            self.edited.emit(gesture.name, image)
        self._refresh()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        annotation = (
            annotation_at(self._annotated, self._point(event.position()), self._reach)
            if self._annotated is not None
            else None
        )
        if isinstance(annotation, NumberBadge):
            self.number_named.emit(annotation.number)
        elif isinstance(annotation, TextNote):
            self._drop_gesture()
            self._write_note(annotation)
        elif self._hand.tool is Tool.CHOOSE and self._select_word(event.position()):
            self._selecting = False
        elif self._hand.tool is Tool.CHOOSE:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def _point_at(self, place: QPointF) -> None:
        """The cursor says what a press would do."""
        if self._annotated is None or self._space or self._pan_from is not None or self.shows_as_seen:
            return
        shape = Qt.CursorShape.ArrowCursor if self._hand.tool is Tool.CHOOSE else Qt.CursorShape.CrossCursor
        point, chosen = self._point(place), self._chosen_annotation
        resizable = chosen is not None and grip_at(chosen, self._frame, point, self._reach) is not None
        movable = self._hand.tool is Tool.CHOOSE and annotation_at(self._annotated, point, self._reach) is not None
        if movable or resizable:
            shape = Qt.CursorShape.SizeAllCursor
        elif self._selects(place, movable):
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _show_cursor(self) -> None:
        super()._show_cursor()
        if not self._space and self._hand.tool is not Tool.CHOOSE:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    # notes

    def _write_note(self, note: TextNote) -> None:
        self._note = note
        place = self.mapFromScene(QPointF(*self._frame.to_view(note.at)))
        self._editor.open_at(place, note.text)

    def _note_written(self, text: str) -> None:
        note, self._note = self._note, None
        if note is None or self._annotated is None:
            return
        self.setFocus()
        if text and text != note.text:
            self._hand = replace(self._hand, chosen=note.id)
            self.edited.emit(STEP_NAMES[Tool.NOTE], self._annotated.with_annotation(replace(note, text=text)))
        elif not text and note.text:
            self.edited.emit("Delete mark", self._annotated.without_annotation(note.id))

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._annotated is None or not (self._text_key(event) or self._pressed(event)):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Do what the key means here; whether it meant anything."""
        key, held = event.key(), event.modifiers()
        assert self._annotated is not None
        if key == Qt.Key.Key_Escape:
            return self._escaped()
        if key in ARROWS and self._hand.chosen + ("crop" if self._cropping else ""):
            self._nudge(*ARROWS[Qt.Key(key)], held)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self._delete()
        if held & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._entered()
        if event.text() and event.text().upper() in set(Tool):
            self.set_tool(Tool(event.text().upper()))
            return True
        if event.text() and event.text() in "123456":
            self.set_color(COLORS[int(event.text()) - 1])
            return True
        return False

    def _escaped(self) -> bool:
        if self._gesture is not None:
            self._drop_gesture()
            self._refresh()
        elif self._hand.tool is not Tool.CHOOSE:
            self.set_tool(Tool.CHOOSE)
        elif self._hand.chosen:
            self._hand = replace(self._hand, chosen="")
            self._refresh()
        elif self._selection is not None:
            self.select_text(None)
        else:
            return False
        return True

    def _entered(self) -> bool:
        """With a tool: place something in the middle of the view. Without: speak of the chosen number, write a note."""
        assert self._annotated is not None
        annotation = self._chosen_annotation
        if self._hand.tool is Tool.CHOOSE or annotation is not None:
            if isinstance(annotation, NumberBadge):
                self.number_named.emit(annotation.number)
            elif isinstance(annotation, TextNote):
                self._write_note(annotation)
            return annotation is not None
        view = self.visible_rect
        if self._hand.tool is Tool.NOTE:
            self._write_note(TextNote(new_id(), self._frame.to_image(view.center), "", self._hand.color))
            return True
        if self._cropping and self._annotated.crop is not None:
            self.set_tool(Tool.CHOOSE)  # the crop is as wanted
            return True
        if self._hand.tool is Tool.NUMBER and self._hand.number > MOST_NUMBER:
            self.numbers_used_up.emit()
            return True
        gesture, end = place_by_keyboard(self._annotated, self._hand, view)
        self._finish(gesture, gesture.image_at(end))
        return True

    def _nudge(self, across: int, down: int, held: Qt.KeyboardModifier) -> None:
        """Move what is chosen by a pixel, or ten with Shift; with Ctrl its far corner."""
        assert self._annotated is not None
        step = 10 if held & Qt.KeyboardModifier.ShiftModifier else 1
        resize = bool(held & Qt.KeyboardModifier.ControlModifier)
        self.edited.emit(*nudge(self._annotated, self._hand, across * step, down * step, resize))

    def _delete(self) -> bool:
        assert self._annotated is not None
        if self._cropping and self._annotated.crop is not None:
            self.edited.emit("Show all", self._annotated.cropped(None))
            return True
        annotation = self._chosen_annotation
        if annotation is None:
            return False
        self.edited.emit("Delete mark", self._annotated.without_annotation(annotation.id))
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the marks first, then on to the next widget."""
        annotations = (
            self._annotated.annotations if self._annotated is not None and self._hand.tool is Tool.CHOOSE else ()
        )
        ids = [annotation.id for annotation in annotations]
        at = ids.index(self._hand.chosen) if self._hand.chosen in ids else (-1 if forward else len(ids))
        to = at + (1 if forward else -1)
        if not 0 <= to < len(ids):
            self._hand = replace(self._hand, chosen="")
            self._refresh()
            return super().focusNextPrevChild(forward)
        self._hand = replace(self._hand, chosen=ids[to])
        self._refresh()
        assert self._annotated is not None
        shown = transform(annotations[to], self._frame.to_view)
        self.bring_into_view(bounds(shown, unit_of(self._frame.size)))
        self.setAccessibleDescription(f"{kind_of(annotations[to]).spoken_name} {to + 1} of {len(ids)}")
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False

    # coordinates beside the pointer

    def drawForeground(self, painter: QPainter, rect: QRectF | QPoint) -> None:  # type: ignore[override]
        super().drawForeground(painter, rect)
        painter.save()
        painter.resetTransform()
        if self.shows_as_seen and self._seen_words:
            self._say(painter, self._seen_words, QPointF(10, 10))
        if self._gesture is not None and self._preview is not None and self._at is not None:
            self._say(painter, self._gesture.words_at(self._point(self._at)), self._at + QPointF(14, 16))
        painter.restore()
