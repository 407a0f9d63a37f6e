"""The provider "This computer": answers with what it reads on the pictures. Nothing is sent, no key is needed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from desktop.core.asking.request import Request
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import LOCAL_OCR_MODEL
from desktop.core.ocr.local_answer import answer_from_ocr
from desktop.core.ocr.ocr_result import OcrResult
from desktop.services.ports.provider import AnswerChunk, AvailableModel

Read = Callable[[EncodedImage], Awaitable[OcrResult]]
InThread = Callable[..., Awaitable[Any]]


class LocalOcrProvider:
    """A provider like the others; `read` raises NotRead, `in_thread` runs what takes its time."""

    def __init__(self, read: Read, in_thread: InThread) -> None:
        self._read = read
        self._in_thread = in_thread

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """The answer in pieces, as it is put together. A question without pictures is about the last ones."""
        asked = request.messages[-1]
        about = next((message.images for message in reversed(request.messages) if message.images), ())
        ocr_results = [await self._read(image) for image in about]
        for piece in await self._in_thread(list, answer_from_ocr(asked.text, ocr_results)):
            if piece:
                yield AnswerChunk(piece)
                await asyncio.sleep(0)
        yield AnswerChunk(finish="stop")

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """The one that reads."""
        return (AvailableModel(LOCAL_OCR_MODEL),)
