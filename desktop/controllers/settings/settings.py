"""Settings, the key, the endpoint and the model."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.composition import factories
from desktop.composition.container import Container
from desktop.composition.lazy_windows import settings_window
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.model_catalog import known_models, model_named
from desktop.core.settings.settings import Settings
from desktop.messages.formatting import day_in_words
from desktop.services.settings.endpoint_check import EndpointCheckResult
from desktop.services.settings.settings_service import KeyStatus
from desktop.ui.theme import Theme, colors_for

if TYPE_CHECKING:
    from desktop.ui.settings.settings_window import SettingsDialog

MENU_MODELS = 40


class SettingsController:
    """Between the preferences, their window, and all that they change. `look_again` shows the desk under new ones.

    `decided` hears when it is known who answers.
    """

    def __init__(
        self,
        container: Container,
        font: QFont,
        problems: ErrorNotices,
        look_again: Callable[[], None],
        decided: Callable[[], None],
    ) -> None:
        self._container = container
        self._decided = decided
        self._font = font
        self._look_again = look_again
        self._settings_window: SettingsDialog | None = None
        self._listed: tuple[str, ...] = ()  # what the endpoint said it offers
        self._endpoint = container.settings_service.settings.endpoint
        problems.open_settings = self._open_settings
        window = container.window
        container.settings_service.changed.connect(self._settings_changed)
        container.settings_service.problem_occurred.connect(problems.tell)
        container.settings_service.key_changed.connect(self._key_known)
        container.endpoint_check.checked.connect(self._show_checked)
        window.history.settings_requested.connect(self._open_settings)
        window.actions_["settings"].triggered.connect(self._open_settings)
        window.colors_wanted.connect(self._show_colors)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._show_colors())
        menu = QMenu(window.model_button)
        menu.aboutToShow.connect(lambda: self._fill_models(menu))
        window.model_button.setMenu(menu)
        self._settings_changed(container.settings_service.settings)

    def _settings_changed(self, settings: Settings) -> None:
        window = self._container.window
        self._show_who_answers()
        window.composer.show_enter(settings.enter_asks)
        if self._settings_window is not None:
            self._settings_window.show_settings(settings)
        if settings.endpoint != self._endpoint:
            self._endpoint, self._listed = settings.endpoint, ()
        self._show_colors()
        self._keep_or_not(settings.keep_history)
        self._look_again()

    def _show_who_answers(self) -> None:
        window, settings = self._container.window, self._container.settings_service.effective
        if settings.is_local:
            window.model_button.setText("This computer ▾")
            window.host_label.setText("reads text, sends nothing")
            return
        window.model_button.setText(f"{settings.model} ▾")
        day = model_named(settings.model).last_day
        ending = (
            f"{settings.host} · until {day_in_words(day)}"
            if day and settings.capabilities.has_catalog_last_days
            else settings.host
        )
        window.host_label.setText(ending)

    def _key_known(self, status: KeyStatus) -> None:
        self._show_who_answers()
        self._show_key(status)
        self._decided()

    def _keep_or_not(self, keep: bool) -> None:
        container = self._container
        if keep != container.storage.keeps:
            container.storage.switch_to(factories.open_store(keep), keep)
            container.history.start_over()

    def _show_colors(self) -> None:
        colors = colors_for(self._container.settings_service.settings.theme)
        if colors != self._container.window.colors:
            self._container.window.show_colors(Theme(colors, self._font))

    def models(self) -> list[str]:
        """The models that can be asked: what the endpoint said it offers, or what is known of it."""
        settings = self._container.settings_service.settings
        names = list(self._listed) or [
            model.name for model in known_models() if settings.capabilities.offers_catalog_models
        ]
        return names if settings.model in names else [settings.model, *names]

    def _fill_models(self, menu: QMenu) -> None:
        menu.clear()
        settings = self._container.settings_service.settings
        for name in self.models():
            day = model_named(name).last_day if settings.capabilities.has_catalog_last_days else None
            action = menu.addAction(f"{name}   until {day_in_words(day)}" if day else name)
            action.setCheckable(True)
            action.setChecked(name == self._container.settings_service.effective.model)
            action.triggered.connect(partial(self._choose_model, name))
        menu.addSeparator()
        here = menu.addAction("This computer   text only, nothing is sent")
        here.setCheckable(True)
        here.setChecked(self._container.settings_service.effective.is_local)
        here.setEnabled("answers" not in self._container.settings_service.policy.locked)
        here.triggered.connect(lambda: self._container.settings_service.change(answers="computer"))

    def _choose_model(self, name: str, _checked: bool = False) -> None:
        """A model that somebody chooses is meant to answer, with a key or without."""
        here = self._container.settings_service.effective.is_local
        self._container.settings_service.change(model=name, **({"answers": "endpoint"} if here else {}))

    def _open_settings(self) -> None:
        container = self._container
        if self._settings_window is None:
            made = settings_window(container.window)
            made.changed.connect(lambda values: container.settings_service.change(**values))
            made.answers.key.given.connect(container.settings_service.keep_key)
            made.answers.key.forgotten.connect(container.settings_service.forget_key)
            made.answers.check_requested.connect(container.endpoint_check.start)
            made.show_locked(container.settings_service.policy.locked)
            self._settings_window = made
        self._settings_window.show_settings(container.settings_service.settings)
        self._show_key(container.settings_service.key_status)
        container.settings_service.look_for_key()
        self._settings_window.open()

    def _show_key(self, status: KeyStatus) -> None:
        if self._settings_window is not None:
            key = self._settings_window.answers.key
            key.show_key(status.known, status.source, status.ending, status.has_store, status.problem)

    def _show_checked(self, checked: EndpointCheckResult) -> None:
        self._listed = tuple(model.name for model in checked.models) if len(checked.models) <= MENU_MODELS else ()
        if self._settings_window is not None:
            models = tuple((model.name, model.last_day) for model in checked.models)
            self._settings_window.answers.show_checked(checked.host, models, checked.problem)
