"""The work that reading one image may cost. Runs in the reader's child process only.

What is left unread when it is used up is told as places: nobody may call them clean.
"""

import math
import time
from collections.abc import Iterable
from typing import Any

from desktop.adapters.ocr.text_boxes import Box
from desktop.core.ocr.ocr_result import NOT_REACHED

# All of these are chosen. Measured: a first reading of a dense 4K page takes 79 s of processor time, 12 million pixels
# of noise 7 to 8 s.
MOST_CPU_S = 240.0  # processor time
MOST_CLOCK_S = 300.0  # on the clock, however busy the machine is: nobody waits longer
MOST_LINES = 12_000  # boxes of an image
DETECTION_MOST = 0.5  # share of all that after which no further strip is searched for text
NEAR = 24  # pixels: places nearer to one another are one
MOST_PLACES = 50  # if there are more of them, they are told as bands right across all of them
_Edges = tuple[float, float, float, float]  # top, bottom, left, right


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
    """Returns the places of boxes, those near one another as one; where that leaves many, all of like height as one."""
    edges = sorted(
        (min(y for _, y in box), max(y for _, y in box), min(x for x, _ in box), max(x for x, _ in box))
        for box in boxes
    )
    joined = _joined(edges, across=NEAR)
    if len(joined) > MOST_PLACES:
        joined = _joined(edges, across=math.inf)
    return [box_of(left, top, right, bottom) for top, bottom, left, right in joined]


def _joined(edges: Iterable[_Edges], across: float) -> list[_Edges]:
    """Returns the places, from the top, with those joined that are near; no further once there are too many."""
    joined: list[_Edges] = []
    for top, bottom, left, right in edges:
        near: list[_Edges] = [(top, bottom, left, right)]
        far: list[_Edges] = []
        for place in joined:
            beside = left <= place[3] + across and place[2] <= right + across
            (near if beside and top <= place[1] + NEAR else far).append(place)
        firsts, lasts, lows, highs = zip(*near, strict=True)
        joined = [*far, (min(firsts), max(lasts), min(lows), max(highs))]
        if len(joined) > MOST_PLACES and across < math.inf:
            break
    return joined
