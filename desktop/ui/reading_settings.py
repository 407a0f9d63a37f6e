"""The settings about reading on this computer and about what is private: a page of the settings window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.settings import Settings, labelled

PRIVATE = (
    ("warn", "Point it out before asking"),
    ("insist", "Send nothing before it is covered"),
    ("off", "Do not look for it"),
)
UNFOUND = (
    ("auto", "Mark what is not in the picture, where it has much text"),
    ("always", "Always mark what is not in the picture"),
    ("never", "Do not mark it"),
)


SET_FOR_ALL = "Set by your administrator"


class ReadingSettings(QWidget):
    """Says what the user changed."""

    changed = Signal(dict)

    def __init__(self, patterns_file: str) -> None:
        super().__init__()
        self._read = QCheckBox("Read text in pictures on this computer, as soon as they are there")
        self._read.setToolTip(labelled("read_text")[1])
        self._private = self._combo("private_text", PRIVATE)
        self._unfound = self._combo("unfound", UNFOUND)
        self._originals = QCheckBox("Keep originals: what I cover can be uncovered after a restart")
        self._originals.setToolTip(labelled("keep_originals")[1])
        self._read.clicked.connect(lambda on: self.changed.emit({"read_text": on}))
        self._originals.clicked.connect(lambda on: self.changed.emit({"keep_originals": on}))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(10)
        form.addRow("", self._read)
        form.addRow(labelled("private_text")[0], self._private)
        about = QLabel(
            "Looked for are keys, tokens, passwords, e-mail and IP addresses, phone and card numbers, IBANs, numbers "
            f"of persons and signed addresses. What else is private here can be added to {patterns_file}.",
            wordWrap=True,
        )
        about.setProperty("quiet", True)
        form.addRow("", about)
        form.addRow(labelled("unfound")[0], self._unfound)
        form.addRow("", self._originals)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force."""
        self._read.setChecked(settings.read_text)
        self._originals.setChecked(settings.keep_originals)
        self._private.setCurrentIndex(self._private.findData(settings.private_text))
        self._unfound.setCurrentIndex(self._unfound.findData(settings.unfound))

    def show_locked(self, names: frozenset[str]) -> None:
        """These are set by an administrator."""
        widgets = {
            "read_text": self._read,
            "private_text": self._private,
            "unfound": self._unfound,
            "keep_originals": self._originals,
        }
        for name, widget in widgets.items():
            if name in names:
                widget.setEnabled(False)
                widget.setToolTip(SET_FOR_ALL)

    def _combo(self, name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = QComboBox()
        for value, words in choices:
            combo.addItem(words, value)
        label, hint = labelled(name)
        combo.setAccessibleName(label)
        combo.setToolTip(hint)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        combo.activated.connect(lambda _: self.changed.emit({name: combo.currentData()}))
        return combo
