"""The bar for finding words in the conversation: a field, the number of matches, next, previous, close."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.screen_reader.settled_words import SettledWords
from desktop.ui.theme import Theme, ThemeColors

ICON_UNITS = 16


class _Field(QLineEdit):
    """A field that ignores Enter and Esc, so that they reach its bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Emits the words to find; shows which match is the current one."""

    sought = Signal(str)
    moved = Signal(int)  # to the next match (1) or the previous (-1)
    left = Signal()

    def __init__(self, colors: ThemeColors) -> None:
        super().__init__()
        self.setObjectName("paneHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.field.setPlaceholderText(_("Find in this conversation"))
        self.field.setAccessibleName(_("Find in this conversation"))
        self.field.textChanged.connect(self.sought)
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._count.setProperty("quiet", True)
        self._spoken = SettledWords(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        self._buttons: list[QToolButton] = []
        for name, words, action in (
            ("up", _("Previous match (Shift+Enter)"), lambda: self.moved.emit(-1)),
            ("below", _("Next match (Enter)"), lambda: self.moved.emit(1)),
            ("close", _("Close (Esc)"), self.left.emit),
        ):
            self._buttons.append(button := QToolButton())
            button.setIcon(icon(name, colors.text))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(action)
            row.addWidget(button)

    def show_look(self, theme: Theme) -> None:
        """Draws the signs as large as the text of this theme asks for."""
        for button in self._buttons:
            button.setIconSize(icon_size(theme, ICON_UNITS))

    def show_words(self, words: str, focus: bool = True) -> None:
        """Finds these words, and lets others be typed if `focus`."""
        if words or focus:
            same = self.field.text() == words
            self.field.setText(words)
            if same:
                self.sought.emit(words)
        if focus:
            self.field.selectAll()
            self.field.setFocus()

    @property
    def count(self) -> str:
        """The number of the current match and how many there are, as shown; empty when nothing is sought."""
        return self._count.text()

    def show_count(self, at: int, count: int) -> None:
        """Shows the number of the current match, and how many there are."""
        words = (
            ""
            if not self.field.text().strip()
            else _("{place} of {count}").format(place=at, count=count)
            if count
            else _("No matches")
        )
        self._count.setText(words)
        self._count.setAccessibleName(words)
        self._spoken.will_say(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
