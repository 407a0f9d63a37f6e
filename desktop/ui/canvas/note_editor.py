"""Typing a note on the image: the field over the canvas, and the note that it belongs to."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.geometry.rect import Point
from desktop.core.ids import new_id
from desktop.messages.language.catalogue import _
from desktop.ui.canvas.image_editor import ImageEditor
from desktop.ui.canvas.tools import DELETE_STEP, STEP_NAMES, Tool
from desktop.ui.canvas.view.zoom import Zoom
from desktop.ui.ground import ground_of

MOST_LETTERS = 200


class NoteField(QLineEdit):
    """The field for a note's text. Enter, or a loss of focus, keeps what was typed; Esc discards it."""

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Text on the picture"))
        self.setPlaceholderText(_("Text, then Enter"))
        self.setMaxLength(MOST_LETTERS)
        self.setFixedWidth(240)
        self.hide()

    def open_at(self, place: QPoint, text: str) -> None:
        """Opens with `text`, the top left corner at `place` of the parent if there is room."""
        room = ground_of(self).rect()
        self.setText(text)
        self.selectAll()
        self.move(
            max(0, min(place.x(), room.width() - self.width())),
            max(0, min(place.y(), room.height() - self.sizeHint().height())),
        )
        self.show()
        self.raise_()
        self.setFocus()

    def discard(self) -> None:
        """Closes without keeping what was typed."""
        if not self.isHidden():
            self.hide()
            ground_of(self).setFocus()

    def _keep(self) -> None:
        if not self.isHidden():
            self.hide()
            self.written.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.discard()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()  # the key goes no further: on the canvas Enter would open the note again
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keep()


class NoteEditor:
    """Opens the field for a new or an existing note, and edits the image with what was typed."""

    def __init__(self, field: NoteField, editor: ImageEditor, zoom: Zoom, take_focus: Callable[[], None]) -> None:
        self._field = field
        self._editor = editor
        self._zoom = zoom
        self._take_focus = take_focus
        self._note: TextNote | None = None
        field.written.connect(self._written)

    def open(self, note: TextNote) -> None:
        """Edits a note of the image."""
        self._note = note
        self._field.open_at(self._zoom.place_of(self._editor.frame.to_view(note.at)), note.text)

    def open_new(self, point: Point) -> None:
        """Writes a new note with its top left corner at `point` (view pixels)."""
        style = self._editor.style
        self.open(TextNote(new_id(), self._editor.frame.to_image(point), "", style.color, style.width))

    def discard(self) -> None:
        """Closes the field without keeping what was typed."""
        self._field.discard()

    def _written(self, text: str) -> None:
        note, self._note = self._note, None
        image = self._editor.image
        if note is None or image is None:
            return
        self._take_focus()
        if text and text != note.text:
            self._editor.choose(note.id)
            self._editor.edited.emit(STEP_NAMES[Tool.NOTE], image.with_annotation(replace(note, text=text)))
        elif not text and note.text:
            self._editor.edited.emit(DELETE_STEP, image.without_annotation(note.id))
