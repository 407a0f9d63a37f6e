"""The fakes do what they are told."""

import pytest

from desktop.core.errors import OcrError, Problem, ProblemKind
from tests.services.fakes import ScriptedReader, lines_of


def test_a_scripted_reader_reads_what_it_was_told() -> None:
    from PIL import Image

    from desktop.core.image.pixel_buffer import PixelBuffer

    reader, heard = ScriptedReader(), list[float]()
    reader.says[4, 3] = lines_of("hello", size=(4, 3))
    assert reader.read(PixelBuffer.of(Image.new("RGB", (4, 3))), heard.append).text == "hello"
    assert reader.read(PixelBuffer.of(Image.new("RGB", (5, 3)))).is_empty
    reader.says[5, 3] = Problem(ProblemKind.OCR_TIMED_OUT)
    with pytest.raises(OcrError):
        reader.read(PixelBuffer.of(Image.new("RGB", (5, 3))))
    assert (reader.read_sizes, heard, reader.rested) == ([(4, 3), (5, 3), (5, 3)], [0.5], 0)
