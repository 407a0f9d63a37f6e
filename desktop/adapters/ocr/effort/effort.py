"""The work that reading one image may cost. Runs in the reader's child process only.

What is left unread when it is used up is told as places: nobody may call them clean.
"""

import time
from collections.abc import Iterable
from typing import Any

from desktop.adapters.ocr.text_boxes import Box
from desktop.core.ocr.ocr_result import NOT_REACHED

MOST_CPU_S = 240.0  # processor time; an 8K screen full of small text takes half of it; chosen, like the next three
MOST_CLOCK_S = 300.0  # on the clock, however busy the machine is: nobody waits longer
MOST_LINES = 12_000  # boxes of an image; an 8K screen full of words has 6,000
DETECTION_MOST = 0.5  # share of all that after which no further strip is searched for text
NEAR = 24  # pixels: places nearer to one another are one


class Effort:
    """The time that is left for one image, counted from when it is made: that of all threads, and that of the clock."""

    def __init__(self, most_cpu_s: float = MOST_CPU_S, most_clock_s: float = MOST_CLOCK_S) -> None:
        self._most_cpu_s, self._most_clock_s = most_cpu_s, most_clock_s
        self._cpu_s, self._clock_s = time.process_time(), time.monotonic()
        self.lines_left = MOST_LINES

    def is_spent(self, share: float = 1.0) -> bool:
        """Returns True if a share of all that there is has been used."""
        cpu_s, clock_s = time.process_time() - self._cpu_s, time.monotonic() - self._clock_s
        return cpu_s >= share * self._most_cpu_s or clock_s >= share * self._most_clock_s

    def take(self, boxes: list[Box]) -> tuple[list[Box], list[Box]]:
        """Returns the boxes that may still be read, and those that are too many."""
        count = min(len(boxes), self.lines_left)
        self.lines_left -= count
        return boxes[:count], boxes[count:]


def box_of(left: float, top: float, right: float, bottom: float) -> Box:
    """Returns an upright box."""
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def not_reached(box: Box) -> dict[str, Any]:
    """Returns a place that was not read, in the form of a line."""
    return {"script": NOT_REACHED, "box": box}


def joined_places(boxes: Iterable[Box]) -> list[Box]:
    """Returns the places of boxes, those that follow one another closely down the image as one: few of them."""
    edges = [
        (min(y for _, y in box), max(y for _, y in box), min(x for x, _ in box), max(x for x, _ in box))
        for box in boxes
    ]
    joined: list[tuple[float, float, float, float]] = []
    for top, bottom, left, right in sorted(edges):
        if joined and top <= joined[-1][1] + NEAR:
            first, last, low, high = joined[-1]
            joined[-1] = first, max(last, bottom), min(low, left), max(high, right)
        else:
            joined.append((top, bottom, left, right))
    return [box_of(left, top, right, bottom) for top, bottom, left, right in joined]
