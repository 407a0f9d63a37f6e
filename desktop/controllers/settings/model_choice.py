"""The model that answers: shown above the conversation, and chosen from the menu there."""

from functools import partial

from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from desktop.core.model_catalog import known_models, model_named
from desktop.messages.formatting import day_in_words
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.settings_service import SettingsService

MAX_LISTED = 40  # models in a menu; an endpoint that offers more has its own ways to find one


class ModelChoiceController:
    """Keeps the models that the endpoint offered when it was last checked."""

    def __init__(
        self,
        settings_service: SettingsService,
        endpoint_check: EndpointCheck,
        model_button: QToolButton,
        host_label: QLabel,
    ) -> None:
        self._settings_service = settings_service
        self._endpoint_check = endpoint_check
        self._model_button = model_button
        self._host_label = host_label
        self._offered: tuple[str, ...] = ()
        self._endpoint = settings_service.settings.endpoint

    def connect(self) -> None:
        """Connect the settings, the check of the endpoint and the menu."""
        self._settings_service.changed.connect(lambda _: self._settings_changed())
        self._settings_service.key_changed.connect(lambda _: self.show())
        self._endpoint_check.checked.connect(self._take_offered)
        menu = QMenu(self._model_button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._model_button.setMenu(menu)

    def models(self) -> list[str]:
        """Returns the models that can be asked: those that the endpoint offers, or those that are known of it."""
        settings = self._settings_service.settings
        names = list(self._offered) or [
            model.name for model in known_models() if settings.capabilities.offers_catalog_models
        ]
        return names if settings.model in names else [settings.model, *names]

    def show(self) -> None:
        """Show who answers: this computer, or a model, its host and the last day that it can be asked."""
        settings = self._settings_service.effective
        if settings.is_local:
            self._model_button.setText("This computer ▾")
            self._host_label.setText("reads text, sends nothing")
            return
        self._model_button.setText(f"{settings.model} ▾")
        day = model_named(settings.model).last_day
        until = f" · until {day_in_words(day)}" if day and settings.capabilities.has_catalog_last_days else ""
        self._host_label.setText(f"{settings.host}{until}")

    def _settings_changed(self) -> None:
        self.show()
        endpoint = self._settings_service.settings.endpoint
        if endpoint != self._endpoint:
            self._endpoint, self._offered = endpoint, ()

    def _take_offered(self, result: EndpointCheckResult) -> None:
        self._offered = tuple(model.name for model in result.models) if len(result.models) <= MAX_LISTED else ()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        settings, effective = self._settings_service.settings, self._settings_service.effective
        for name in self.models():
            day = model_named(name).last_day if settings.capabilities.has_catalog_last_days else None
            action = menu.addAction(f"{name}   until {day_in_words(day)}" if day else name)
            action.setCheckable(True)
            action.setChecked(name == effective.model)
            action.triggered.connect(partial(self._choose, name))
        menu.addSeparator()
        local = menu.addAction("This computer   text only, nothing is sent")
        local.setCheckable(True)
        local.setChecked(effective.is_local)
        local.setEnabled("answers" not in self._settings_service.policy.locked)
        local.triggered.connect(lambda: self._settings_service.change(answers="computer"))

    def _choose(self, name: str, _checked: bool = False) -> None:
        """Set the model; it is meant to answer, with a key or without, even if this computer answers now."""
        is_local = self._settings_service.effective.is_local
        self._settings_service.change(model=name, **({"answers": "endpoint"} if is_local else {}))
