"""The provider "This computer"."""

import asyncio

from desktop.adapters.providers.local_ocr_provider import LocalOcrProvider
from desktop.core.asking.request import ChatMessage, Request
from desktop.core.conversation.attached_text import AttachedText, join_question
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult


def answer_to(prompt: str) -> str:
    async def read(image: EncodedImage) -> OcrResult:
        raise AssertionError("there is no image")

    async def stream() -> str:
        provider = LocalOcrProvider(read, asyncio.to_thread)
        request = Request("", "", (ChatMessage("user", prompt),))
        return "".join([chunk.text async for chunk in provider.stream(request, None)])

    return asyncio.run(stream())


def test_it_says_that_it_does_not_read_texts_beside_the_question() -> None:
    text = AttachedText.of("app.log", "translate this")
    answer = answer_to(join_question("What is it?", (text,)))
    assert answer.startswith("This computer answers from pictures only. The text beside your question needs a model.")
    assert "There is no picture to read." in answer
    assert answer_to("What is it?") == answer.partition("\n\n")[2]
