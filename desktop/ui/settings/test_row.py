"""The row of the settings that tests the endpoint, and says in words what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.messages.suggested_actions import SuggestedAction, offer_label
from desktop.ui.settings.field_column import quiet


class EndpointTestRow(QWidget):
    """A button, the words about the last test, and at times another endpoint, which answered in its place."""

    test_requested = Signal()
    endpoint_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        button = QPushButton(_("Test"))
        button.setProperty("raised", True)
        button.clicked.connect(self.test_requested)
        self._words = quiet()
        self._offered = ""
        self._offer = QPushButton(offer_label(SuggestedAction.WITH_V1))
        self._offer.clicked.connect(lambda: self.endpoint_chosen.emit(self._offered))
        self._offer.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addWidget(self._words, 1)
        row.addWidget(self._offer)

    @property
    def words(self) -> str:
        """The words about the last test, or about an endpoint that cannot be one."""
        return self._words.text()

    def show_words(self, words: str, warn: bool, offered: str = "") -> None:
        """Shows words, as a warning with `warn`, and a button that takes the endpoint `offered` if there is one."""
        self._words.setProperty("warn", warn)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._words.setText(words)
        self._offered = offered
        self._offer.setVisible(bool(offered))
