"""The settings window: what it shows and changes, the key, and the check of the endpoint."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SignalInstance

from desktop.adapters.providers.registry import called_url
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.models.model_offer import ModelOffer
from desktop.core.settings.own_headers import Headers
from desktop.messages.model_words import looking_words, sight_words
from desktop.messages.settings.setting_values import destination_words
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.key_status import KeyStatus
from desktop.services.settings.model_offers import model_offers
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.settings_service import SettingsService

if TYPE_CHECKING:
    from desktop.ui.settings.fields import SettingsPage
    from desktop.ui.settings.settings_window import SettingsDialog


class SettingsDialogController:
    """Owner of the settings window, which is made when it is first opened."""

    def __init__(
        self,
        settings_service: SettingsService,
        endpoint_check: EndpointCheck,
        own_headers: OwnHeaders,
        open_requested: tuple[SignalInstance, ...],
        new_dialog: Callable[[], "SettingsDialog"],
        notices: ErrorNotices,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`open_requested` are the signals, of whatever arguments, that open the window; `today` returns the date."""
        self._settings_service = settings_service
        self._endpoint_check = endpoint_check
        self._own_headers = own_headers
        self._open_requested = open_requested
        self._new_dialog = new_dialog
        self._notices = notices
        self._today = today
        self._dialog: SettingsDialog | None = None
        self._locked = frozenset[str]()  # fields that are shown as locked
        self._checked: EndpointCheckResult | None = None  # the last one that the endpoint in force answered

    def connect(self) -> None:
        """Connects what opens the window, and what it shows."""
        for requested in self._open_requested:
            requested.connect(lambda *_: self._open())
        self._settings_service.changed.connect(lambda _: self._show_settings())
        self._settings_service.policy_changed.connect(lambda _: self._show_locked())
        self._settings_service.key_changed.connect(self._show_key)
        self._settings_service.problem_occurred.connect(self._notices.tell)
        self._endpoint_check.checked.connect(self._show_checked)
        self._own_headers.changed.connect(self._show_headers)
        self._own_headers.problem_occurred.connect(self._notices.tell)

    def _open(self) -> None:
        service = self._settings_service
        if self._dialog is None:
            self._dialog = self._new_connected()
        self._show_settings()
        self._show_key(service.key_status)
        service.look_for_key()
        self._own_headers.look()
        self._dialog.open()

    def open_page(self, page: Callable[["SettingsDialog"], "SettingsPage"]) -> None:
        """Opens the window at a page of it."""
        self._open()
        if self._dialog is not None:
            self._dialog.show_page(page(self._dialog))

    def open_key(self) -> None:
        """Opens the window at the field of the key."""
        self._open()
        if self._dialog is not None:
            self._dialog.show_key()

    def _new_connected(self) -> "SettingsDialog":
        dialog, service = self._new_dialog(), self._settings_service
        dialog.changed.connect(self._change)
        dialog.answers.key.given.connect(service.keep_key)
        dialog.answers.key.forgotten.connect(service.forget_key)
        dialog.answers.key.place_chosen.connect(service.move_key)
        dialog.answers.headers.given.connect(self._keep_headers)
        dialog.answers.check_requested.connect(self._endpoint_check.start)
        self._locked = service.layers.locked
        dialog.show_locked(self._locked)
        return dialog

    def _show_locked(self) -> None:
        if self._dialog is not None:
            self._locked = self._settings_service.layers.locked
            self._dialog.show_locked(self._locked)
            self._show_key(self._settings_service.key_status)

    def _change(self, values: dict[str, Any]) -> None:
        origin = self._settings_service.settings.origin
        self._settings_service.change(**values)
        if self._settings_service.settings.origin != origin:
            self._own_headers.look()

    def _keep_headers(self, headers: Headers) -> None:
        if self._dialog is not None:
            self._own_headers.keep(headers, self._dialog.answers.key.allows_file)

    def _show_headers(self, origin: str, names: tuple[str, ...]) -> None:
        if self._dialog is not None and origin == self._settings_service.settings.origin:
            self._dialog.answers.headers.show_names(names)

    def _show_settings(self) -> None:
        if self._dialog is not None:
            service = self._settings_service
            if service.layers.locked != self._locked:  # another connection is chosen
                self._show_locked()
            self._dialog.show_settings(service.settings)
            url = called_url(service.settings.endpoint)
            self._dialog.answers.show_destination(destination_words(url, service.endpoint_variable))
            self._dialog.answers.show_offers(self._offers())

    def _offers(self) -> tuple[ModelOffer, ...]:
        settings = self._settings_service.settings
        is_current = self._checked is not None and self._checked.host == settings.host
        return model_offers(settings, self._checked.models if self._checked and is_current else (), self._today())

    def _show_key(self, status: KeyStatus) -> None:
        if self._dialog is not None:
            key, credential = self._dialog.answers.key, self._settings_service.settings.credential
            key.show_rules(credential not in ("helper", "environment"), credential in ("any", "user"))
            key.show_key(status.known, status.source, status.ending, status.has_store, status.problem)

    def _show_checked(self, result: EndpointCheckResult) -> None:
        if result.problem is None:
            self._checked = result
        if self._dialog is None:
            return
        about_sight = looking_words(self._settings_service.settings.model) if result.is_looking else ""
        if result.sight is not None:
            about_sight = sight_words(result.sight)
        self._dialog.answers.show_checked(self._offers(), result.problem, about_sight, is_testing=result.is_looking)
