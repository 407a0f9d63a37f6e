"""The page of the settings about who answers: endpoint, key, model, instructions, spending limits."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.core.errors import ENDPOINT_WITH_V1, Problem
from desktop.core.model_catalog import model_at, model_named
from desktop.core.model_terms import DETAILS
from desktop.core.models.image_cap import DEFAULT_CAP, cap_of, caps_of, caps_to_text
from desktop.core.models.model_offer import ModelOffer
from desktop.core.settings.endpoint import HAS_SIGN_IN, endpoint_of, endpoint_problem
from desktop.core.settings.settings import Settings, money_of
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences
from desktop.messages.model_words import shutdown_words
from desktop.messages.problems import message_for
from desktop.messages.settings.setting_values import choices_in_words, value_in_words
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import Paragraph, SettingsPage, is_being_typed
from desktop.ui.settings.headers_field import HeadersField
from desktop.ui.settings.key_field import KeyField
from desktop.ui.settings.key_program_field import KeyProgramField
from desktop.ui.settings.model_field import ModelField
from desktop.ui.settings.proxy_field import ProxyField
from desktop.ui.settings.test_row import EndpointTestRow


def model_warning(name: str, last_day: date | None, instead: str, today: date) -> str:
    """Returns a sentence if the model will be shut down or was, otherwise nothing."""
    return shutdown_words(name, last_day, instead, today) if last_day is not None else ""


class AnswersPage(SettingsPage):
    """Emits changed settings, and the wish to test the endpoint with them."""

    check_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Connections"), _("Who answers, how, and what an answer may cost."))
        self._settings = Settings()
        self._is_testing = False
        self.add_choice("answers", choices_in_words("answers"))
        self._endpoint = QLineEdit()
        self._endpoint.editingFinished.connect(self._endpoint_done)
        self.add("endpoint", self._endpoint, lambda settings: _load(self._endpoint, settings.endpoint))
        self._destination = quiet()
        self.form.add_row("", self._destination)
        self.key = KeyField()
        self.form.add_row(_("Key"), self.key)
        self.key_program = KeyProgramField()
        self.form.add_row("", self.key_program)
        self.headers = HeadersField()
        self.form.add_row(_("Headers"), self.headers)
        self._test = EndpointTestRow()
        self._test.test_requested.connect(self._check)
        self._test.endpoint_chosen.connect(self._take_endpoint)
        self.form.add_row("", self._test)
        self._model = ModelField()
        self._model.textActivated.connect(lambda _: self._model_done())
        line = self._model.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._model_done)
        self.add("model", self._model, lambda _: self._load_model())
        self._model_note = quiet()
        self.form.add_row("", self._model_note)
        self._cap = QLineEdit()
        self._cap.setPlaceholderText(_("{limit}: this model's own limit is not known").format(limit=DEFAULT_CAP))
        self._cap.editingFinished.connect(self._cap_done)
        self.add("picture_caps", self._cap, self._load_cap)
        self.add_choice("detail", ((detail, value_in_words("detail", detail)) for detail in DETAILS))
        self._instructions = Paragraph()
        self._instructions.show_lines(4)
        self._instructions.left.connect(self._instructions_done)
        self.add("instructions", self._instructions, self._load_instructions)
        self.proxy = ProxyField()
        self.proxy.chosen.connect(lambda value: self.change("proxy", value))
        self._limits = {name: self._add_limit(name) for name in ("daily_limit_usd", "monthly_limit_usd")}
        self.add("proxy", self.proxy, lambda settings: self.proxy.show_value(settings.proxy))

    def _add_limit(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(_("No limit"))
        field.editingFinished.connect(partial(self._limit_done, name))
        return self.add(name, field, lambda settings: _load(field, _amount(getattr(settings, name))))

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings in force. A field that is being typed in is left alone."""
        self._settings = settings
        self.key.show_host(settings.host)
        super().show_settings(settings)
        self._note_model()

    @property
    def destination(self) -> str:
        """The sentence that says where questions go."""
        return self._destination.text()

    def show_destination(self, words: str) -> None:
        """Shows the sentence that says where questions go."""
        self._destination.setText(words)

    @property
    def result(self) -> str:
        """The words about the last test, or about an endpoint that cannot be one."""
        return self._test.words

    @property
    def model_note(self) -> str:
        """The warning about the model that is chosen; empty for none."""
        return self._model_note.text()

    def show_offers(self, offers: tuple[ModelOffer, ...]) -> None:
        """Lists the models that can be chosen at the endpoint in force."""
        self._model.show_offers(offers)
        self._load_model()
        self._note_model()

    def show_checked(
        self,
        offers: tuple[ModelOffer, ...],
        problem: Problem | None,
        about_sight: str = "",
        is_testing: bool = False,
    ) -> None:
        """Shows the result of a test: what the endpoint offers, and words about the chosen model's sight.

        `is_testing` means that more will come.
        """
        self._is_testing = is_testing
        if endpoint_of(self._endpoint.text()) is None:
            return  # another one is being typed, and the words about that one stay
        if problem is not None:
            offered = problem.detail if problem.code == ENDPOINT_WITH_V1 and self._endpoint.isEnabled() else ""
            self._test.show_words(message_for(problem).statement, True, offered)
            return
        self.show_offers(offers)
        known = self._model.offer_named(self._settings.model) is not None
        works = counted("Works: {count} model.", "Works: {count} models.", len(offers))
        missing = "" if known or not offers else _("“{model}” isn't one of them.").format(model=self._settings.model)
        self._test.show_words(sentences(works, missing, about_sight), warn=False)

    def take_typed(self) -> None:
        """Emits what was typed but not yet emitted: changes apply without a button."""
        self._instructions_done()
        for name in self._limits:
            self._limit_done(name)
        self.key.give()
        self.headers.give()

    def _load_model(self) -> None:
        line = self._model.lineEdit()
        if line is not None and not is_being_typed(line):
            self._model.show_chosen(self._settings.model)

    def _note_model(self) -> None:
        name = self._settings.model
        offer = self._model.offer_named(name)
        last_day = offer.last_day if offer is not None else model_at(name, self._settings.host).last_day
        words = model_warning(name, last_day, self._model.recommended, date.today())
        self._model_note.setText(strip_control_characters(words))
        self._model_note.setVisible(bool(self._model_note.text()))

    def _load_cap(self, settings: Settings) -> None:
        """Shows the cap of the chosen model, where its own rule is not known."""
        self.form.show_row(self._cap, not model_named(settings.model).has_known_rule)
        cap = caps_of(settings.picture_caps).get(settings.model)
        _load(self._cap, str(cap) if cap is not None else "")

    def _cap_done(self) -> None:
        """Takes a cap, or nothing for the usual one; anything else is replaced by the cap in force."""
        typed, caps = self._cap.text().strip(), dict(caps_of(self._settings.picture_caps))
        cap = cap_of(typed)
        if typed and cap is None:
            in_force = caps.get(self._settings.model)
            self._cap.setText(str(in_force) if in_force is not None else "")
            return
        caps.pop(self._settings.model, None)
        text = caps_to_text({**caps, self._settings.model: cap} if cap is not None else caps)
        if text != self._settings.picture_caps:
            self.change("picture_caps", text)

    def _endpoint_done(self) -> None:
        endpoint = endpoint_of(self._endpoint.text())
        if endpoint is None:
            problem = endpoint_problem(self._endpoint.text())
            if problem.code == HAS_SIGN_IN:
                self._endpoint.setText(self._settings.endpoint)  # a password does not stay in view
            self._test.show_words(message_for(problem).text, warn=True)
            return
        if endpoint != self._settings.endpoint:
            self._test.show_words("", warn=False)
            self._model.show_offers(())
            self.change("endpoint", endpoint)
        self._endpoint.setText(endpoint)

    def _model_done(self) -> None:
        name = self._model.currentText().strip()
        if name and name != self._settings.model:
            self.change("model", name)

    def _instructions_done(self) -> None:
        if self._instructions.toPlainText() != self._settings.instructions:
            self.change("instructions", self._instructions.toPlainText())

    def _load_instructions(self, settings: Settings) -> None:
        if not is_being_typed(self._instructions):
            self._instructions.setPlainText(settings.instructions)

    def _limit_done(self, name: str) -> None:
        """Takes an amount in US dollars, or nothing for no limit; anything else is replaced by the limit in force."""
        usd, in_force = money_of(self._limits[name].text()), getattr(self._settings, name)
        if usd is None:
            self._limits[name].setText(_amount(in_force))
        elif usd != in_force:
            self.change(name, usd)

    def _check(self) -> None:
        if self._is_testing or endpoint_of(self._endpoint.text()) is None:
            return
        self.key.give()
        self.headers.give()
        self._is_testing = True
        self._test.show_words(_("Testing {host}…").format(host=self._settings.host), warn=False)
        self.check_requested.emit()

    def _take_endpoint(self, endpoint: str) -> None:
        """Takes the endpoint that answered the test in the place of the one that did not, and test that."""
        self._endpoint.setText(endpoint)
        self._endpoint_done()
        self._check()


def _load(field: QLineEdit, text: str) -> None:
    """Shows text in a field, but not over what is typed there."""
    if not is_being_typed(field):
        field.setText(text)


def _amount(usd: float) -> str:
    return f"{usd:g}" if usd else ""
