"""The kinds of things that a chunk of an answer can bring. The union is closed: who takes it ends in assert_never."""

from dataclasses import dataclass

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Usage
from desktop.services.ports.provider import FinishReason


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class ThinkingDelta:
    """More of what the model thinks before it answers."""

    text: str


@dataclass(frozen=True, slots=True)
class ImagePart:
    """An image in the answer: a data URL, or the address of an image, which is not fetched."""

    url: str


@dataclass(frozen=True, slots=True)
class SourcesPart:
    """Pages that the answer is founded on. The first is the one that `[1]` in the text means."""

    sources: tuple[AnswerSource, ...]


@dataclass(frozen=True, slots=True)
class ToolCallPart:
    """A call of a tool that nobody offered. Its name may be empty."""

    name: str


@dataclass(frozen=True, slots=True)
class UsageReport:
    """The tokens that the endpoint has counted so far."""

    usage: Usage


@dataclass(frozen=True, slots=True)
class Finished:
    """The reason for which the answer ended; `word` is the endpoint's own for it."""

    reason: FinishReason
    word: str


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The mark after which nothing more comes."""


@dataclass(frozen=True, slots=True)
class ServerError:
    """An error in the place of the rest of the answer. `body` is of any shape."""

    body: object


ChatEvent = (
    TextDelta
    | ThinkingDelta
    | ImagePart
    | SourcesPart
    | ToolCallPart
    | UsageReport
    | Finished
    | StreamEnd
    | ServerError
)
