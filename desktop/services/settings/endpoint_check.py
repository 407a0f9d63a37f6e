"""Checks the endpoint in force: its connection, its key, the models that it offers, and if the chosen one sees."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.sight import SightResult
from desktop.services.ports.provider import AvailableModel, Provider
from desktop.services.settings.settings_service import SettingsService
from desktop.services.settings.sight_test import try_sight
from desktop.services.settings.v1_path import problem_with_offer
from desktop.services.tasks import Tasks

KeepCaps = Callable[[str, dict[str, ImageCap]], None]


@dataclass(frozen=True, slots=True)
class EndpointCheckResult:
    """The models that `host` offers, or the problem with asking it.

    `sight` is what a test image has shown; until then it is None and `is_looking` is True.
    """

    host: str
    models: tuple[AvailableModel, ...] = ()
    problem: Problem | None = None
    sight: SightResult | None = None
    is_looking: bool = False


class EndpointCheck(QObject):
    """Asks the endpoint in force for its models, and shows the chosen one an image, when the user wants that."""

    checked = Signal(EndpointCheckResult)  # twice if the endpoint answers: with its models, and with the sight

    def __init__(
        self,
        tasks: Tasks,
        settings_service: SettingsService,
        provider_at: Callable[[str], Awaitable[Provider]],
        keep_caps: KeepCaps = lambda endpoint, caps: None,
    ) -> None:
        """`provider_at` returns the provider of an endpoint. `keep_caps` remembers the caps of images that an
        endpoint's list names, by model; it may write a file.
        """
        super().__init__()
        self._tasks = tasks
        self._checking = tasks.slot("check")
        self._settings_service = settings_service
        self._provider_at = provider_at
        self._keep_caps = keep_caps

    def start(self) -> None:
        """Asks in the background; `checked` has the result."""
        self._checking.start(self._run())

    async def _run(self) -> None:
        settings = self._settings_service.settings
        try:
            provider = await self._provider_at(settings.endpoint)
            key = await self._settings_service.key(settings.origin, settings.endpoint_found)
        except AskanceError as error:
            self.checked.emit(EndpointCheckResult(settings.host, problem=error.problem))
            return
        try:
            models = await provider.models(settings.endpoint, key)
        except AskanceError as error:
            problem = await problem_with_offer(error.problem, provider, settings.endpoint, key)
            self.checked.emit(EndpointCheckResult(settings.host, problem=problem))
            return
        caps = {model.name: model.cap for model in models if model.cap is not None}
        await self._tasks.run_blocking(self._keep_caps, settings.endpoint, caps)
        result = EndpointCheckResult(settings.host, models, is_looking=True)
        self.checked.emit(result)
        sight = await try_sight(provider, settings.endpoint, settings.model, key)
        self.checked.emit(replace(result, sight=sight, is_looking=False))
