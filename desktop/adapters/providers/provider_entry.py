"""An entry of the registry of providers: which hosts it answers for, what it can do, and how it is made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.core.asking.request import Request
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.environment_key import NO_KEY, EnvironmentKey
from desktop.services.ports.provider import Provider

ReadText = Callable[[EncodedImage], Awaitable[OcrResult]]
RunBlocking = Callable[..., Awaitable[Any]]


class OpenProvider(Provider, Protocol):
    """A provider that the composition owns: prepared before it is needed, and closed in the end."""

    def warm(self, endpoint: str) -> None:
        """Loads, in any thread, what the first question to `endpoint` would otherwise wait for."""
        ...

    async def close(self) -> None:
        """Closes every connection."""
        ...


@dataclass(frozen=True, slots=True)
class ProviderParts:
    """The functions that providers are built with. `read_text` raises OcrError; `run_blocking` uses a thread."""

    read_text: ReadText
    run_blocking: RunBlocking


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """One provider.

    `serves` and `capabilities` take a host. `body` returns the JSON that would be sent for a request. `create` may
    import a library; where that takes long, `loads_slowly` says so, and it is called in a thread. `environment_key`
    returns the key that environment variables provide. `leaves_computer` is False for one that sends nothing anywhere.
    """

    name: str
    serves: Callable[[str], bool]
    capabilities: Callable[[str], ProviderCapabilities]
    body: Callable[[Request], dict[str, Any]]
    create: Callable[[ProviderParts], OpenProvider]
    loads_slowly: bool = False
    leaves_computer: bool = True
    environment_key: Callable[[Mapping[str, str]], EnvironmentKey] = lambda environment: NO_KEY
