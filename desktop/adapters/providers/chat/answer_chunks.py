"""Gathers what an object of an answer brings into one `AnswerChunk`, within the bound of an answer's text."""

import contextlib
from collections.abc import Iterable
from typing import assert_never

from desktop.adapters.network.http_client import MAX_ANSWER_BYTES, ResponseTooLargeError
from desktop.adapters.providers.chat.chat_events import (
    ChatEvent,
    Finished,
    ImagePart,
    ServerError,
    SourcesPart,
    StreamEnd,
    TextDelta,
    ThinkingDelta,
    ToolCallPart,
    UsageReport,
)
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.conversation.answer_source import MAX_URL, AnswerSource
from desktop.core.conversation.turn import Usage
from desktop.core.untrusted_text import drop_unencodable, untrusted_line
from desktop.services.ports.provider import AnswerChunk, FinishReason

_HIGH_SURROGATES = ("\ud800", "\udbff")


class AnswerError(Exception):
    """The endpoint reports an error as part of its answer. `body` is of any shape; `chunk` came before it."""

    def __init__(self, body: object, chunk: AnswerChunk) -> None:
        super().__init__("an error in an answer")
        self.body = body
        self.chunk = chunk


class _Parts:
    """What the events of one object bring, sorted."""

    def __init__(self) -> None:
        self.text = self.thinking = self.word = ""
        self.usage: Usage | None = None
        self.finish: FinishReason | None = None
        self.is_last = False
        self.sources: list[AnswerSource] = []
        self.images: list[str] = []
        self.tool_calls: list[str] = []
        self.error: ServerError | None = None

    def take(self, event: ChatEvent) -> None:
        match event:
            case TextDelta():
                self.text += event.text
            case ThinkingDelta():
                self.thinking += event.text
            case ImagePart() if event.url.startswith("data:"):
                self.images.append(event.url)
            case ImagePart():
                self.sources.append(AnswerSource(event.url[:MAX_URL], "Picture", is_image=True))
            case SourcesPart():
                self.sources += event.sources
            case ToolCallPart():
                self.tool_calls.append(event.name)
            case UsageReport():
                self.usage = event.usage
            case Finished():
                self.finish, self.word = event.reason, event.word
            case StreamEnd():
                self.finish, self.is_last = self.finish or FinishReason.STOP, True
            case ServerError():
                self.error = event
            case _:
                assert_never(event)


class ChunkMaker:
    """Makes the chunks of one answer."""

    def __init__(self, secrets: ConnectionSecrets) -> None:
        """`secrets` are cut out of what is shown of the endpoint beside its answer."""
        self._secrets = secrets
        self._received = 0  # characters of text and thinking
        self._half_letter = ""  # the first half of a letter that a chunk was cut in

    def chunk_of(self, events: Iterable[ChatEvent]) -> AnswerChunk:
        """Returns the chunk of one object's events. Raises AnswerError, and ResponseTooLargeError past the bound."""
        parts = _Parts()
        for event in events:
            parts.take(event)
        self._received += len(parts.text) + len(parts.thinking)
        if self._received > MAX_ANSWER_BYTES:
            raise ResponseTooLargeError(f"{MAX_ANSWER_BYTES >> 20} MB of text")
        chunk = AnswerChunk(
            self._encodable(parts.text),
            parts.usage,
            parts.finish,
            untrusted_line(self._secrets.cut_from(parts.word), 60),
            parts.is_last,
            drop_unencodable(parts.thinking),
            tuple(parts.sources),
            tuple(parts.images),
            tuple(untrusted_line(self._secrets.cut_from(name), 80) for name in parts.tool_calls),
        )
        if parts.error is not None:
            raise AnswerError(parts.error.body, chunk)
        return chunk

    def _encodable(self, text: str) -> str:
        """Returns the text as Unicode. A letter of two halves, each in a chunk of its own, is joined."""
        if text.isascii():
            return drop_unencodable(text)
        text = self._half_letter + text
        self._half_letter = ""
        if text and _HIGH_SURROGATES[0] <= text[-1] <= _HIGH_SURROGATES[1]:
            text, self._half_letter = text[:-1], text[-1]
        with contextlib.suppress(UnicodeDecodeError):  # a half that stays alone becomes a question mark
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        return drop_unencodable(text)
