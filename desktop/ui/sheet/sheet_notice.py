"""The slot above the table. It holds one thing: what the run waits for, with the steps that help as buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.screen_reader.announcements import Weight, announcements
from desktop.ui.screen_reader.roles import Role, give_role

MOST_STEPS = 4
Step = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""


class SheetNotice(QWidget):
    """Shows words with up to four buttons, the first of which is the one to take. Emits that there are others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        give_role(self, Role.ALERT)
        self._steps: tuple[Step, ...] = ()
        frame = QFrame()
        frame.setObjectName("notice")
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons = tuple(QPushButton() for _ in range(MOST_STEPS))
        for at, button in enumerate(self._buttons):
            button.setProperty("primary" if at == 0 else "raised", True)
            button.clicked.connect(lambda _=False, at=at: self._take(at))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._words)
        inside.addWidget(WrappingRow(*self._buttons, at_end=1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(frame)
        self.hide()

    def say(self, words: str, *steps: Step) -> None:
        """Shows words with a button for each step; nothing is shown for empty words."""
        is_news = words != self.words
        self._steps = steps
        self._words.setText(strip_control_characters(words))
        self.setAccessibleName(words)
        for at, button in enumerate(self._buttons):
            button.setText(steps[at][0] if at < len(steps) else "")
            button.setVisible(at < len(steps))
        self.setVisible(bool(words))
        if is_news:
            announcements.say(self, words, Weight.NEEDED)
            if words:
                self.changed.emit()

    @property
    def words(self) -> str:
        """The words that are shown; empty while there is nothing to say."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def steps(self) -> tuple[QPushButton, ...]:
        """The buttons that are shown."""
        return tuple(button for button in self._buttons if not button.isHidden())

    def focus_first(self) -> None:
        """Focuses the step to take."""
        if self._steps:
            self._buttons[0].setFocus()

    def _take(self, at: int) -> None:
        self._steps[at][1]()
