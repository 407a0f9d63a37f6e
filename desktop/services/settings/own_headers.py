"""The user's own headers for the endpoint in force. Their values are secrets: only their names are shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import Problem, StorageError
from desktop.core.settings.own_headers import Headers
from desktop.services.ports.key_store import KeyStore
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


class OwnHeaders(QObject):
    """Reads and keeps headers in the key store, in the background."""

    changed = Signal(str, tuple)  # an origin, and the names of its headers
    problem_occurred = Signal(Problem)  # headers could not be kept

    def __init__(self, tasks: Tasks, key_store: KeyStore, settings_service: SettingsService) -> None:
        super().__init__()
        self._tasks = tasks
        self._task = tasks.slot("headers")
        self._key_store = key_store
        self._settings_service = settings_service

    async def for_origin(self, origin: str) -> Headers:
        """Returns the headers for an endpoint's origin. Raises StorageError."""
        headers: Headers = await self._tasks.run_blocking(self._key_store.headers_for, origin)
        return headers

    def look(self) -> None:
        """Looks for the headers of the endpoint in force; `changed` has their names."""
        self._task.start(self._run(self._settings_service.settings.origin))

    def keep(self, headers: Headers, in_file: bool) -> None:
        """Keeps headers for the endpoint in force in the place of those before; none removes them.

        With `in_file`, by the user's explicit choice, they are kept in a plain file.
        """
        origin = self._settings_service.settings.origin
        self._task.start(self._run(origin, self._key_store.save_headers, origin, headers, in_file))

    async def _run(self, origin: str, first: Callable[..., Any] | None = None, *args: Any) -> None:
        """Calls `first` in a thread, then reads the headers of `origin`."""
        try:
            if first is not None:
                await self._tasks.run_blocking(first, *args)
            headers = await self.for_origin(origin)
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
            return
        self.changed.emit(origin, tuple(name for name, _ in headers))
