"""The empty history: what belongs here and how to get it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.ground import ground_of
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.theme import Theme


class NoConversations(QWidget):
    """Covers the empty list."""

    import_requested = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._picture = QLabel()
        title = QLabel(_("No conversations yet"), wordWrap=True)
        title.setProperty("strong", True)
        words = QLabel(_("They appear here and stay on this computer."), wordWrap=True)
        words.setProperty("quiet", True)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._import = QPushButton(_("Import"))
        self._import.setProperty("raised", True)
        self._import.clicked.connect(self.import_requested)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(self._import, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        over.installEventFilter(self)

    def show_look(self, theme: Theme) -> None:
        """Draws the icons in this theme."""
        self._picture.setPixmap(icon("talk", theme.colors.quiet).pixmap(icon_size(theme, 22)))
        self._import.setIcon(icon("open", theme.colors.text))
        self._import.setIconSize(icon_size(theme, 16))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(ground_of(self).rect())
        return False
