"""The list of saved prompts whose names match what is typed after “/” in the composer."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from desktop.core.asking.saved_prompts import SavedPrompt, matching
from desktop.messages.language.catalogue import _
from desktop.messages.prompts.prompt_words import about_prompt
from desktop.ui.screen_reader.settled_words import SettledWords

MOST_SHOWN = 8
GAP = 4  # pixels, to the field and to the edge of the window


class SavedPromptPopup(QListWidget):
    """Opens above the widget `over`, as wide as that; it never has the focus."""

    chosen = Signal(SavedPrompt)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over.window())
        self.setObjectName("quickList")
        self.setAccessibleName(_("Prompts"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _: self.choose())
        self._over = over
        self._spoken = SettledWords(over)
        self.currentRowChanged.connect(self._speak)
        self._shown: tuple[SavedPrompt, ...] = ()
        over.window().installEventFilter(self)
        self.hide()

    def show_matching(self, prompts: tuple[SavedPrompt, ...], typed: str) -> None:
        """Shows the prompts that match what is typed; hides if there are none."""
        self._shown = matching(prompts, typed)[:MOST_SHOWN]
        self.clear()
        for prompt in self._shown:
            self.addItem(prompt.name)
            self.item(self.count() - 1).setToolTip(about_prompt(prompt))
        self.setCurrentRow(0)
        self.setVisible(bool(self._shown))
        self._fit()
        self.raise_()

    def _speak(self, row: int) -> None:
        """Announces the row that Enter would take: the focus stays in the field."""
        place = _("{place} of {count}").format(place=row + 1, count=len(self._shown))
        self._spoken.will_say(f"{self._shown[row].name}, {place}" if 0 <= row < len(self._shown) else "")

    def choose(self) -> None:
        """Emits the selected prompt and closes."""
        at = self.currentRow()
        self.hide()
        if 0 <= at < len(self._shown):
            self.chosen.emit(self._shown[at])

    def takes(self, event: QKeyEvent) -> bool:
        """Handles a key that was pressed in the field. Returns True if it was meant for the list."""
        if self.isHidden():
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % max(1, self.count()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return False

    def _fit(self) -> None:
        rows = self.sizeHintForRow(0) * self.count() + 2 * self.frameWidth() + 8
        corner = self._over.mapTo(self._over.window(), self._over.rect().topLeft())
        high = min(rows, max(self.sizeHintForRow(0), corner.y() - 2 * GAP))  # the rest scrolls
        self.setGeometry(corner.x(), corner.y() - high - GAP, self._over.width(), high)
        self.scrollToItem(self.currentItem())
