"""An entry of the registry of providers: which hosts it answers for, what it can do, and how it is made."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from desktop.adapters.ledger.request_ledger import NO_LEDGER, KeepsLedger
from desktop.core.asking.request import Request
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.environment import NO_ENDPOINT, NO_KEY, EnvironmentEndpoint, EnvironmentKey
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.values.proxy import BY_SYSTEM
from desktop.services.ports.provider import Provider

if TYPE_CHECKING:
    from desktop.services.ports.batch import BatchService

ReadText = Callable[[EncodedImage], Awaitable[OcrResult]]
RunBlocking = Callable[..., Awaitable[Any]]
FindHeaders = Callable[[str], Awaitable[Headers]]
"""Maps an origin to the user's own headers for it. Raises StorageError."""


async def no_headers(origin: str) -> Headers:
    """Returns none."""
    return ()


class OpenProvider(Provider, Protocol):
    """A provider that the composition owns: prepared before it is needed, and closed in the end."""

    async def batches(self, endpoint: str, key: str | None) -> "BatchService":
        """Returns the batches of an endpoint. Raises AskanceError."""
        ...

    def warm(self, endpoint: str) -> None:
        """Loads, in any thread, what the first question to `endpoint` would otherwise wait for."""
        ...

    async def close(self) -> None:
        """Closes every connection."""
        ...


@dataclass(frozen=True, slots=True)
class ProviderParts:
    """The functions that providers are built with. `read_text` raises OcrError; `run_blocking` uses a thread.

    `proxy` returns the user's setting of a proxy, as it is at that moment; each request is entered into `ledger`.
    """

    read_text: ReadText
    run_blocking: RunBlocking
    find_headers: FindHeaders = no_headers
    proxy: Callable[[], str] = lambda: BY_SYSTEM
    ledger: KeepsLedger = NO_LEDGER


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """One provider.

    `serves` and `capabilities` take a host. `body` returns the JSON that would be sent for a request. `create` may
    import a library; where that takes long, `loads_slowly` says so, and it is called in a thread. `leaves_computer` is
    False for one that sends nothing anywhere. `environment_key` and `environment_endpoint` return what environment
    variables provide, and `called_url` the URL that a question to an endpoint is sent to.
    """

    name: str
    serves: Callable[[str], bool]
    capabilities: Callable[[str], ProviderCapabilities]
    body: Callable[[Request], dict[str, Any]]
    create: Callable[[ProviderParts], OpenProvider]
    loads_slowly: bool = False
    leaves_computer: bool = True
    environment_key: Callable[[Mapping[str, str]], EnvironmentKey] = lambda environment: NO_KEY
    environment_endpoint: Callable[[Mapping[str, str]], EnvironmentEndpoint] = lambda environment: NO_ENDPOINT
    called_url: Callable[[str], str] = lambda endpoint: endpoint
