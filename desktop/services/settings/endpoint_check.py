"""Checks the endpoint in force: its connection, its key, and the models that it offers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem
from desktop.services.ports.provider import AvailableModel, Provider
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class EndpointCheckResult:
    """The models that `host` offers, or the problem with asking it."""

    host: str
    models: tuple[AvailableModel, ...] = ()
    problem: Problem | None = None


class EndpointCheck(QObject):
    """Asks the endpoint in force for its models, when the user wants to check it."""

    checked = Signal(EndpointCheckResult)

    def __init__(
        self, tasks: Tasks, settings_service: SettingsService, provider: Callable[[], Awaitable[Provider]]
    ) -> None:
        super().__init__()
        self._checking = tasks.slot("check")
        self._settings_service = settings_service
        self._provider = provider

    def start(self) -> None:
        """Asks in the background; `checked` has the result."""
        self._checking.start(self._run())

    async def _run(self) -> None:
        settings = self._settings_service.settings
        try:
            provider = await self._provider()
            key = await self._settings_service.key(settings.origin, settings.endpoint_found)
            models = await provider.models(settings.endpoint, key)
            self.checked.emit(EndpointCheckResult(settings.host, models))
        except AskanceError as error:
            self.checked.emit(EndpointCheckResult(settings.host, problem=error.problem))
