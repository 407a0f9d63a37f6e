"""The welcome at the first start: three choices of who answers, with a sentence about each."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.untrusted_text import strip_control_characters

WAYS = (
    (
        "key",
        "Use an OpenAI key",
        "Questions with their pictures go to OpenAI, when you press Ask; you pay OpenAI for them.",
    ),
    (
        "local",
        "Use a server on this computer",
        "Ollama or LM Studio answer, and nothing leaves; they are looked for when you press this.",
    ),
    (
        "here",
        "Use this computer alone",
        "It reads the text in pictures and finds lines in it; nothing leaves, no key, no cost.",
    ),
)


class Welcome(QWidget):
    """Covers the empty conversation until its owner deletes it."""

    chosen = Signal(str)  # the name of a choice in WAYS

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel("Who should answer?")
        title.setObjectName("emptyTitle")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 10, 22, 10)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(title)
        for name, label, sentence in WAYS:
            layout.addWidget(self._way(name, label, sentence))
        self._result = self._words("You can begin without choosing: paste a picture and ask. Settings has all of this.")
        layout.addWidget(self._result)
        layout.addStretch(2)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    @property
    def result(self) -> str:
        """The words about the last choice."""
        return self._result.text()

    def say(self, words: str) -> None:
        """Show the result of a choice."""
        self._result.setText(strip_control_characters(words))

    def _way(self, name: str, label: str, sentence: str) -> QWidget:
        card = QFrame()
        card.setObjectName("way")
        button = QPushButton(label)
        button.setProperty("raised", True)
        button.setAccessibleDescription(sentence)
        button.clicked.connect(lambda: self.chosen.emit(name))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(button)
        inside.addWidget(self._words(sentence))
        return card

    def _words(self, words: str) -> QLabel:
        label = QLabel(words, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("quiet", True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False
