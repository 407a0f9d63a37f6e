"""The notice bar: one sentence over the other widgets, with buttons if there is something to offer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors

PASSING_MS = 12_000
BELOW_BAR = 54  # logical pixels; the tools stay within reach
ABOVE_EDGE = 12
MOST_OFFERS = 3
QUESTION = "question"
"""The subject of notices about a question, to be withdrawn once it was sent or another conversation is open."""
Offered = tuple[str, Callable[[], None]]


class NoticeBar(QFrame):
    """Covers a strip at the top (or the bottom) of its parent, so that nothing moves when it opens and closes."""

    closed = Signal()  # by the user

    def __init__(self, parent: QWidget, at_bottom: bool = False) -> None:
        super().__init__(parent)
        self._at_bottom = at_bottom
        self.setObjectName("notice")
        self._over = parent
        self._row = QHBoxLayout(self)
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = [QPushButton() for _ in range(MOST_OFFERS)]
        self._close = QToolButton()
        self._close.setAccessibleName(_("Close this notice"))
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self._closed)
        self._offers: tuple[Offered, ...] = ()
        self._about = ""
        self._above_edge = ABOVE_EDGE
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self.hide)
        layout = self._row
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._words, 1)
        for at, button in enumerate(self._buttons):
            button.setProperty("link", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it was
            button.clicked.connect(lambda _=False, at=at: self._accept(at))
            layout.addWidget(button)
        layout.addWidget(self._close)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, *offers: Offered, passing: bool = True, about: str = "") -> None:
        """Show `words`, with a button for each offer. A `passing` notice closes by itself after PASSING_MS; one with a
        subject (`about`) can be withdrawn.
        """
        self._about = about
        self._words.setText(strip_control_characters(words))
        self.setAccessibleName(words)
        self._offers = offers
        for at, button in enumerate(self._buttons):
            button.setText(offers[at][0] if at < len(offers) else "")
            button.setVisible(at < len(offers))
        self.show()
        self._fit()
        self.raise_()
        if passing:
            self._passing.start()
        else:
            self._passing.stop()

    def keep_clear(self, below: int) -> None:
        """Stay above so many logical pixels at the lower edge of the parent."""
        self._above_edge = max(ABOVE_EDGE, below)
        self._fit()

    def withdraw(self, about: str) -> None:
        """Close the notice if its subject is `about`."""
        if self._about == about:
            self.hide()

    @property
    def words(self) -> str:
        """The words that are shown; empty while the notice is closed."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """The buttons that are offered."""
        return tuple(button for button in self._buttons if not button.isHidden())

    @property
    def is_passing(self) -> bool:
        """True while the notice will close by itself."""
        return self._passing.isActive()

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw the icon in these colours."""
        self._close.setIcon(icon("close", colors.text))

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()

    def _accept(self, at: int) -> None:
        self.hide()
        self._offers[at][1]()

    def _fit(self) -> None:
        width = min(720, self._over.width() - 32)
        self.resize(width, self.height())
        self._row.activate()  # now it is known how much room the buttons leave to the words
        margins = self._row.contentsMargins()
        words = self._words.heightForWidth(self._words.width()) + margins.top() + margins.bottom()
        height = max(self._close.sizeHint().height() + 12, words + 4)
        top = self._over.height() - height - self._above_edge if self._at_bottom else BELOW_BAR
        self.setGeometry((self._over.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return False
