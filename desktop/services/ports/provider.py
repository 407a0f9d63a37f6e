"""Answering: the provider of a model, and what it hands out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.core.asking.request import Request
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Usage
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.model import Price
from desktop.core.models.offered_parameters import ListedParameters
from desktop.core.usage.rate_limit import RateReports


class FinishReason(StrEnum):
    """The reason for which an answer ended. Only STOP means that it is whole."""

    STOP = "stop"
    LENGTH = "length"
    FILTERED = "content_filter"
    BROKEN = "error"
    TOOL = "tool_calls"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AnswerChunk:
    """A part of a streamed answer: some text (possibly none), and what came with it. An empty one is a sign of life.

    `finish` is the reason for ending, None if there is none yet, and `finish_word` the endpoint's own word for it;
    `is_last` means that the endpoint has marked the end of everything. `images` are data URLs, and `tool_calls` the
    names of tools that the model wants to use. `rate`, with the first chunk, is what the endpoint says of its limits.
    """

    text: str = ""
    usage: Usage | None = None
    finish: FinishReason | None = None
    finish_word: str = ""
    is_last: bool = False
    thinking: str = ""
    sources: tuple[AnswerSource, ...] = ()
    images: tuple[str, ...] = ()
    tool_calls: tuple[str, ...] = ()
    rate: RateReports | None = None


@dataclass(frozen=True, slots=True)
class AvailableModel:
    """A model that the endpoint offers, with what its list says; None stands for nothing.

    `last_day` is an ISO date, or empty when none is announced. `sees` tells if it takes images, `answers` if it answers
    questions at all, `cap` the largest image that it takes, `listed` which parameters.
    """

    name: str
    last_day: str = ""
    sees: bool | None = None
    answers: bool | None = None
    price: Price | None = None
    cap: ImageCap | None = None
    listed: ListedParameters = ListedParameters()


class Provider(Protocol):
    """Answers requests. Every error that it raises is an AskanceError."""

    def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in chunks; closing the iterator closes the connection."""
        ...

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the models that the endpoint offers."""
        ...
