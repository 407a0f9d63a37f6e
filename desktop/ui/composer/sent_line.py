"""The line under the question: what Enter would send, or what is being waited for, and the way to see it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.deferred import deferred
from desktop.messages.estimate_line import WAITING, estimate_line, local_line
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.core.usage.estimate import RequestEstimate
    from desktop.ui.screen_reader import announcements as listeners
else:
    listeners = deferred("desktop.ui.screen_reader.announcements")

SAY_AFTER_MS = 1500  # after the last change, so that typing is not talked over


class SentLine(QWidget):
    """Shows one sentence, which is always true for what Enter would do."""

    sent_requested = Signal()  # to see what would be sent

    def __init__(self) -> None:
        super().__init__()
        self._sign = QLabel()
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setProperty("quiet", True)
        self._words.setAccessibleName(_("What Enter would send"))
        self._words.setMinimumWidth(0)
        self._preview = QPushButton(_("What is sent"))
        self._preview.setProperty("link", True)
        self._preview.setToolTip(_("See exactly what is sent (Ctrl+I)"))
        self._preview.clicked.connect(self.sent_requested)
        self._soon = QTimer(self, singleShot=True, interval=SAY_AFTER_MS)
        self._soon.timeout.connect(lambda: self.say(on_request=False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._preview)

    def show_look(self, theme: Theme) -> None:
        """Draws the sign in this theme."""
        self._sign.setPixmap(icon("shield", theme.colors.quiet).pixmap(icon_size(theme, 14)))

    @property
    def words(self) -> str:
        """The sentence that is shown."""
        return self._words.text()

    def show_estimate(self, estimate: "RequestEstimate | None", images: int) -> None:
        """Shows what Enter would send with so many images; None while some of them are still being prepared."""
        self._say(estimate_line(estimate, images), _("What Enter would send: pictures, tokens, price, bytes"))

    def show_here(self, images: int) -> None:
        """Shows that this computer answers from the text of so many images, and nothing would be sent."""
        about = _("Answered from the text in your pictures. Free, nothing is sent.")
        self._say(local_line(images), about)

    def show_arriving(self) -> None:
        """Shows that a question waits for an image that is being decoded."""
        self._say(_("Reading the picture, then asking…"))

    def show_looking(self) -> None:
        """Shows that a question waits until its images have been scanned for private text."""
        self._say(_("Checking for private text, then asking…"))

    def show_waiting(self) -> None:
        """Shows that a question waits for an answer to the notice above it."""
        self._say(_(WAITING))

    def say(self, on_request: bool = True) -> None:
        """Announces the sentence: on request, or where everything is announced when it has changed."""
        weight = listeners.Weight.NEEDED if on_request else listeners.Weight.EXTRA
        listeners.announcements.say(self, self._words.accessibleName(), weight)

    def _say(self, words: str, about: str = "") -> None:
        if words != self.words and listeners.announcements.is_listening:
            self._soon.start()
        self._words.setText(words)
        self._words.setToolTip(about)
        self._words.setAccessibleName(_("What Enter would send: {words}").format(words=words))
        self._words.setAccessibleDescription(about)
