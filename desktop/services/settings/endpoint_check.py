"""Checking the endpoint: is it there, does the key work, which models does it offer?"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Trouble
from desktop.services.ports import ModelListed, Provider
from desktop.services.settings.settings_service import Preferences
from desktop.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of asking `host` for its models: those, or a trouble."""

    host: str
    models: tuple[ModelListed, ...] = ()
    trouble: Trouble | None = None


class Check(QObject):
    """Asks the endpoint in force, when the user wants to know."""

    checked = Signal(object)  # Checked

    def __init__(self, tasks: Tasks, preferences: Preferences, provider: Callable[[], Awaitable[Provider]]) -> None:
        super().__init__()
        self._tasks = tasks
        self._preferences = preferences
        self._provider = provider

    def start(self) -> None:
        """Ask now; `checked` says what came of it."""
        self._tasks.replace("check", self._run())

    async def _run(self) -> None:
        settings = self._preferences.settings
        try:
            provider = await self._provider()
            models = await provider.models(settings.endpoint, await self._preferences.key(settings.host))
            self.checked.emit(Checked(settings.host, models))
        except AskanceError as error:
            self.checked.emit(Checked(settings.host, trouble=error.trouble))
