"""The fields for how answers are made: temperature, length, reasoning, storage, and members of the body."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from desktop.core.models.answer_parameters import (
    EFFORTS,
    AnswerParameters,
    extra_of,
    parameters_of,
    temperature_of,
    tokens_of,
)
from desktop.core.models.offered_parameters import LENGTH, STORE, TEMPERATURE
from desktop.messages.language.catalogue import N_, _
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.look.wrapping_check import WrappingCheck
from desktop.ui.settings.field_column import FieldColumn
from desktop.ui.settings.fields import Paragraph, is_being_typed

DEGREES = N_("0 to 2. Lower is more predictable.")
TOKENS = N_("Tokens, with the thinking before the answer")
STORED = N_("Sends store: false, which some services know.")


class ParametersField(FieldColumn):
    """Emits the parameters as one text whenever a field is left; a field that cannot be used says why and is ignored.

    The first switch tells if they are for the open conversation alone.
    """

    changed = Signal(str, bool)  # the parameters, and True if they are for this conversation alone

    def __init__(self) -> None:
        super().__init__()
        self._parameters = AnswerParameters()
        self._efforts: tuple[str, ...] = EFFORTS
        self._words, self._was_refused = "", False
        self._unlisted: tuple[frozenset[str], str] = frozenset(), ""
        self._only_here = QCheckBox(_("Only in this conversation"))
        self._temperature, self._tokens = QLineEdit(), QLineEdit()
        self._effort = ChoiceBox()
        self._store = WrappingCheck(_("Ask the server not to store my questions"))
        self._extra = Paragraph()
        self._extra.show_lines(3)
        self._extra.setTabChangesFocus(True)
        self._reset = QPushButton(_("Answer here as the connection says"))
        self._reset.setProperty("raised", True)
        self._reset.clicked.connect(lambda: self.changed.emit("", True))
        self._reset.hide()
        self.add_row("", self._only_here)
        self.add_row("", self._reset)
        self._add(_("Temperature"), self._temperature, _(DEGREES))
        self._add(_("Longest answer"), self._tokens, _(TOKENS))
        self._add(_("Reasoning effort"), self._effort, _("For models that think before they answer"))
        self.show_efforts(EFFORTS)
        self.add_row("", self._store, _(STORED))
        self._add(_("Extra fields"), self._extra, self._about_extra())
        for field in (self._temperature, self._tokens):
            field.setPlaceholderText(_("As the server chooses"))
            field.editingFinished.connect(self.give)
        self._effort.activated.connect(lambda _index: self.give())
        self._store.clicked.connect(self.give)
        self._extra.left.connect(self.give)

    def _add(self, label: str, field: QWidget, about: str) -> None:
        field.setAccessibleName(label)
        field.setAccessibleDescription(about)
        self.add_row(label, field, about)

    def _about_extra(self) -> str:
        return _("A JSON object that is added to each request, for example {example}").format(example='{"seed": 7}')

    def show_value(self, text: str) -> None:
        """Shows parameters in their stored form. A field that is being typed in is left alone."""
        self._parameters = parameters_of(text)
        shown = self._parameters
        if not is_being_typed(self._temperature):
            self._temperature.setText("" if shown.temperature is None else f"{shown.temperature:g}")
        if not is_being_typed(self._tokens):
            self._tokens.setText(str(shown.tokens) if shown.tokens else "")
        if not is_being_typed(self._extra):
            self._extra.setPlainText(shown.extra)
        self.show_efforts(self._efforts, self._words, self._was_refused)
        self._store.setChecked(shown.store is False)

    def show_unlisted(self, names: frozenset[str], words: str) -> None:
        """Says `words` about the parameters of these names, which the server's list leaves out; they can be used."""
        if (names, words) == self._unlisted:
            return  # what was typed wrongly keeps its explanation
        self._unlisted = names, words
        for name, field, about in (
            (TEMPERATURE, self._temperature, _(DEGREES)),
            (LENGTH, self._tokens, _(TOKENS)),
            (STORE, self._store, _(STORED)),
        ):
            self.show_help(field, words if name in names else about)

    def show_efforts(self, efforts: tuple[str, ...], words: str = "", was_refused: bool = True) -> None:
        """Offers these reasoning efforts, and the one in force; `words` say why there are no others, if so.

        `was_refused` is False if nothing but the server's list of models speaks against the others.
        """
        self._efforts, self._words, self._was_refused = efforts, words, was_refused
        self._effort.clear()
        self._effort.addItem(_("As the server chooses"), "")
        chosen = self._parameters.effort
        for effort in EFFORTS:  # as servers call them
            if effort in efforts:
                self._effort.addItem(effort, effort)
            elif effort == chosen:
                name = _("{effort} (refused)") if was_refused else _("{effort} (not in the server's list)")
                self._effort.addItem(name.format(effort=effort), effort)
        self._effort.setCurrentIndex(self._effort.findData(chosen))
        self.show_help(self._effort, words or _("For models that think before they answer"))

    def show_only_here(self, only_here: bool) -> None:
        """Shows if the parameters are those of the open conversation alone, with a way to give them up."""
        self._only_here.setChecked(only_here)
        self._reset.setVisible(only_here)
        self.show_row(self._reset, only_here)

    def give(self) -> None:
        """Emits the parameters, if they are others than those that were shown."""
        parameters = self._typed()
        if parameters != self._parameters:
            self._parameters = parameters
            self.changed.emit(parameters.to_text(), self._only_here.isChecked())

    def _typed(self) -> AnswerParameters:
        """Returns what stands in the fields, with the value in force where what was typed cannot be used."""
        before = self._parameters
        temperature, tokens, extra = self._temperature.text(), self._tokens.text(), self._extra.toPlainText().strip()
        degree, count, members = temperature_of(temperature), tokens_of(tokens), extra_of(extra)
        self._explain(self._temperature, bool(temperature.strip()) and degree is None, _(DEGREES))
        self._explain(self._tokens, bool(tokens.strip()) and count is None, _(TOKENS))
        refusal = _("This is no JSON object, or it sets the model, the messages or the stream. It isn't used.")
        self.show_help(self._extra, refusal if members is None else self._about_extra())
        if members is not None and before.extra_values == members:
            extra = before.extra
        return AnswerParameters(
            None if not temperature.strip() else degree if degree is not None else before.temperature,
            0 if not tokens.strip() else count if count is not None else before.tokens,
            str(self._effort.currentData()),
            False if self._store.isChecked() else None,
            before.extra if members is None else extra,
        )

    def _explain(self, field: QLineEdit, is_wrong: bool, about: str) -> None:
        self.show_help(field, _("This is no number that can be used.") if is_wrong else about)
