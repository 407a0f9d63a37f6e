"""A provider behind the policy: it is asked nothing about an endpoint that the policy does not allow at that moment."""

from collections.abc import AsyncIterator, Callable

from desktop.adapters.providers.provider_entry import OpenProvider, ProviderEntry, ProviderParts
from desktop.core.asking.request import Request
from desktop.core.errors import Problem, SendBlockedError
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.services.ports.provider import AnswerChunk, AvailableModel

Refusal = Callable[[str], Problem | None]
"""Returns the reason why nothing may be sent to an endpoint, or None."""


class AllowedProvider:
    """Passes on to a provider what may go to its endpoint. Raises SendBlockedError otherwise."""

    def __init__(self, provider: OpenProvider, refusal: Refusal) -> None:
        self._provider = provider
        self._refusal = refusal

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in chunks. Raises AskanceError."""
        self._check(request.endpoint)
        async for chunk in self._provider.stream(request, key):
            yield chunk

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the models that the endpoint offers. Raises AskanceError."""
        self._check(endpoint)
        return await self._provider.models(endpoint, key)

    def warm(self, endpoint: str) -> None:
        """Loads, in any thread, what the first question to `endpoint` would otherwise wait for."""
        self._provider.warm(endpoint)

    async def close(self) -> None:
        """Closes every connection."""
        await self._provider.close()

    def _check(self, endpoint: str) -> None:
        if (problem := self._refusal(endpoint)) is not None:
            raise SendBlockedError(problem)


def create_provider(
    entry: ProviderEntry, parts: ProviderParts, policy: Callable[[], Policy] = lambda: NO_POLICY
) -> OpenProvider:
    """Returns a new provider. The first of an entry may take up to a second: its library is imported here.

    One that sends something is asked only what the policy allows at that moment. Nothing is asked of `policy` yet, so
    that any thread may create a provider.
    """
    provider = entry.create(parts)
    if not entry.leaves_computer:
        return provider
    return AllowedProvider(provider, lambda endpoint: policy().asking_refusal(endpoint))
