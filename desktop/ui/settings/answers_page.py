"""The settings about who answers, with what, and for how much: a page of the settings window."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton

from desktop.core.errors import Problem, ProblemKind
from desktop.core.model_catalog import DETAILS, known_models, model_named
from desktop.core.settings.settings import Settings, endpoint_of, money_of
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.formatting import day_in_words
from desktop.messages.problems import message_for, without_question
from desktop.ui.settings.fields import Paragraph, SettingsPage, quiet
from desktop.ui.settings.key_field import KeyField

ANSWERS = (
    ("auto", "The endpoint, or this computer while there is no key"),
    ("endpoint", "The endpoint, always"),
    ("computer", "This computer: text only, nothing is sent"),
)


def model_warning(name: str, last_day: str = "") -> str:
    """A sentence when a model will be shut down, or nothing. `last_day` (ISO) is what the endpoint says."""
    model = model_named(name)
    try:
        day = date.fromisoformat(last_day) if last_day else model.last_day
    except ValueError:
        day = model.last_day
    if day is None:
        return ""
    instead = f" {model.successor} can take its place." if model.successor else ""
    return f"{name} will be shut down on {day_in_words(day)}.{instead}"


class AnswersPage(SettingsPage):
    """Says what the user changed, and asks for a test of it."""

    check_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._settings = Settings()
        self._last_days: dict[str, str] = {}  # of the models that the endpoint named
        self._testing = False
        self._answers = self.add_choice("answers", ANSWERS)
        self._endpoint = QLineEdit()
        self.add("endpoint", self._endpoint)
        self.key = KeyField()
        self.form.addRow("Key", self.key)
        self._test = QPushButton("Test")
        self._test.setProperty("raised", True)
        self._result = quiet()
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addWidget(self._result, 1)
        self.form.addRow("", row)
        self._model = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.add("model", self._model)
        self._model_note = quiet()
        self.form.addRow("", self._model_note)
        self._detail = self.add_choice("detail", ((detail, detail.capitalize()) for detail in DETAILS))
        self._instructions = Paragraph()
        self._instructions.setFixedHeight(80)
        self.add("instructions", self._instructions)
        self._limits = {name: self._add_limit(name) for name in ("daily_limit_usd", "monthly_limit_usd")}
        self._connect()

    def _add_limit(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("None. In US dollars; counts where prices are known")
        field.editingFinished.connect(partial(self._limit_done, name))
        self.add(name, field)
        return field

    def _connect(self) -> None:
        self._endpoint.editingFinished.connect(self._endpoint_done)
        self._test.clicked.connect(self._check)
        self._model.textActivated.connect(lambda _: self._model_done())
        line = self._model.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._model_done)
        self._instructions.left.connect(self._instructions_done)

    def show_settings(self, settings: Settings) -> None:
        """A field that is being typed in is left alone."""
        self._settings = settings
        self.key.show_host(settings.host)
        self._answers.setCurrentIndex(self._answers.findData(settings.answers))
        if not self._endpoint.hasFocus():
            self._endpoint.setText(settings.endpoint)
        self._offer_models(tuple(self._last_days))
        self._detail.setCurrentIndex(self._detail.findData(settings.detail))
        if not self._instructions.hasFocus():
            self._instructions.setPlainText(settings.instructions)
        for name, field in self._limits.items():
            if not field.hasFocus():
                self._show_limit(name)
        self._note_model()

    def show_checked(self, host: str, models: tuple[tuple[str, str], ...], problem: Problem | None) -> None:
        """Show what a test came to; `models` are names with the last day of each, or nothing."""
        self._testing = False
        if endpoint_of(self._endpoint.text()) is None:
            return  # another one is being typed; what is said of that stays
        if problem is not None:
            self._say_result(without_question(message_for(problem).text), warn=True)
            return
        self._last_days = dict(models)
        self._offer_models(tuple(self._last_days))
        known = self._settings.model in self._last_days
        about = "" if known or not models else f" “{self._settings.model}” is not among them."
        self._say_result(f"It works: {host} answered and offers {len(models)} models.{about}", warn=False)
        self._note_model()

    def take_typed(self) -> None:
        """What was typed and not yet taken is taken: changes here apply without a button."""
        self._instructions_done()
        for name in self._limits:
            self._limit_done(name)
        self.key.give()

    def _offer_models(self, listed: tuple[str, ...]) -> None:
        names = listed or tuple(model.name for model in known_models())
        current = self._settings.model
        if [self._model.itemText(at) for at in range(self._model.count())] != list(names):
            self._model.clear()
            self._model.addItems(names)
        line = self._model.lineEdit()
        if line is not None and not line.hasFocus():
            self._model.setCurrentText(current)

    def _note_model(self) -> None:
        name = self._settings.model
        listed = self._last_days.get(name, "")
        words = model_warning(name, listed) if listed or self._settings.capabilities.has_catalog_last_days else ""
        self._model_note.setText(strip_control_characters(words))
        self._model_note.setVisible(bool(self._model_note.text()))

    def _endpoint_done(self) -> None:
        endpoint = endpoint_of(self._endpoint.text())
        if endpoint is None:
            self._say_result(message_for(Problem(ProblemKind.BAD_ENDPOINT, self._endpoint.text())).text, warn=True)
            return
        if endpoint != self._settings.endpoint:
            self._say_result("", warn=False)
            self._last_days = {}
            self.changed.emit({"endpoint": endpoint})
        self._endpoint.setText(endpoint)

    def _model_done(self) -> None:
        name = self._model.currentText().strip()
        if name and name != self._settings.model:
            self.changed.emit({"model": name})

    def _instructions_done(self) -> None:
        if self._instructions.toPlainText() != self._settings.instructions:
            self.changed.emit({"instructions": self._instructions.toPlainText()})

    def _show_limit(self, name: str) -> None:
        usd = getattr(self._settings, name)
        self._limits[name].setText(f"{usd:g}" if usd else "")

    def _limit_done(self, name: str) -> None:
        """An amount, or nothing for none; what is neither goes back to what was there."""
        usd = money_of(self._limits[name].text())
        if usd is None:
            self._show_limit(name)
        elif usd != getattr(self._settings, name):
            self.changed.emit({name: usd})

    def _check(self) -> None:
        if self._testing or endpoint_of(self._endpoint.text()) is None:
            return
        self.key.give()
        self._testing = True
        self._say_result(f"Asking {self._settings.host}…", warn=False)
        self.check_requested.emit()

    def _say_result(self, words: str, warn: bool) -> None:
        self._result.setProperty("warn", warn)
        self._result.style().unpolish(self._result)
        self._result.style().polish(self._result)
        self._result.setText(words)
