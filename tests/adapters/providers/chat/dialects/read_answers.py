"""Bodies of answers, read as the provider reads them: framing, dialect, chunks."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from desktop.adapters.network.framing.answer_body import AnswerBody
from desktop.adapters.providers.chat.answer_chunks import AnswerError, ChunkMaker
from desktop.adapters.providers.chat.chat_reader import ChatReader
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.conversation.turn import Usage
from desktop.services.ports.provider import AnswerChunk, FinishReason


@dataclass(frozen=True)
class ReadAnswer:
    """What a body brought. `error` is the body of an error in it, None without one."""

    pieces: tuple[AnswerChunk, ...]
    error: object = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def thinking(self) -> str:
        return "".join(piece.thinking for piece in self.pieces)

    @property
    def finish(self) -> FinishReason | None:
        """The reason that holds: "stop" takes back no other."""
        reasons = [piece.finish for piece in self.pieces if piece.finish is not None]
        return next((reason for reason in reasons if reason is not FinishReason.STOP), reasons[0] if reasons else None)

    @property
    def usage(self) -> Usage | None:
        return next((piece.usage for piece in reversed(self.pieces) if piece.usage), None)

    @property
    def tools(self) -> tuple[str, ...]:
        return tuple(name for piece in self.pieces for name in piece.tool_calls)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(source.url for piece in self.pieces for source in piece.sources)

    @property
    def images(self) -> tuple[str, ...]:
        return tuple(image for piece in self.pieces for image in piece.images)


def read_answer(body: bytes, size: int = 7) -> ReadAnswer:
    """Reads a body that comes in parts of `size` bytes."""

    async def source() -> AsyncIterator[bytes]:
        for at in range(0, len(body), size):
            yield body[at : at + size]

    async def run() -> ReadAnswer:
        reader, maker, pieces = ChatReader(), ChunkMaker(ConnectionSecrets()), list[AnswerChunk]()
        try:
            async for value in AnswerBody(source()).objects():
                pieces.append(maker.chunk_of(reader.read(value)))
            pieces.append(maker.chunk_of(reader.at_end()))
        except AnswerError as error:
            return ReadAnswer((*pieces, error.chunk), error.body)
        return ReadAnswer(tuple(pieces))

    return asyncio.run(run())


def events(*values: object, named: bool = True) -> bytes:
    """Returns server-sent events, named by the type of each value if it has one. A text is sent as it is."""
    lines = []
    for value in values:
        name = value.get("type") if isinstance(value, dict) and named else None
        lines.append(f"event: {name}\n" if name else "")
        lines.append(f"data: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}\n\n")
    return "".join(lines).encode()


def json_lines(*values: object, between: str = "\n") -> bytes:
    """Returns values of JSON, parted by `between`."""
    return between.join(json.dumps(value, ensure_ascii=False) for value in values).encode()
