"""Words that change with each key: they are announced once they have stayed the same for a moment."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.ui.screen_reader.announcements import Weight, announcements

SETTLED_MS = 300  # between two letters of a quick typist pass about 200


class SettledWords(QTimer):
    """Announces the last of the words that it was given, on behalf of a widget; nothing while nobody listens."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, singleShot=True, interval=SETTLED_MS)
        self._widget = widget
        self._words = ""
        self._weight = Weight.USUAL
        self.timeout.connect(self._say)

    def will_say(self, words: str, weight: Weight = Weight.USUAL) -> None:
        """Announces these words soon, in the place of those that were to be announced; nothing if they are empty."""
        self._words, self._weight = words, weight
        if announcements.is_listening:
            self.start()

    def _say(self) -> None:
        announcements.say(self._widget, self._words, self._weight)
