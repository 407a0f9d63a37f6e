"""The keyboard on the transcript: scrolling, selecting by rows, copying, following the focused link."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QScrollBar

from desktop.ui.transcript.interaction.cards import Cards
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.visible_area import SCROLL_STEP

CARD_STEP = 60.0
PAGE_OVERLAP = 40
FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown)


class KeyboardInput:
    """Turns key presses into actions. `copy` is called with the selected text, `go_to_end` by the End key."""

    def __init__(
        self,
        scroll_bar: QScrollBar,
        selection: TranscriptSelection,
        links: Links,
        cards: Cards,
        copy: Callable[[str], None],
        go_to_end: Callable[[], None],
    ) -> None:
        self._bar = scroll_bar
        self._selection = selection
        self._links = links
        self._cards = cards
        self._copy = copy
        self._go_to_end = go_to_end

    def press(self, event: QKeyEvent) -> bool:
        """Does what a key stands for. Returns False if it stands for nothing here."""
        key = event.key()
        sign = 1 if key in FORWARD else -1
        if event.matches(QKeySequence.StandardKey.Copy):
            if self._selection.has_text:
                self._copy(self._selection.text)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selection.select_all()
            self._selection.settle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._links.follow_focused()
        elif key == Qt.Key.Key_Home:
            self._bar.setValue(0)
        elif key == Qt.Key.Key_End:
            self._go_to_end()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._selection.extend_by_row(sign)
                self._selection.settle()
            else:
                self._scroll(sign * SCROLL_STEP)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cards.scroll_first(sign * CARD_STEP)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._scroll(sign * (self._bar.pageStep() - PAGE_OVERLAP))
        else:
            return False
        return True

    def _scroll(self, by: int) -> None:
        self._bar.setValue(self._bar.value() + by)
