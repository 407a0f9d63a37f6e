"""What the pages of the settings are made of: rows that are called and explained as the settings themselves are."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings.settings import Settings, labelled

SET_FOR_ALL = "Set by your administrator"


class SettingsPage(QWidget):
    """A page of the settings, which says what the user changed."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setVerticalSpacing(10)
        self._by_setting: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addStretch(1)

    def add(self, name: str, widget: QWidget) -> None:
        """A row for the setting `name`."""
        label, hint = labelled(name)
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        widget.setToolTip(hint)
        widget.setAccessibleName(label)
        self._by_setting[name] = widget
        self.form.addRow(label, widget)

    def add_choice(self, name: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
        """A row to choose one of `choices`: each a value and its words."""
        combo = QComboBox()
        for value, words in choices:
            combo.addItem(words, value)
        combo.activated.connect(lambda _: self.changed.emit({name: combo.currentData()}))
        self.add(name, combo)
        return combo

    def add_switch(self, name: str, words: str) -> QCheckBox:
        """A row to switch the setting `name` on and off."""
        box = QCheckBox(words)
        box.setToolTip(labelled(name)[1])
        box.clicked.connect(lambda on: self.changed.emit({name: on}))
        self._by_setting[name] = box
        self.form.addRow("", box)
        return box

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force."""
        raise NotImplementedError

    def show_locked(self, names: frozenset[str]) -> None:
        """These are set by an administrator: shown, and not the user's to change."""
        for name in names & self._by_setting.keys():
            self._by_setting[name].setEnabled(False)
            self._by_setting[name].setToolTip(SET_FOR_ALL)


def quiet(words: str = "") -> QLabel:
    """A sentence that explains, as plain text."""
    label = QLabel(words, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setProperty("quiet", True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


class Paragraph(QPlainTextEdit):
    """A field of several lines that says when it has been left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
