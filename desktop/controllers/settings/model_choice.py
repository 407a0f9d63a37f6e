"""The model that answers: shown above the conversation, and chosen from the menu there."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from desktop.adapters.providers.registry import called_url
from desktop.core.models.model_offer import ModelOffer
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.model_words import about_offer, parameters_words
from desktop.messages.settings import answerer_words
from desktop.messages.settings.setting_values import destination_words
from desktop.services.ports.provider import AvailableModel
from desktop.services.settings.connections import Connections
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.model_offers import last_day_at, model_offers
from desktop.services.settings.settings_service import SettingsService

LONGEST_NAME = 60  # letters of a connection's name; chosen
MAX_LISTED = 40  # models in a menu; an endpoint that offers more has its own ways to find one


class ModelChoiceController:
    """Keeps the models that the endpoint offered when it was last checked."""

    def __init__(
        self,
        settings_service: SettingsService,
        endpoint_check: EndpointCheck,
        model_button: QToolButton,
        host_label: QLabel,
        connections: Connections,
        open_settings: Callable[[], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        """`open_settings` leads to where an endpoint is asked for its models; `today` returns the date."""
        self._settings_service = settings_service
        self._endpoint_check = endpoint_check
        self._model_button = model_button
        self._host_label = host_label
        self._connections = connections
        self._open_settings = open_settings
        self._today = today
        self._listed: tuple[AvailableModel, ...] = ()
        self._endpoint = settings_service.settings.endpoint

    def connect(self) -> None:
        """Connects the settings, the check of the endpoint and the menu."""
        self._settings_service.changed.connect(lambda _: self._settings_changed())
        self._settings_service.key_changed.connect(lambda _: self.show())
        self._endpoint_check.checked.connect(self._take_offered)
        menu = QMenu(self._model_button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._model_button.setMenu(menu)

    def models(self) -> list[str]:
        """Returns the models that can be asked: those that the endpoint offers, or those that are known of it."""
        return [offer.name for offer in self._offers()]

    def show(self) -> None:
        """Shows who answers: this computer, or a model, its host and the last day that it can be asked."""
        settings = self._settings_service.effective
        if settings.is_local:
            self._model_button.setText(answerer_words.computer_button())
            self._host_label.setText(answerer_words.computer_about())
            self._describe(*answerer_words.computer_spoken())
            return
        self._model_button.setText(f"{settings.model} ▾")
        day = last_day_at(settings.model, settings.host, self._listed)
        variable = self._settings_service.endpoint_variable
        name = untrusted_line(settings.connection_name, LONGEST_NAME) or settings.host
        self._host_label.setText(answerer_words.answerer_facts(name, variable, day))
        described = answerer_words.model_spoken(settings.model, name)
        where = destination_words(called_url(settings.endpoint), variable)
        here = parameters_words(self._connections.in_force.parameters)
        self._describe(described, f"{where}\n{answerer_words.only_here(here)}" if here else where)

    def _describe(self, name: str, where: str) -> None:
        """Tells screen readers who answers, and in the tooltips where questions go."""
        self._model_button.setAccessibleName(name)
        self._model_button.setToolTip(where)
        self._host_label.setToolTip(where)

    def _offers(self) -> tuple[ModelOffer, ...]:
        """Returns the models to choose from; the chosen one is always among them."""
        settings = self._settings_service.settings
        offers = model_offers(settings, self._listed, self._today())
        if len(offers) > MAX_LISTED:
            offers = model_offers(settings, (), self._today())
        if any(offer.name == settings.model for offer in offers):
            return offers
        return ModelOffer(settings.model, last_day=last_day_at(settings.model, settings.host, self._listed)), *offers

    def _settings_changed(self) -> None:
        self.show()
        endpoint = self._settings_service.settings.endpoint
        if endpoint != self._endpoint:
            self._endpoint, self._listed = endpoint, ()

    def _take_offered(self, result: EndpointCheckResult) -> None:
        if result.problem is None:
            self._listed = result.models
            self.show()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        effective = self._settings_service.effective
        for offer in self._offers():
            name, about = offer.name, about_offer(offer)
            action = menu.addAction(f"{name}   {about}" if about else name)
            action.setCheckable(True)
            action.setChecked(name == effective.model)
            action.triggered.connect(partial(self._choose, name))
        if len(menu.actions()) == 1 and "model" not in self._settings_service.policy.locked:
            menu.addAction(answerer_words.other_models_entry()).triggered.connect(lambda: self._open_settings())
        self._add_parameters(menu)
        self._add_connections(menu)
        menu.addSeparator()
        local = menu.addAction(answerer_words.computer_entry())
        local.setCheckable(True)
        local.setChecked(effective.is_local)
        local.setEnabled("answers" not in self._settings_service.policy.locked)
        local.triggered.connect(lambda: self._settings_service.change(answers="computer"))

    def _add_parameters(self, menu: QMenu) -> None:
        """Adds what holds in this conversation alone; a click takes it back."""
        if words := parameters_words(self._connections.in_force.parameters):
            menu.addSeparator()
            entry = menu.addAction(answerer_words.reset_entry(words).replace("&", "&&"))
            entry.triggered.connect(lambda: self._connections.set_parameters_here(""))

    def _add_connections(self, menu: QMenu) -> None:
        """Adds the other connections, each with its model: one click asks there from now on."""
        current, connections = self._connections.current, self._connections
        others = [other for other in connections.all if other.id != current.id] if connections.may_choose else []
        if others:
            menu.addSeparator()
        for other in others:
            name = untrusted_line(connections.name_of(other), LONGEST_NAME)
            about = untrusted_line(connections.settings_of(other.id).model, LONGEST_NAME)
            entry = menu.addAction(f"{name}   {about}")
            entry.triggered.connect(partial(self._choose_connection, other.id))

    def _choose_connection(self, connection_id: str, _checked: bool = False) -> None:
        self._connections.choose(connection_id)
        if self._settings_service.settings.answers == "computer":
            self._settings_service.change(answers="auto")  # a connection that is clicked is meant to answer

    def _choose(self, name: str, _checked: bool = False) -> None:
        """Sets the model; it is meant to answer, with a key or without, even if this computer answers now."""
        is_local = self._settings_service.effective.is_local
        self._connections.choose(self._connections.current.id, name)
        self._settings_service.change(model=name, **({"answers": "endpoint"} if is_local else {}))
