"""The settings window: what it shows and changes, the key, and the check of the endpoint."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SignalInstance

from desktop.controllers.error_notices import ErrorNotices
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.settings_service import KeyStatus, SettingsService

if TYPE_CHECKING:
    from desktop.ui.settings.settings_window import SettingsDialog


class SettingsDialogController:
    """Owner of the settings window, which is made when it is first opened."""

    def __init__(
        self,
        settings_service: SettingsService,
        endpoint_check: EndpointCheck,
        open_requested: tuple[SignalInstance, ...],
        new_dialog: Callable[[], "SettingsDialog"],
        notices: ErrorNotices,
    ) -> None:
        """`open_requested` are the signals, of whatever arguments, that open the window."""
        self._settings_service = settings_service
        self._endpoint_check = endpoint_check
        self._open_requested = open_requested
        self._new_dialog = new_dialog
        self._notices = notices
        self._dialog: SettingsDialog | None = None

    def connect(self) -> None:
        """Connect what opens the window, and what it shows."""
        for requested in self._open_requested:
            requested.connect(lambda *_: self._open())
        self._settings_service.changed.connect(lambda _: self._show_settings())
        self._settings_service.key_changed.connect(self._show_key)
        self._settings_service.problem_occurred.connect(self._notices.tell)
        self._endpoint_check.checked.connect(self._show_checked)

    def _open(self) -> None:
        service = self._settings_service
        if self._dialog is None:
            self._dialog = self._new_connected()
        self._dialog.show_settings(service.settings)
        self._show_key(service.key_status)
        service.look_for_key()
        self._dialog.open()

    def _new_connected(self) -> "SettingsDialog":
        dialog, service = self._new_dialog(), self._settings_service
        dialog.changed.connect(self._change)
        dialog.answers.key.given.connect(service.keep_key)
        dialog.answers.key.forgotten.connect(service.forget_key)
        dialog.answers.check_requested.connect(self._endpoint_check.start)
        dialog.show_locked(service.policy.locked)
        return dialog

    def _change(self, values: dict[str, Any]) -> None:
        self._settings_service.change(**values)

    def _show_settings(self) -> None:
        if self._dialog is not None:
            self._dialog.show_settings(self._settings_service.settings)

    def _show_key(self, status: KeyStatus) -> None:
        if self._dialog is not None:
            key = self._dialog.answers.key
            key.show_key(status.known, status.source, status.ending, status.has_store, status.problem)

    def _show_checked(self, result: EndpointCheckResult) -> None:
        if self._dialog is not None:
            models = tuple((model.name, model.last_day) for model in result.models)
            self._dialog.answers.show_checked(result.host, models, result.problem)
