"""The field in which a note on the picture is typed: over the canvas, at the note's place."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

MOST_LETTERS = 200


class NoteEditor(QLineEdit):
    """Enter, or going elsewhere, keeps what was typed; Esc gives it up."""

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAccessibleName("Text on the picture")
        self.setPlaceholderText("Text, then Enter")
        self.setMaxLength(MOST_LETTERS)
        self.setFixedWidth(240)
        self.hide()

    def open_at(self, place: QPoint, text: str) -> None:
        """Take a note whose top left is at `place` of the parent."""
        room = self._over.rect()
        self.setText(text)
        self.selectAll()
        self.move(
            max(0, min(place.x(), room.width() - self.width())),
            max(0, min(place.y(), room.height() - self.sizeHint().height())),
        )
        self.show()
        self.raise_()
        self.setFocus()

    def give_up(self) -> None:
        """Close without keeping what was typed."""
        if not self.isHidden():
            self.hide()
            self._over.setFocus()

    def _keep(self) -> None:
        if not self.isHidden():
            self.hide()
            self.written.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()  # and not further, where Enter would open the note again
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keep()
