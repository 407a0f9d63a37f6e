"""Finds servers on this computer that speak the API. It looks for them only when the user asks for that."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem
from desktop.core.settings.connections.templates import TEMPLATES
from desktop.services.ports.provider import AvailableModel, Provider
from desktop.services.tasks import Tasks

KNOWN = tuple((template.name, template.endpoint) for template in TEMPLATES if template.is_searched)
LOOK_S = 4.0  # for a server to answer; chosen
_VISION_NAMES = ("vl", "vision", "llava", "gemma3", "gemma-3", "minicpm-v", "moondream", "pixtral", "llama4", "ocr")


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A server that answers: its name, its endpoint, and its models, those that seem to accept images first."""

    name: str
    endpoint: str
    models: tuple[str, ...]


class LocalServerDiscovery(QObject):
    """Looks on loopback at the ports of known servers."""

    found = Signal(tuple)  # of LocalServer
    refused = Signal(Problem)  # nothing may be looked for

    def __init__(
        self,
        tasks: Tasks,
        provider: Callable[[], Awaitable[Provider]],
        known: tuple[tuple[str, str], ...] = KNOWN,
        look_s: float = LOOK_S,
    ) -> None:
        super().__init__()
        self._looking = tasks.slot("local servers")
        self._provider = provider
        self._known = known
        self._look_s = look_s

    def look(self) -> None:
        """Looks in the background; `found` has the servers, perhaps none, unless it was `refused`."""
        self._looking.start(self._look())

    async def _look(self) -> None:
        try:
            provider = await self._provider()
        except AskanceError as error:
            self.refused.emit(error.problem)
            return
        servers = await asyncio.gather(*(self._ask(provider, name, endpoint) for name, endpoint in self._known))
        self.found.emit(tuple(server for server in servers if server is not None))

    async def _ask(self, provider: Provider, name: str, endpoint: str) -> LocalServer | None:
        try:
            async with asyncio.timeout(self._look_s):
                listed = await provider.models(endpoint, None)
        except (AskanceError, TimeoutError):
            return None
        return LocalServer(name, endpoint, _vision_first(listed))


def _vision_first(listed: tuple[AvailableModel, ...]) -> tuple[str, ...]:
    names = [model.name for model in listed if "embed" not in model.name.lower()]
    return tuple(sorted(names, key=lambda name: not any(part in name.lower() for part in _VISION_NAMES)))
