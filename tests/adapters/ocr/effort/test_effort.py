"""Pictures with more on them than is read in time: what was not read is told as places, and signs of life go on."""

import time
from itertools import pairwise

import numpy
import pytest
from PIL import Image

from desktop.adapters.child_process import command_for
from desktop.adapters.ocr.effort.effort import MOST_PLACES, Effort, box_of, joined_places
from desktop.adapters.ocr.effort.pulse import Pulse
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.findings import UNREAD_PLACE
from desktop.messages.images.script_names import unread_sentence
from tests.adapters.ocr.sample_pages import SANS, page

LINES = [f"line {at} is as long as lines of letters usually are, {at * 37} of them" for at in range(100)]


def limited(most_cpu_s: float) -> OcrReader:
    command = command_for("", "tests.adapters.ocr.effort.limited_child", "rapidocr", "PIL")
    return OcrReader([*command, str(most_cpu_s)], silence_s=250)


def places(found: OcrResult) -> list[Rect]:
    assert all(place.script == NOT_REACHED for place in found.unread)
    return [place.rect.expanded(2) for place in found.unread]  # the font's own boxes are a little larger


def is_told(found: OcrResult, row: int) -> bool:
    """Returns True if a line is read, or lies in a place that was not, from its first letter to its last."""
    read = any(line.text.startswith(f"line {row} ") for line in found.lines)
    line = Rect(*map(int, SANS.getbbox(LINES[row]))).moved(20, 15 + 30 * row)
    return read or any(place.intersection(line) == line for place in places(found))


@pytest.mark.parametrize("most_cpu_s", [0.0, 1.0, 2.5])
def test_each_line_of_a_page_is_read_or_lies_in_a_place_that_was_not(most_cpu_s: float) -> None:
    reader = limited(most_cpu_s)
    found = reader.read(PixelBuffer.of(page(*LINES, size=(700, 3030))))
    reader.close()
    assert all(is_told(found, row) for row in range(100))
    assert 0 < len(found.unread) <= MOST_PLACES
    names = {finding.name for finding in find_private_text(found) if finding.must_be_covered}
    assert names == {UNREAD_PLACE}
    assert "not read: there is too much on this picture" in unread_sentence(found)


def test_a_page_that_fits_is_read_whole(reader: OcrReader) -> None:
    found = reader.read(PixelBuffer.of(page(*LINES[:12], size=(700, 400))))
    assert [line.text for line in found.lines] == LINES[:12] and not found.unread


@pytest.mark.slow
def test_noise_of_8k_ends_and_signs_of_life_come_all_the_time(reader: OcrReader) -> None:
    grains = numpy.random.default_rng(1).integers(0, 256, (4320, 7680, 3), dtype=numpy.uint8)
    heard = [time.monotonic()]
    found = reader.read(PixelBuffer.of(Image.fromarray(grains)), lambda _: heard.append(time.monotonic()))
    gaps = [after - before for before, after in pairwise(heard)]
    assert len(found.lines) < 20 and sorted(gaps)[int(0.9 * len(gaps))] < 3  # the machine may be busy


def test_places_near_one_another_are_one() -> None:
    boxes = [box_of(10 * at, 30 * at, 10 * at + 90, 30 * at + 20) for at in range(50)] + [box_of(5, 5000, 9, 5010)]
    assert joined_places(boxes) == [box_of(0, 0, 580, 1490), box_of(5, 5000, 9, 5010)]


def test_places_beside_one_another_are_one_only_if_near() -> None:
    apart = [box_of(5, 100, 60, 120), box_of(3900, 105, 3960, 160)]
    assert sorted(joined_places(apart)) == apart
    row = [box_of(100 * at, 10, 100 * at + 80, 30) for at in range(9)]
    assert joined_places(row) == [box_of(0, 10, 880, 30)]


def test_many_places_are_told_as_bands() -> None:
    cells = [
        box_of(200 * column, 100 * row, 200 * column + 9, 100 * row + 9) for row in range(9) for column in range(9)
    ]
    assert joined_places(cells) == [box_of(0, 100 * row, 1609, 100 * row + 9) for row in range(9)]


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


def test_a_step_that_polls_gives_them_no_longer_than_a_while(heard: list[float]) -> None:
    until = time.monotonic() + 6
    with Pulse(heard.append, longest_wait_s=2.5) as pulse:
        pulse.progress(0.4)
        while time.monotonic() < until:
            sum(range(10_000))
            time.sleep(0.003)
    assert 2 <= len(heard) <= 3
