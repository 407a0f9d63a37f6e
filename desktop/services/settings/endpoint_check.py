"""Checking the endpoint: is it there, does the key work, which models does it offer?"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem
from desktop.services.ports.provider import AvailableModel, Provider
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class EndpointCheckResult:
    """What came of asking `host` for its models: those, or a trouble."""

    host: str
    models: tuple[AvailableModel, ...] = ()
    problem: Problem | None = None


class EndpointCheck(QObject):
    """Asks the endpoint in force, when the user wants to know."""

    checked = Signal(object)  # Checked

    def __init__(
        self, tasks: Tasks, settings_service: SettingsService, provider: Callable[[], Awaitable[Provider]]
    ) -> None:
        super().__init__()
        self._checking = tasks.slot("check")
        self._settings_service = settings_service
        self._provider = provider

    def start(self) -> None:
        """Ask now; `checked` says what came of it."""
        self._checking.start(self._run())

    async def _run(self) -> None:
        settings = self._settings_service.settings
        try:
            provider = await self._provider()
            models = await provider.models(settings.endpoint, await self._settings_service.key(settings.host))
            self.checked.emit(EndpointCheckResult(settings.host, models))
        except AskanceError as error:
            self.checked.emit(EndpointCheckResult(settings.host, problem=error.problem))
