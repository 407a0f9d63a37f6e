"""The settings: one window, changes apply at once. A key that was typed is never shown again."""

from datetime import date
from functools import partial
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.errors import Kind, Trouble
from desktop.core.models import DETAILS, known_models, model_named
from desktop.core.settings import Settings, Theme, endpoint_of, key_of, labelled, money_of
from desktop.core.text import harmless
from desktop.ui.reading_settings import SET_FOR_ALL, ReadingSettings
from desktop.ui.said import day_in_words, said, without_question

SOURCES = {
    "system": "kept in the system's key store",
    "file": "kept in a file that only you can read",
    "session": "kept until you close Askance: this system has no key store",
    "environment": "from the environment (OPENAI_API_KEY)",
}


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


ANSWERS = (
    ("auto", "The endpoint, or this computer while there is no key"),
    ("endpoint", "The endpoint, always"),
    ("computer", "This computer: text only, nothing is sent"),
)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setVerticalSpacing(10)
    return form


def _add(form: QFormLayout, name: str, widget: QWidget) -> None:
    """A row for the setting `name`."""
    label, hint = labelled(name)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    widget.setToolTip(hint)
    widget.setAccessibleName(label)
    form.addRow(label, widget)


def _page(form: QFormLayout) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addLayout(form)
    layout.addStretch(1)
    return page


