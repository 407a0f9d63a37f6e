"""Settings, the key, the endpoint and the model."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.composition import factories
from desktop.composition.container import Product
from desktop.composition.lazy_windows import settings_window
from desktop.controllers.error_notices import Troubles
from desktop.core.model_catalog import known_models, model_named
from desktop.core.settings.settings import Settings
from desktop.messages.errors import day_in_words
from desktop.services.settings.endpoint_check import Checked
from desktop.services.settings.settings_service import KeyStatus
from desktop.ui.theme import Look, colours_for

if TYPE_CHECKING:
    from desktop.ui.settings.settings_window import SettingsWindow

MENU_MODELS = 40


class PreferencesApply:
    """Between the preferences, their window, and all that they change. `look_again` shows the desk under new ones.

    `decided` hears when it is known who answers.
    """

    def __init__(
        self,
        product: Product,
        font: QFont,
        troubles: Troubles,
        look_again: Callable[[], None],
        decided: Callable[[], None],
    ) -> None:
        self._product = product
        self._decided = decided
        self._font = font
        self._look_again = look_again
        self._settings_window: SettingsWindow | None = None
        self._listed: tuple[str, ...] = ()  # what the endpoint said it offers
        self._endpoint = product.preferences.settings.endpoint
        troubles.open_settings = self._open_settings
        window = product.window
        product.preferences.changed.connect(self._settings_changed)
        product.preferences.troubled.connect(troubles.tell)
        product.preferences.key_changed.connect(self._key_known)
        product.check.checked.connect(self._show_checked)
        window.history.settings_requested.connect(self._open_settings)
        window.actions_["settings"].triggered.connect(self._open_settings)
        window.colours_wanted.connect(self._show_colours)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._show_colours())
        menu = QMenu(window.model_button)
        menu.aboutToShow.connect(lambda: self._fill_models(menu))
        window.model_button.setMenu(menu)
        self._settings_changed(product.preferences.settings)

    def _settings_changed(self, settings: Settings) -> None:
        window = self._product.window
        self._show_who_answers()
        window.composer.show_enter(settings.enter_asks)
        if self._settings_window is not None:
            self._settings_window.show_settings(settings)
        if settings.endpoint != self._endpoint:
            self._endpoint, self._listed = settings.endpoint, ()
        self._show_colours()
        self._keep_or_not(settings.keep_history)
        self._look_again()

    def _show_who_answers(self) -> None:
        window, settings = self._product.window, self._product.preferences.in_force
        if settings.is_here:
            window.model_button.setText("This computer ▾")
            window.host_label.setText("reads text, sends nothing")
            return
        window.model_button.setText(f"{settings.model} ▾")
        day = model_named(settings.model).last_day
        ending = f"{settings.host} · until {day_in_words(day)}" if day and settings.is_openai else settings.host
        window.host_label.setText(ending)

    def _key_known(self, status: KeyStatus) -> None:
        self._show_who_answers()
        self._show_key(status)
        self._decided()

    def _keep_or_not(self, keep: bool) -> None:
        product = self._product
        if keep != product.keeper.keeps:
            product.keeper.use(factories.open_store(keep), keep)
            product.history.start_over()

    def _show_colours(self) -> None:
        colours = colours_for(self._product.preferences.settings.theme)
        if colours != self._product.window.colours:
            self._product.window.show_colours(Look(colours, self._font))

    def models(self) -> list[str]:
        """The models that can be asked: what the endpoint said it offers, or what is known of it."""
        settings = self._product.preferences.settings
        names = list(self._listed) or [model.name for model in known_models() if settings.is_openai]
        return names if settings.model in names else [settings.model, *names]

    def _fill_models(self, menu: QMenu) -> None:
        menu.clear()
        settings = self._product.preferences.settings
        for name in self.models():
            day = model_named(name).last_day if settings.is_openai else None
            action = menu.addAction(f"{name}   until {day_in_words(day)}" if day else name)
            action.setCheckable(True)
            action.setChecked(name == self._product.preferences.in_force.model)
            action.triggered.connect(partial(self._choose_model, name))
        menu.addSeparator()
        here = menu.addAction("This computer   text only, nothing is sent")
        here.setCheckable(True)
        here.setChecked(self._product.preferences.in_force.is_here)
        here.setEnabled("answers" not in self._product.preferences.policy.locked)
        here.triggered.connect(lambda: self._product.preferences.change(answers="computer"))

    def _choose_model(self, name: str, _checked: bool = False) -> None:
        """A model that somebody chooses is meant to answer, with a key or without."""
        here = self._product.preferences.in_force.is_here
        self._product.preferences.change(model=name, **({"answers": "endpoint"} if here else {}))

    def _open_settings(self) -> None:
        product = self._product
        if self._settings_window is None:
            made = settings_window(product.window)
            made.changed.connect(lambda values: product.preferences.change(**values))
            made.answers.key.given.connect(product.preferences.keep_key)
            made.answers.key.forgotten.connect(product.preferences.forget_key)
            made.answers.check_requested.connect(product.check.start)
            made.show_locked(product.preferences.policy.locked)
            self._settings_window = made
        self._settings_window.show_settings(product.preferences.settings)
        self._show_key(product.preferences.key_status)
        product.preferences.look_for_key()
        self._settings_window.open()

    def _show_key(self, status: KeyStatus) -> None:
        if self._settings_window is not None:
            key = self._settings_window.answers.key
            key.show_key(status.known, status.source, status.ending, status.has_store, status.trouble)

    def _show_checked(self, checked: Checked) -> None:
        self._listed = tuple(model.name for model in checked.models) if len(checked.models) <= MENU_MODELS else ()
        if self._settings_window is not None:
            models = tuple((model.name, model.last_day) for model in checked.models)
            self._settings_window.answers.show_checked(checked.host, models, checked.trouble)
