"""The provider "This computer", which answers with the text that it reads. It needs no key and sends nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from desktop.adapters.providers.provider_entry import ProviderEntry, ReadText, RunBlocking
from desktop.core.asking.request import Request
from desktop.core.conversation.attached_text import split_question
from desktop.core.errors import EndpointRejectedError, Problem, ProblemKind
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.core.ocr.answers.local_answer import answer_from_ocr
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.core.settings.settings import HERE
from desktop.messages.local_answers import local_answer_words, texts_unread
from desktop.services.ports.provider import AnswerChunk, AvailableModel, FinishReason

if TYPE_CHECKING:
    from desktop.services.ports.batch import BatchService


class LocalOcrProvider:
    """Answers from OCR results. `read_text` raises OcrError; `run_blocking` runs what takes long in a thread."""

    def __init__(self, read_text: ReadText, run_blocking: RunBlocking) -> None:
        self._read_text = read_text
        self._run_blocking = run_blocking

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        """Yields the answer in pieces. A question without images is about the last images before it."""
        question = request.messages[-1]
        images = next((message.images for message in reversed(request.messages) if message.images), ())
        ocr_results = [await self._read_text(image) for image in images]
        words, texts = split_question(question.text)
        if texts:
            yield AnswerChunk(f"{texts_unread()}\n\n")
        for piece in await self._run_blocking(list, answer_from_ocr(words, ocr_results, local_answer_words())):
            if piece:
                yield AnswerChunk(piece)
                await asyncio.sleep(0)
        yield AnswerChunk(finish=FinishReason.STOP, is_last=True)

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        """Returns the only one there is."""
        return (AvailableModel(LOCAL_OCR_MODEL),)

    async def batches(self, endpoint: str, key: str | None) -> "BatchService":
        """Raises EndpointRejectedError: what is here answers at once."""
        raise EndpointRejectedError(Problem(ProblemKind.BATCH_UNSUPPORTED, HERE))

    def warm(self, endpoint: str) -> None:
        """Does nothing: the reader starts by itself when an image comes."""

    async def close(self) -> None:
        """Does nothing: there are no connections."""


def _body(request: Request) -> dict[str, Any]:
    return {}  # nothing is sent


LOCAL_OCR = ProviderEntry(
    "local OCR",
    lambda host: host == HERE,
    lambda host: ProviderCapabilities(),
    _body,
    lambda parts: LocalOcrProvider(parts.read_text, parts.run_blocking),
    leaves_computer=False,
)
