"""Pictures with more on them than is read in time: what was not read is told as places, and signs of life go on."""

from contextlib import closing

import numpy
import pytest
from PIL import Image

from desktop.adapters.child_process import command_for
from desktop.adapters.ocr.effort.effort import MOST_PLACES, Effort, box_of, joined_places
from desktop.adapters.ocr.effort.pulse import LONGEST_STEP_S, LONGEST_WAIT_S, Pulse
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.findings import UNREAD_PLACE
from desktop.messages.images.script_names import unread_sentence
from tests.adapters.ocr.sample_pages import SANS, page
from tests.x11.screen import Screen

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
def test_noise_of_8k_ends_and_signs_of_life_come_all_the_time() -> None:
    grains = numpy.random.default_rng(1).integers(0, 256, (4320, 7680, 3), dtype=numpy.uint8)
    signs: list[object] = []
    with closing(OcrReader(silence_s=30)) as reader:  # a fraction of what it takes
        found = reader.read(PixelBuffer.of(Image.fromarray(grains)), signs.append)
    assert len(found.lines) < 20
    assert len(signs) > 5


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


class WorkingProcess:
    """Clocks of a process, which go on by so much from one look to the next."""

    def __init__(self, cpu_s: float, clock_s: float = 1.0) -> None:
        self._cpu_s, self._clock_s = cpu_s, clock_s
        self.looks = 0

    def process_time(self) -> float:
        self.looks += 1
        return self.looks * self._cpu_s

    def monotonic(self) -> float:
        return self.looks * self._clock_s


def signs_of(process: WorkingProcess, looks: int = 8, longest_wait_s: float = LONGEST_WAIT_S) -> list[float]:
    """Returns what is heard of a long step until so many looks at the process; the first three begin it."""
    heard: list[float] = []
    with Pulse(heard.append, longest_wait_s, process) as pulse:
        pulse.progress(0.4)
        Screen.wait(lambda: process.looks >= looks)
    return heard


def test_a_long_step_gives_signs_of_life_while_it_works() -> None:
    heard = signs_of(WorkingProcess(cpu_s=0.5))
    assert heard == [0.4] * len(heard) and len(heard) >= 5


def test_a_step_that_sleeps_gives_none() -> None:
    assert signs_of(WorkingProcess(cpu_s=0.0)) == [0.4]


def test_a_step_that_polls_gives_them_no_longer_than_a_while() -> None:
    assert 2 <= len(signs_of(WorkingProcess(cpu_s=0.01), longest_wait_s=2.5)) <= 4


def test_a_step_that_works_without_an_end_gives_them_no_longer_than_a_while() -> None:
    assert 2 <= len(signs_of(WorkingProcess(cpu_s=LONGEST_STEP_S / 2.5))) <= 4
