"""The field for the proxy: a choice, or an address that is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.settings.values.proxy import proxy_address_of
from desktop.messages.network.proxy_problems import typed_proxy_refusal
from desktop.messages.settings.setting_labels import setting_label
from desktop.messages.settings.setting_values import choices_in_words, value_in_words
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import is_being_typed


class ProxyField(QWidget):
    """Emits a proxy that was chosen or typed; under the field stands why one is not taken."""

    chosen = Signal(str)  # the value of the setting

    def __init__(self) -> None:
        super().__init__()
        self.choice = ChoiceBox(editable=True)
        for value, label in choices_in_words("proxy"):
            self.choice.addItem(label, value)
        self.choice.activated.connect(lambda _: self._done())
        line = self.choice.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._done)
        for named in (self.choice, line):
            named.setAccessibleName(setting_label("proxy"))
        self.choice.setAccessibleDescription(setting_label("proxy"))  # on Linux its name is its value
        self._value = ""
        self._note = quiet()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choice)
        layout.addWidget(self._note)
        self._show_note("")

    @property
    def note(self) -> str:
        """Why what was typed is not taken; empty if it was."""
        return self._note.text()

    def show_value(self, value: str) -> None:
        """Shows the setting. A field that is being typed in is left alone."""
        self._value = value
        line = self.choice.lineEdit()
        if line is None or not is_being_typed(line):
            self.choice.setEditText(value_in_words("proxy", value))
            self._show_note("")

    def _done(self) -> None:
        text = self.choice.currentText().strip()
        choices = choices_in_words("proxy")
        same = text.casefold()
        word = next((value for value, label in choices if same in (label.casefold(), value)), "")
        refusal = "" if word else typed_proxy_refusal(text)
        self._show_note(refusal)
        address = proxy_address_of(text)
        value = word or (address.place if address is not None else "")
        if not refusal and value != self._value:
            self._value = value
            self.chosen.emit(value)

    def _show_note(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
