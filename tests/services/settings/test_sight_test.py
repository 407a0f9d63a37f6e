"""A tiny image with a word in it shows if a model sees: over a real provider and a real server."""

import asyncio
import base64
import io
import random
from collections.abc import Callable

import pytest
from PIL import Image

from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.core.asking.sight_word import WORDS, word_image
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.models.sight import Sight, SightResult
from desktop.messages.model_words import sight_words
from desktop.services.settings.sight_test import try_sight
from tests.loopback import Answer, Connection, Endpoint, Heard, error, refusing, saying


def shown(answer: Answer) -> tuple[SightResult, Endpoint]:
    async def run(url: str) -> SightResult:
        provider = OpenAIProvider()
        try:
            return await try_sight(provider, url, "m", None)
        finally:
            await provider.close()

    with Endpoint(answer=answer) as endpoint:
        return asyncio.run(run(endpoint.url)), endpoint


def reading(read: Callable[[Image.Image], str]) -> Answer:
    """A server that answers with what `read` makes of the image that it got."""

    def answer(to: Connection, heard: Heard) -> None:
        url = heard.json["messages"][0]["content"][1]["image_url"]["url"]
        with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
            saying(read(image))(to, heard)

    return answer


def test_a_model_that_reads_the_word_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = OcrReader()

    def read(image: Image.Image) -> str:
        result = reader.read(PixelBuffer.of(image.convert("RGB")))
        return " ".join(word.text for line in result.lines for word in line.words).lower() + "."

    try:
        for word in WORDS:
            monkeypatch.setattr(random, "choice", lambda words, word=word: word)
            result, endpoint = shown(reading(read))
            assert result == SightResult("m", Sight.SEES), word
            assert len(endpoint.posts) == 1
    finally:
        reader.close()
    assert "sees pictures" in sight_words(result)


def test_a_model_that_answers_something_else_or_refuses_pictures_is_blind() -> None:
    assert shown(saying("I cannot see any picture."))[0].sight is Sight.BLIND
    refused = refusing(400, error("image_url is only supported by certain models"))
    result, _ = shown(refused)
    assert result == SightResult("m", Sight.BLIND)
    assert "doesn't see pictures" in sight_words(result)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refusing(404, error("no", "model_not_found")), "Your key has no access to a model"),
        (refusing(401, error("wrong", "invalid_api_key")), "needs a key"),
        (saying(""), "Couldn't test “m” with a picture. "),
    ],
)
def test_what_kept_it_from_answering_is_told(answer: Answer, words: str) -> None:
    result, endpoint = shown(answer)
    assert (result.sight, len(endpoint.posts)) == (Sight.FAILED, 1)
    assert words in sight_words(result)


def test_the_words_differ_and_the_image_is_tiny() -> None:
    images = {word_image(word).id for word in WORDS}
    assert len(images) == len(WORDS)
    assert all(max(word_image(word).size) < 400 and len(word_image(word).data) < 4_000 for word in WORDS)
