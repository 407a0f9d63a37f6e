"""A text box for screen readers whose text grows while it is read."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class GrowingText(QPlainTextEdit):
    """Shows texts of which each may go on from the one before."""

    def show_text(self, text: str) -> None:
        """Shows a text. Where it goes on from the one before, the caret and the selection stay."""
        before = self.toPlainText()
        if text == before:
            return
        if before and text.startswith(before):
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(before) :])
        else:
            self.setPlainText(text)
