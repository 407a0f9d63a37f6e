"""Keep history: whether conversations are stored on disk or only in memory."""

from collections.abc import Callable

from desktop.services.conversation.history import History
from desktop.services.settings.settings_service import SettingsService
from desktop.services.storage_thread import OpenStore, StorageThread


class HistoryKeepingController:
    """Switches the store when the setting changes."""

    def __init__(
        self,
        settings_service: SettingsService,
        storage: StorageThread,
        history: History,
        open_store: Callable[[bool], OpenStore],
        expire: Callable[[], None],
    ) -> None:
        """`open_store` returns what opens a store, on disk if it is called with True; `expire` deletes what is old."""
        self._expire = expire
        self._settings_service = settings_service
        self._storage = storage
        self._history = history
        self._open_store = open_store

    def connect(self) -> None:
        """Connects the settings."""
        self._settings_service.changed.connect(lambda _: self._apply())
        self._history.opened.connect(lambda _: self._expire())

    def _apply(self) -> None:
        keep = self._settings_service.settings.keep_history
        if keep != self._storage.keeps:
            self._history.take_draft_out()
            self._storage.switch_to(self._open_store(keep), keep)
            self._history.start_over()
        self._expire()
