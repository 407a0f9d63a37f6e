"""Pictures with more on them than is read in time: what was not read is told as places, and signs of life go on."""

import time
from itertools import pairwise

import numpy
import pytest
from PIL import Image

from desktop.adapters.child_process import command_for
from desktop.adapters.ocr.effort.effort import Effort, box_of, joined_places
from desktop.adapters.ocr.effort.pulse import Pulse
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.findings import UNREAD_PLACE
from desktop.messages.images.script_names import unread_sentence
from tests.adapters.ocr.sample_pages import page

LINES = [f"line {at} is as long as lines of letters usually are, {at * 37} of them" for at in range(100)]


def limited(most_cpu_s: float) -> OcrReader:
    command = command_for("", "tests.adapters.ocr.effort.limited_child", "rapidocr", "PIL")
    return OcrReader([*command, str(most_cpu_s)], silence_s=250)


def places(found: OcrResult) -> list[tuple[int, int]]:
    assert all(place.script == NOT_REACHED for place in found.unread)
    return [(place.rect.top, place.rect.bottom) for place in found.unread]


def is_told(found: OcrResult, row: int) -> bool:
    """Returns True if the middle of a line is read, or lies in a place that was not."""
    read = any(line.text.startswith(f"line {row} ") for line in found.lines)
    return read or any(top <= 24 + 30 * row <= bottom for top, bottom in places(found))


@pytest.mark.parametrize("most_cpu_s", [0.0, 1.5, 4.0])
def test_each_line_of_a_page_is_read_or_lies_in_a_place_that_was_not(most_cpu_s: float) -> None:
    reader = limited(most_cpu_s)
    found = reader.read(PixelBuffer.of(page(*LINES, size=(700, 3030))))
    reader.close()
    assert all(is_told(found, row) for row in range(100))
    assert found.unread and len(found.unread) < 20
    names = {finding.name for finding in find_private_text(found) if finding.must_be_covered}
    assert names == {UNREAD_PLACE}
    assert "not read: there is too much on this picture" in unread_sentence(found)


def test_a_page_that_fits_is_read_whole(reader: OcrReader) -> None:
    found = reader.read(PixelBuffer.of(page(*LINES[:12], size=(700, 400))))
    assert [line.text for line in found.lines] == LINES[:12] and not found.unread


@pytest.mark.slow
@pytest.mark.parametrize("size", [(4000, 3000), (7680, 4320)])
def test_noise_ends_and_signs_of_life_come_all_the_time(reader: OcrReader, size: tuple[int, int]) -> None:
    grains = numpy.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), dtype=numpy.uint8)
    heard = [time.monotonic()]
    found = reader.read(PixelBuffer.of(Image.fromarray(grains)), lambda _: heard.append(time.monotonic()))
    gaps = [after - before for before, after in pairwise(heard)]
    assert len(found.lines) < 20 and sorted(gaps)[int(0.9 * len(gaps))] < 3  # the machine may be busy


def test_places_near_one_another_are_one() -> None:
    boxes = [box_of(10 * at, 30 * at, 10 * at + 90, 30 * at + 20) for at in range(50)] + [box_of(5, 5000, 9, 5010)]
    assert joined_places(boxes) == [box_of(0, 0, 580, 1490), box_of(5, 5000, 9, 5010)]


def test_lines_are_bounded_by_their_number() -> None:
    effort = Effort()
    effort.lines_left = 3
    boxes = [box_of(0, at, 9, at + 1) for at in range(5)]
    assert effort.take(boxes) == (boxes[:3], boxes[3:])
    assert effort.take(boxes[3:]) == ([], boxes[3:])


@pytest.fixture
def heard() -> list[float]:
    return []


def test_a_long_step_gives_signs_of_life_while_it_works(heard: list[float]) -> None:
    with Pulse(heard.append) as pulse:
        pulse.progress(0.4)
        until = time.process_time() + 5
        while time.process_time() < until and len(heard) < 3:
            sum(range(10_000))
    assert heard == [0.4] * len(heard) and len(heard) >= 3


def test_a_step_that_sleeps_gives_none(heard: list[float]) -> None:
    silence = time.monotonic() + 2.5
    with Pulse(heard.append) as pulse:
        pulse.progress(0.4)
        while time.monotonic() < silence:
            time.sleep(silence - time.monotonic())
    assert heard == [0.4]
