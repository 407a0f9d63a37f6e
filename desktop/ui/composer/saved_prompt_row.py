"""The row of buttons for saved prompts in the composer, shown while nothing is typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.messages.prompts import prompt_words
else:
    prompt_words = deferred("desktop.messages.prompts.prompt_words")

MOST_SHOWN = 8


class SavedPromptRow(QWidget):
    """Shows the first saved prompts, as many as there is room for."""

    chosen = Signal(SavedPrompt)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def show_prompts(self, prompts: tuple[SavedPrompt, ...]) -> None:
        """Offers these prompts."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for at, prompt in enumerate(prompts[:MOST_SHOWN]):
            button = QPushButton(prompt.name)
            button.setProperty("chip", True)
            button.setToolTip(prompt_words.about_prompt(prompt))
            button.setAccessibleDescription(prompt_words.where_words(prompt))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, prompt=prompt: self.chosen.emit(prompt))
            self._row.insertWidget(at, button)
            self._buttons.append(button)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width()
        for button in self._buttons:
            left -= button.sizeHint().width() + 4
            button.setVisible(left >= 0)
