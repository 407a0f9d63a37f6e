"""The provider "This computer": answers with what it reads on the pictures. Nothing is sent, no key is needed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from desktop.core.asking.request import Request
from desktop.core.image.encoding import Prepared
from desktop.core.model_catalog import READER
from desktop.core.ocr.local_answer import answered
from desktop.core.ocr.ocr_result import Reading
from desktop.services.ports import ModelListed, Piece

Read = Callable[[Prepared], Awaitable[Reading]]
InThread = Callable[..., Awaitable[Any]]


class ThisComputer:
    """A provider like the others; `read` raises NotRead, `in_thread` runs what takes its time."""

    def __init__(self, read: Read, in_thread: InThread) -> None:
        self._read = read
        self._in_thread = in_thread

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[Piece]:
        """The answer in pieces, as it is put together. A question without pictures is about the last ones."""
        asked = request.messages[-1]
        about = next((message.pictures for message in reversed(request.messages) if message.pictures), ())
        readings = [await self._read(picture) for picture in about]
        for piece in await self._in_thread(list, answered(asked.text, readings)):
            if piece:
                yield Piece(piece)
                await asyncio.sleep(0)
        yield Piece(finish="stop")

    async def models(self, endpoint: str, key: str | None) -> tuple[ModelListed, ...]:
        """The one that reads."""
        return (ModelListed(READER),)
