"""The memory of a child is bounded: one that takes more fails with this image, and the program works on the next."""

import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from desktop.adapters.child_process import command_for
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.errors import ImageRejectedError, OcrError, ProblemKind
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.adapters.greedy_child import GREEDY_WIDTH
from tests.helpers.images import encoded, quarters

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="macOS does not bound the memory")
COMMAND = command_for("", "tests.adapters.greedy_child", "rapidocr", "PIL")
GREEDY, MODEST = quarters(GREEDY_WIDTH, 30), quarters(40, 30)


@pytest.fixture
def decoder(request: pytest.FixtureRequest) -> Iterator[Decoder]:
    decoder = Decoder([*COMMAND, "decoder", request.param])
    yield decoder
    decoder.close()


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Iterator[OcrReader]:
    reader = OcrReader([*COMMAND, "reader", request.param])
    yield reader
    reader.close()


def pixels(image: Image.Image) -> PixelBuffer:
    return PixelBuffer.of(image.convert("RGB"))


@pytest.mark.parametrize("decoder", ["bounded"], indirect=True)
def test_an_image_for_which_the_decoder_takes_too_much_is_refused(decoder: Decoder) -> None:
    for _ in range(2):
        with pytest.raises(ImageRejectedError) as refused:
            decoder.decode(encoded(GREEDY), "greedy.png")
        assert refused.value.problem.kind is ProblemKind.TOO_MANY_PIXELS
        assert decoder.decode(encoded(MODEST)).facts.size == MODEST.size


@pytest.mark.parametrize("reader", ["bounded"], indirect=True)
def test_an_image_for_which_the_reader_takes_too_much_is_not_read(reader: OcrReader) -> None:
    for _ in range(2):
        with pytest.raises(OcrError) as failed:
            reader.read(pixels(GREEDY))
        assert failed.value.problem.kind is ProblemKind.OCR_CRASHED
        assert reader.read(pixels(MODEST)).size == MODEST.size


@pytest.mark.parametrize("decoder", ["free"], indirect=True)
def test_without_a_bound_the_decoder_would_get_it(decoder: Decoder) -> None:
    assert decoder.decode(encoded(GREEDY)).facts.size == GREEDY.size


@pytest.mark.parametrize("reader", ["free"], indirect=True)
def test_without_a_bound_the_reader_would_get_it(reader: OcrReader) -> None:
    assert reader.read(pixels(GREEDY)).size == GREEDY.size
