"""The fields of one saved prompt: its name and text, and how it is asked."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from desktop.core.asking.saved_prompts import LONGEST_MODEL, LONGEST_NAME, LONGEST_WORDS, SavedPrompt
from desktop.messages.language.catalogue import _
from desktop.messages.prompts.prompt_words import removed_name
from desktop.messages.settings.setting_values import choices_in_words
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.settings.field_column import FieldColumn

Named = tuple[str, str]
"""The id of a connection, and its name."""


class PromptFields(FieldColumn):
    """Shows one prompt, and emits it with each change; nothing can be typed while there is none."""

    changed = Signal(SavedPrompt)

    def __init__(self) -> None:
        super().__init__()
        self._prompt: SavedPrompt | None = None
        self._connections: tuple[Named, ...] = ()
        self._is_loading = False  # fields are being filled, not typed in
        self._name, self._words = QLineEdit(maxLength=LONGEST_NAME), QPlainTextEdit()
        self._instructions, self._model = QPlainTextEdit(), QLineEdit(maxLength=LONGEST_MODEL)
        self._connection, self._detail = ChoiceBox(), ChoiceBox()
        self._detail.addItem(_("As in the conversation"), "")
        for value, label in choices_in_words("detail"):
            self._detail.addItem(label, value)
        self._model.setPlaceholderText(_("As in the conversation"))
        language = _("What is asked. {language} stands for the language that you choose.").format(language="{language}")
        self._add(_("Name"), self._name, "")
        self._add(_("Prompt"), self._words, language)
        self._add(_("Instructions"), self._instructions, _("Go along with the conversation from then on, after yours"))
        self._add(_("Connection"), self._connection, _("The conversation is asked there from then on"))
        self._add(_("Model"), self._model, "")
        self._add(_("Detail"), self._detail, "")
        for field, lines in ((self._words, 4), (self._instructions, 2)):
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 20)
            field.textChanged.connect(self._typed)
        for line in (self._name, self._model):
            line.textEdited.connect(lambda _text: self._typed())
        for combo in (self._connection, self._detail):
            combo.activated.connect(lambda _index: self._typed())

    def _add(self, label: str, field: QLineEdit | QPlainTextEdit | QComboBox, about: str) -> None:
        field.setAccessibleName(label)
        field.setAccessibleDescription(about)
        self.add_row(label, field, about)

    def show_connections(self, connections: Sequence[Named]) -> None:
        """Offers these connections."""
        if tuple(connections) != self._connections:
            self._connections = tuple(connections)
            self.show_prompt(self._prompt)

    def show_prompt(self, prompt: SavedPrompt | None) -> None:
        """Shows a prompt; None for none."""
        self._is_loading, self._prompt = True, prompt
        shown = prompt or SavedPrompt("", "")
        self._name.setText(shown.name)
        self._words.setPlainText(shown.words)
        self._instructions.setPlainText(shown.instructions)
        self._model.setText(shown.model)
        self._detail.setCurrentIndex(max(0, self._detail.findData(shown.detail)))
        self._list_connections(shown)
        for field in (self._name, self._words, self._instructions, self._connection, self._model, self._detail):
            field.setEnabled(prompt is not None and not prompt.is_given)
        self._is_loading = False

    def _list_connections(self, prompt: SavedPrompt) -> None:
        """Lists the connections, and that of the prompt even if it is gone."""
        self._connection.clear()
        self._connection.addItem(_("As in the conversation"), "")
        for connection_id, name in self._connections:
            self._connection.addItem(name, connection_id)
        named = (at for at, (_id, name) in enumerate(self._connections, 1) if name == prompt.connection_name)
        at = self._connection.findData(prompt.connection) if prompt.connection else 0
        at = at if at > 0 else next(named, 0)
        if not at and (prompt.connection or prompt.connection_name):
            self._connection.addItem(removed_name(prompt.connection_name), prompt.connection)
            at = self._connection.count() - 1
        self._connection.setCurrentIndex(at)

    def focus_name(self) -> None:
        """Focuses the name."""
        self._name.setFocus()

    def _typed(self) -> None:
        if self._is_loading or self._prompt is None:
            return
        before, connection_id = self._prompt, str(self._connection.currentData() or "")
        if connection_id in dict(self._connections):
            name = dict(self._connections)[connection_id]
        else:
            name = before.connection_name if self._connection.currentIndex() else ""
        self._prompt = replace(
            before,
            name=self._name.text().strip(),
            words=self._words.toPlainText().strip()[:LONGEST_WORDS],
            instructions=self._instructions.toPlainText().strip()[:LONGEST_WORDS],
            connection=connection_id,
            connection_name=name,
            model=self._model.text().strip(),
            detail=str(self._detail.currentData()),
        )
        if self._prompt != before:
            self.changed.emit(self._prompt)
