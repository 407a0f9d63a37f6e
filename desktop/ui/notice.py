"""The notice bar: one calm sentence above everything, perhaps with a button, gone when it is dealt with."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.core.text import harmless
from desktop.ui.icons import icon
from desktop.ui.theme import Colours

PASSING_MS = 12_000
BELOW_BAR = 54  # the tools stay within reach


class Notice(QFrame):
    """Lies over the top of its parent, so that nothing jumps when it comes and goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._over = parent
        self._row = QHBoxLayout(self)
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setProperty("link", True)
        self._button.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setAccessibleName("Close this notice")
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.hide)
        self._does: Callable[[], None] | None = None
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self.hide)
        layout = self._row
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, label: str = "", does: Callable[[], None] | None = None, passing: bool = True) -> None:
        """Say `words`; with `label` a button that does `does`. A passing notice goes by itself after a while."""
        self._words.setText(harmless(words))
        self.setAccessibleName(words)
        self._button.setText(label)
        self._button.setVisible(bool(label))
        self._does = does
        self.show()
        self._fit()
        self.raise_()
        if passing:
            self._passing.start()
        else:
            self._passing.stop()

    @property
    def words(self) -> str:
        """What it says now; nothing when it is not there."""
        return self._words.text() if not self.isHidden() else ""

    def show_colours(self, colours: Colours) -> None:
        self._close.setIcon(icon("close", colours.text))

    def _do(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()

    def _fit(self) -> None:
        width = min(720, self._over.width() - 32)
        height = max(self.sizeHint().height(), self._row.heightForWidth(width))
        self.setGeometry((self._over.width() - width) // 2, BELOW_BAR, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return False
