"""The bar for finding words in the conversation: a field, how many there are, on, back, away."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors


class _Field(QLineEdit):
    """A field that leaves Enter and Esc to its bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Says what is looked for; shows which place is looked at."""

    sought = Signal(str)
    moved = Signal(int)  # on (1) or back (-1)
    left = Signal()

    def __init__(self, colors: ThemeColors) -> None:
        super().__init__()
        self.setObjectName("paneHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.field.setPlaceholderText("Find in this conversation")
        self.field.setAccessibleName("Find in this conversation")
        self.field.textChanged.connect(self.sought)
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._count.setProperty("quiet", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for name, words, does in (
            ("up", "The place before (Shift+Enter)", lambda: self.moved.emit(-1)),
            ("below", "The next place (Enter)", lambda: self.moved.emit(1)),
            ("close", "Close (Esc)", self.left.emit),
        ):
            button = QToolButton()
            button.setIcon(icon(name, colors.text))
            button.setIconSize(QSize(16, 16))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(does)
            row.addWidget(button)

    def show_words(self, words: str, focus: bool = True) -> None:
        """Look for these words, and let other words be typed."""
        if words or focus:
            same = self.field.text() == words
            self.field.setText(words)
            if same:
                self.sought.emit(words)
        if focus:
            self.field.selectAll()
            self.field.setFocus()

    def show_count(self, at: int, count: int) -> None:
        """Which place is looked at, of how many."""
        words = "" if not self.field.text().strip() else f"{at} / {count}" if count else "Not found"
        self._count.setText(words)
        self._count.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
