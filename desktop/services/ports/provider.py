"""Answering: the provider of a model, and what it hands out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import Usage


@dataclass(frozen=True, slots=True)
class AnswerChunk:
    """A part of a streamed answer: some text (possibly none), and what came with it.

    `finish` is the endpoint's reason for ending: "stop" is a good end, None means not yet. An empty chunk is a sign of
    life.
    """

    text: str = ""
    usage: Usage | None = None
    finish: str | None = None


@dataclass(frozen=True, slots=True)
class AvailableModel:
    """A model that the endpoint offers. `last_day` is an ISO date, or empty when none is announced."""

    name: str
    last_day: str = ""


class Provider(Protocol):
    """Answers requests. Every error that it raises is an AskanceError."""

    def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in chunks; closing the iterator closes the connection."""
        ...

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the models that the endpoint offers."""
        ...
