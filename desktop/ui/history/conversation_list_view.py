"""The list of conversations as a widget: a menu's click leaves the open conversation selected."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QListView


class ConversationListView(QListView):
    """A list in which only the left button and the keyboard select."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            event.accept()  # its menu comes with a signal of its own
        else:
            super().mousePressEvent(event)
