"""The providers of a running window: each is created with its first request and closed at the end."""

import asyncio
import sys
from collections.abc import Callable

from desktop.adapters.providers.openai_compatible import OPENAI_COMPATIBLE
from desktop.adapters.providers.provider_entry import OpenProvider, ProviderEntry, ProviderParts
from desktop.adapters.providers.registry import PROVIDERS, entry_at
from desktop.composition.allowed_provider import create_provider
from desktop.core.errors import SendBlockedError
from desktop.core.markdown.blocks import parsed
from desktop.core.settings.endpoint import host_of
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.services.tasks import Tasks

SWITCH_S = 0.0005  # the longest that a thread may hold up the window; Python's own 5 ms are visible


class Providers:
    """Creates the provider of an endpoint on demand. Libraries that load slowly are imported off the GUI thread.

    Where the policy lets nothing leave this computer, only providers that send nothing are created.
    """

    def __init__(
        self,
        tasks: Tasks,
        parts: ProviderParts,
        entries: tuple[ProviderEntry, ...] = PROVIDERS,
        policy: Callable[[], Policy] = lambda: NO_POLICY,
    ) -> None:
        """`policy` returns the policy in force at that moment; it is asked on the loop's thread alone."""
        self._tasks = tasks
        self._parts = parts
        self._entries = entries
        self._policy = policy
        self._providers: dict[str, OpenProvider] = {}
        self._loading = asyncio.Lock()  # a library that two threads import at once is seen half initialised

    async def at(self, endpoint: str) -> OpenProvider:
        """Returns the provider that serves `endpoint`. Raises SendBlockedError."""
        entry = entry_at(host_of(endpoint), self._entries)
        if entry.leaves_computer and (problem := self._policy().asking_refusal(endpoint)) is not None:
            raise SendBlockedError(problem)
        return await self._of(entry)

    async def get(self) -> OpenProvider:
        """Returns the provider for OpenAI-compatible servers, which are looked for here. Raises SendBlockedError."""
        if (block := self._policy().block) is not None:
            raise SendBlockedError(block)
        return await self._of(OPENAI_COMPATIBLE)

    async def warm(self, endpoint: str) -> None:
        """Loads what a question to `endpoint`, and showing its answer, would otherwise wait for."""
        try:
            provider = await self.at(endpoint)
        except SendBlockedError:
            return  # the question will say why
        await self._tasks.run_blocking(provider.warm, endpoint)
        await self._tasks.run_blocking(parsed, "*warm*")

    async def close(self) -> None:
        """Closes the connections of all providers."""
        for provider in self._providers.values():
            await provider.close()

    async def _of(self, entry: ProviderEntry) -> OpenProvider:
        if not entry.loads_slowly:
            if entry.name not in self._providers:
                self._providers[entry.name] = create_provider(entry, self._parts, self._policy)
            return self._providers[entry.name]
        async with self._loading:
            if entry.name not in self._providers:
                provider = await self._tasks.run_blocking(create_provider, entry, self._parts, self._policy)
                self._providers[entry.name] = provider
                sys.setswitchinterval(SWITCH_S)  # not earlier: imports in two threads would slow each other down
        return self._providers[entry.name]