class _Paragraph(QPlainTextEdit):
    """A field of several lines that says when it has been left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SettingsWindow(QDialog):
    """Shows the settings and the key's whereabouts; says what the user changed."""

    changed = Signal(dict)
    key_given = Signal(str, bool)  # the key, and whether it may go to a file
    key_forgotten = Signal()
    check_requested = Signal()

    def __init__(self, parent: QWidget, patterns_file: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(560)
        self._settings = Settings()
        self._last_days: dict[str, str] = {}
        self._testing = False
        self._endpoint = QLineEdit()
        self._key = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText("Paste a key, then press Keep")
        self._keep = QPushButton("Keep")
        self._keep.setProperty("primary", True)
        self._forget = QPushButton("Forget")
        self._in_file = QCheckBox("Keep it in a file that only I can read")
        self._whereabouts = self._quiet_label()
        self._model = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self._model_note = self._quiet_label()
        self._detail = self._combo(DETAILS)
        self._instructions = _Paragraph()
        self._instructions.setFixedHeight(80)
        self._history = QCheckBox("Keep history: conversations stay on this computer")
        self._answers = QComboBox()
        for value, words in ANSWERS:
            self._answers.addItem(words, value)
        self.reading = ReadingSettings(patterns_file)
        self._daily, self._monthly = self._money_field(), self._money_field()
        self._theme = self._combo(get_args(Theme))
        self._enter = QCheckBox("Enter asks, Shift+Enter breaks the line")
        self._test = QPushButton("Test")
        self._test.setProperty("raised", True)
        self._result = self._quiet_label()
        self._by_setting: dict[str, QWidget] = {
            "answers": self._answers,
            "endpoint": self._endpoint,
            "model": self._model,
            "detail": self._detail,
            "instructions": self._instructions,
            "daily_limit_usd": self._daily,
            "monthly_limit_usd": self._monthly,
            "theme": self._theme,
            "keep_history": self._history,
            "enter_asks": self._enter,
        }
        self._lay_out()
        self._connect()

    def _quiet_label(self) -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("quiet", True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return label

    def _money_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("None. In US dollars; counts where prices are known")
        return field

    def _combo(self, choices: tuple[str, ...]) -> QComboBox:
        combo = QComboBox()
        for choice in choices:
            combo.addItem(choice.capitalize(), choice)
        return combo

    def _lay_out(self) -> None:
        answers, program = _form(), _form()
        key_row = QHBoxLayout()
        for part in (self._key, self._keep, self._forget):
            key_row.addWidget(part)
        test_row = QHBoxLayout()
        test_row.addWidget(self._test)
        test_row.addWidget(self._result, 1)
        _add(answers, "answers", self._answers)
        _add(answers, "endpoint", self._endpoint)
        answers.addRow("Key", key_row)
        for beside in (self._whereabouts, self._in_file, test_row):
            answers.addRow("", beside)
        _add(answers, "model", self._model)
        answers.addRow("", self._model_note)
        _add(answers, "detail", self._detail)
        _add(answers, "instructions", self._instructions)
        _add(answers, "daily_limit_usd", self._daily)
        _add(answers, "monthly_limit_usd", self._monthly)
        self._key.setAccessibleName("Key")
        self._history.setToolTip(labelled("keep_history")[1])
        self._enter.setToolTip(labelled("enter_asks")[1])
        _add(program, "theme", self._theme)
        program.addRow("", self._history)
        program.addRow("", self._enter)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        for title, page in (("Answers", _page(answers)), ("Pictures", self.reading), ("Program", _page(program))):
            pages.addTab(page, title)
        close = QPushButton("Close")
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.addWidget(pages, 1)
        layout.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self._endpoint.editingFinished.connect(self._endpoint_done)
        self._key.returnPressed.connect(self._give_key)
        self._keep.clicked.connect(self._give_key)
        self._forget.clicked.connect(self.key_forgotten)
        self._model.textActivated.connect(lambda _: self._model_done())
        line = self._model.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._model_done)
        self._detail.activated.connect(lambda _: self.changed.emit({"detail": self._detail.currentData()}))
        self._theme.activated.connect(lambda _: self.changed.emit({"theme": self._theme.currentData()}))
        self._instructions.left.connect(self._instructions_done)
        self._history.clicked.connect(lambda on: self.changed.emit({"keep_history": on}))
        self._answers.activated.connect(lambda _: self.changed.emit({"answers": self._answers.currentData()}))
        self.reading.changed.connect(self.changed)
        for name, limit in (("daily_limit_usd", self._daily), ("monthly_limit_usd", self._monthly)):
            limit.editingFinished.connect(partial(self._limit_done, name, limit))
        self._enter.clicked.connect(lambda on: self.changed.emit({"enter_asks": on}))
        self._test.clicked.connect(self._check)
        self.finished.connect(lambda _: self._leave())

    def show_settings(self, settings: Settings) -> None:
        """Show what is in force; a field that is being typed in is left alone unless its value changed."""
        self._settings = settings
        if not self._endpoint.hasFocus():
            self._endpoint.setText(settings.endpoint)
        self._offer_models(tuple(self._last_days))
        self._detail.setCurrentIndex(self._detail.findData(settings.detail))
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        if not self._instructions.hasFocus():
            self._instructions.setPlainText(settings.instructions)
        self._history.setChecked(settings.keep_history)
        self._enter.setChecked(settings.enter_asks)
        self._answers.setCurrentIndex(self._answers.findData(settings.answers))
        self.reading.show_settings(settings)
        for limit, usd in ((self._daily, settings.daily_limit_usd), (self._monthly, settings.monthly_limit_usd)):
            if not limit.hasFocus():
                limit.setText(f"{usd:g}" if usd else "")
        self._note_model()

    def show_locked(self, names: frozenset[str]) -> None:
        """These are set by an administrator."""
        for name, widget in self._by_setting.items():
            if name in names:
                widget.setEnabled(False)
                widget.setToolTip(SET_FOR_ALL)
        self.reading.show_locked(names)

    def show_key(self, known: bool, source: str, ending: str, has_store: bool | None, trouble: Trouble | None) -> None:
        """Show where the key is: `source` is empty when there is none, `ending` are its last letters."""
        if not known:
            words = "Looking for a key…"
        elif trouble is not None:
            words = said(trouble).text
        elif source:
            words = f"A key{f' ending in {ending}' if ending else ''}, {SOURCES[source]}"
        else:
            words = "No key yet"
        self._whereabouts.setText(words)
        self._in_file.setVisible(has_store is False or source == "file")
        self._forget.setEnabled(bool(source) and source != "environment")

    def show_checked(self, host: str, models: tuple[tuple[str, str], ...], trouble: Trouble | None) -> None:
        """Show what a test came to; `models` are names with the last day of each, or nothing."""
        self._testing = False
        if endpoint_of(self._endpoint.text()) is None:
            return  # another one is being typed; what is said of that stays
        if trouble is not None:
            self._say_result(without_question(said(trouble).text), warn=True)
            return
        self._last_days = dict(models)
        self._offer_models(tuple(self._last_days))
        known = self._settings.model in self._last_days
        about = "" if known or not models else f" “{self._settings.model}” is not among them."
        self._say_result(f"It works: {host} answered and offers {len(models)} models.{about}", warn=False)
        self._note_model()

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
        words = model_warning(name, listed) if listed or self._settings.is_openai else ""
        self._model_note.setText(harmless(words))
        self._model_note.setVisible(bool(self._model_note.text()))

    def _endpoint_done(self) -> None:
        endpoint = endpoint_of(self._endpoint.text())
        if endpoint is None:
            self._say_result(said(Trouble(Kind.BAD_ENDPOINT, self._endpoint.text())).text, warn=True)
            return
        if endpoint != self._settings.endpoint:
            self._say_result("", warn=False)
        if endpoint != self._settings.endpoint:
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

    def _limit_done(self, name: str, limit: QLineEdit) -> None:
        """An amount, or nothing for none; what is neither goes back to what was there."""
        usd = money_of(limit.text())
        before = getattr(self._settings, name)
        if usd is None:
            limit.setText(f"{before:g}" if before else "")
        elif usd != before:
            self.changed.emit({name: usd})

    def _give_key(self) -> None:
        typed = self._key.text()
        key = key_of(typed)
        if key is None:
            if typed:
                self._whereabouts.setText(said(Trouble(Kind.BAD_KEY_TEXT, self._settings.host)).text)
            return
        self._key.clear()
        self._whereabouts.setText("Keeping the key…")
        self.key_given.emit(key, not self._in_file.isHidden() and self._in_file.isChecked())

    def _check(self) -> None:
        if self._testing or endpoint_of(self._endpoint.text()) is None:
            return
        self._give_key()
        self._testing = True
        self._say_result(f"Asking {self._settings.host}…", warn=False)
        self.check_requested.emit()

    def _say_result(self, words: str, warn: bool) -> None:
        self._result.setProperty("warn", warn)
        self._result.style().unpolish(self._result)
        self._result.style().polish(self._result)
        self._result.setText(words)

    def _leave(self) -> None:
        """What was typed and not yet taken is taken: changes here apply without a button."""
        self._instructions_done()
        self._limit_done("daily_limit_usd", self._daily)
        self._limit_done("monthly_limit_usd", self._monthly)
        self._give_key()
