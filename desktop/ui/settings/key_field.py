"""The row of the settings for the API key. A key that was typed is never shown again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.endpoint import key_of
from desktop.messages.problems import message_for
from desktop.ui.settings.fields import quiet

SOURCES = {
    "system": "kept in the system's key store",
    "file": "kept in a file that only you can read",
    "session": "kept until you close Askance: this system has no key store",
    "environment": "from the environment (OPENAI_API_KEY)",
}


class KeyField(QWidget):
    """A field for a key, and a sentence about the one that is stored."""

    given = Signal(str, bool)  # the key; True if it may be stored in a file
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._host = ""
        self._field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText("Paste a key, then press Keep")
        self._field.setAccessibleName("Key")
        self._keep = QPushButton("Keep")
        self._keep.setProperty("primary", True)
        self._forget = QPushButton("Forget")
        self._in_file = QCheckBox("Keep it in a file that only I can read")
        self._status = quiet()
        row = QHBoxLayout()
        for part in (self._field, self._keep, self._forget):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self._status)
        layout.addWidget(self._in_file)
        self._field.returnPressed.connect(self.give)
        self._keep.clicked.connect(self.give)
        self._forget.clicked.connect(self.forgotten)

    @property
    def status(self) -> str:
        """The sentence about the key."""
        return self._status.text()

    def show_host(self, host: str) -> None:
        """Name this host in messages: the key is for it."""
        self._host = host

    def show_key(self, known: bool, source: str, ending: str, has_store: bool | None, problem: Problem | None) -> None:
        """Show where the key is stored: `source` is empty if there is none, `ending` are its last letters."""
        if not known:
            words = "Looking for a key…"
        elif problem is not None:
            words = message_for(problem).text
        elif source:
            words = f"A key{f' ending in {ending}' if ending else ''}, {SOURCES[source]}"
        else:
            words = "No key yet"
        self._status.setText(words)
        self._in_file.setVisible(has_store is False or source == "file")
        self._forget.setEnabled(bool(source) and source != "environment")

    def give(self) -> None:
        """Emit what was typed, if it can be a key; otherwise show why not."""
        typed = self._field.text()
        key = key_of(typed)
        if key is None:
            if typed:
                self._status.setText(message_for(Problem(ProblemKind.BAD_KEY_TEXT, self._host)).text)
            return
        self._field.clear()
        self._status.setText("Keeping the key…")
        self.given.emit(key, not self._in_file.isHidden() and self._in_file.isChecked())
