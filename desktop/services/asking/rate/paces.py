"""The paces of the program, by host and key, and providers that keep to them."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import cast

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage
from desktop.core.errors import AskanceError, ProblemKind
from desktop.core.ids import sha256_hex
from desktop.core.model_catalog import model_at
from desktop.core.settings.endpoint import host_of
from desktop.core.usage.estimator import count_tokens
from desktop.services.asking.rate.pace import Pace, Permit
from desktop.services.ports.provider import AnswerChunk, AvailableModel, Provider

TOO_FAST = {ProblemKind.RATE_LIMIT, ProblemKind.OVERLOADED}
"""Refusals after which everybody goes slower."""
FindProvider = Callable[[str], Awaitable[Provider]]
OpenPermit = Callable[[Request, str | None], Permit]


class Paces:
    """Owns the paces. Keys are told apart by a hash."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._paces: dict[tuple[str, str], Pace] = {}

    def at(self, host: str, key: str | None, rate: tuple[float, float] = (0, 0)) -> Pace:
        """Returns the pace of a host and a key; `rate` is the user's word, where the endpoint has said nothing."""
        which = host, sha256_hex(key.encode()) if key else ""
        pace = self._paces.setdefault(which, Pace(clock=self._clock))
        pace.seed(rate)
        return pace

    def take(self, request: Request, key: str | None) -> Permit:
        """Returns the permission for a question of a conversation, which does not wait."""
        host = host_of(request.endpoint)
        count = count_tokens(request, model_at(request.model, host))
        return self.at(host, key).take(count.image_tokens + count.text_tokens)

    def counting(self, find: FindProvider) -> FindProvider:
        """Returns a function that finds the same providers, whose questions count without waiting."""

        async def find_counting(endpoint: str) -> Provider:
            return PacedProvider(await find(endpoint), self.take)

        return find_counting


class PacedProvider:
    """A provider whose requests count towards the pace of their endpoint, with what the endpoint says of it."""

    def __init__(self, provider: Provider, open_permit: OpenPermit) -> None:
        self._provider = provider
        self._open_permit = open_permit

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in chunks. Raises AskanceError."""
        permit, usage = self._open_permit(request, key), cast("Usage | None", None)
        try:
            async with aclosing(cast("AsyncGenerator[AnswerChunk]", self._provider.stream(request, key))) as chunks:
                async for chunk in chunks:
                    if chunk.rate is not None:
                        permit.hear(chunk.rate)
                    usage = chunk.usage or usage
                    yield chunk
            permit.answered(usage.input_tokens + usage.output_tokens if usage else None)
        except AskanceError as error:
            if error.problem.kind in TOO_FAST:
                permit.refused(error.problem.seconds)
            raise
        finally:
            permit.close()

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the models that the endpoint offers."""
        return await self._provider.models(endpoint, key)
