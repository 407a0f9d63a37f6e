"""The row of the settings for the API key. A key that was typed is never shown again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.endpoint import key_of
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for
from desktop.ui.settings.field_column import quiet

SOURCES = {
    "system": N_("Saved in the system's key store."),
    "file": N_("Saved in a file only you can read."),
    "session": N_("Not saved: this system has no key store. Lasts until you close Askance."),
    "environment": N_("From OPENAI_API_KEY."),
    "helper": N_("From a program of your organisation."),
    "own_program": N_("From your program below."),
}
"""Sentences about the place of a key, translated where they are shown."""


class KeyField(QWidget):
    """A field for a key, a sentence about the one that is stored, and a choice of the place where it is."""

    given = Signal(str, bool)  # the key; True if it may be stored in a file
    forgotten = Signal()
    place_chosen = Signal(bool)  # for the stored key: True if it may be stored in a file

    def __init__(self) -> None:
        super().__init__()
        self._host = ""
        self._field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(_("Paste a key"))
        self._field.setAccessibleName(_("Key"))
        self.setFocusProxy(self._field)
        self._keep = QPushButton(_("Save key"))
        self._keep.setProperty("primary", True)
        self._forget = QPushButton(_("Remove key"))
        self._in_file = QCheckBox(_("Save in a file only I can read"))
        self._status = quiet()
        self._refusal = quiet()  # why what was typed is no key; it stands beside the state, not in its place
        self._refusal.hide()
        self._has_key = False
        self._may_file = True
        row = QHBoxLayout()
        for part in (self._field, self._keep, self._forget):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self._refusal)
        layout.addWidget(self._status)
        layout.addWidget(self._in_file)
        self._field.returnPressed.connect(self.give)
        self._keep.clicked.connect(self.give)
        self._forget.clicked.connect(self.forgotten)
        self._in_file.clicked.connect(self._choose_place)
        self._field.textEdited.connect(self._refusal.hide)

    @property
    def allows_file(self) -> bool:
        """True if the user has chosen that secrets may be kept in a file."""
        return not self._in_file.isHidden() and self._in_file.isChecked()

    @property
    def status(self) -> str:
        """The sentences about what was typed, if it was refused, and about the stored key."""
        refusal = "" if self._refusal.isHidden() else self._refusal.text()
        return f"{refusal} {self._status.text()}".strip()

    def show_host(self, host: str) -> None:
        """Names this host in messages: the key is for it."""
        self._host = host

    def show_rules(self, may_type: bool, may_file: bool) -> None:
        """Lets a key be typed and kept in a file, or not where an organisation says where keys come from."""
        self._may_file = may_file
        if may_type == self._field.isEnabled():
            return
        for part in (self._field, self._keep):
            part.setEnabled(may_type)
        self._refusal.setText(_("Set by your organisation"))
        self._refusal.setVisible(not may_type)

    def show_key(self, known: bool, source: str, ending: str, has_store: bool | None, problem: Problem | None) -> None:
        """Shows where the key is stored: `source` is empty if there is none, `ending` are its last letters."""
        if not known:
            words = _("Checking for a key…")
        elif problem is not None:
            words = message_for(problem).text
        elif source:
            key = _("A key ending in {letters}.").format(letters=ending) if ending else ""
            words = sentences(key, _(SOURCES[source]))
        else:
            words = _("No key")
        self._status.setText(words)
        self._in_file.setVisible(self._may_file and (has_store is False or source == "file"))
        self._has_key = bool(source) and source not in ("environment", "helper", "own_program")
        if self._has_key:
            self._in_file.setChecked(source == "file")
        self._forget.setEnabled(self._has_key)

    def give(self) -> None:
        """Emits what was typed, if it can be a key; otherwise shows why not."""
        typed = self._field.text()
        key = key_of(typed)
        if key is None:
            if typed:
                self._refusal.setText(message_for(Problem(ProblemKind.BAD_KEY_TEXT, self._host)).text)
                self._refusal.show()
            return
        self._field.clear()
        self._refusal.hide()
        self._status.setText(_("Saving…"))
        self.given.emit(key, self.allows_file)

    def _choose_place(self, in_file: bool) -> None:
        """Emits the place for the stored key; without one, the choice is for the next."""
        if self._has_key:
            self.place_chosen.emit(in_file)
