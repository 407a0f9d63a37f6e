"""Single digits and dashes in the cells of a table, which the detection network overlooks.

They are looked for where a row and a column of known lines cross. Runs in the reader's child process only. `grey` is
uint8 of shape (h, w); boxes are in pixels of it.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import cv2
import numpy

from desktop.adapters.ocr.text_boxes import LEVEL, Box

SIGNS = re.compile(r"\d{1,2}|[-–—]")
SURE = 0.8  # least confidence of a sign; all bounds here are chosen on the tables in tests/data/tables
MOST_PIXELS = 12_000_000  # of an image that is looked through
GROUND_PX, INK = 25, 50  # the surroundings that are the background, and the least difference from it
FEWEST_BESIDE = 2  # known lines in the row; and one in the column
ROW, COLUMN, REACH = 0.45, 0.7, 15  # distance of middles in a row, of edges in a column, of rows: in line heights
DIGIT = (0.45, 1.25, 0.1, 0.95)  # least and most height and width of a digit, in line heights
DASH = (0.02, 0.3, 0.2, 1.2)  # and of a dash
APART = 0.55  # least room on both sides of a sign, in line heights
MOST_SIGNS = 400


class _KnownLines(NamedTuple):
    """The known level lines: `edges` as left, top, right, bottom, float of shape (n, 4)."""

    edges: Any
    height: float


def sign_boxes(grey: Any, known: Iterable[Box]) -> list[Box]:
    """Returns boxes of what may be a digit or a dash alone in a cell."""
    places = _places(known)
    if places is None or grey.size > MOST_PIXELS:
        return []
    away = cv2.absdiff(grey, cv2.medianBlur(grey, GROUND_PX))
    mask = cv2.threshold(away, INK, 255, cv2.THRESH_BINARY)[1]
    for left, top, right, bottom in places.edges.astype(int):
        mask[max(0, top - 2) : bottom + 3, max(0, left - 2) : right + 3] = 0
    _, _, parts, _ = cv2.connectedComponentsWithStats(mask)
    blobs = [tuple(map(int, part[:4])) for part in parts[1:] if _is_sign(part, places.height)]
    found = [box for blob in blobs if (box := _box(blob, blobs, places)) is not None]
    return found[:MOST_SIGNS]


def _places(known: Iterable[Box]) -> _KnownLines | None:
    edges = [
        (box[0][0], box[0][1], box[2][0], box[2][1])
        for box in known
        if abs(box[0][1] - box[1][1]) <= LEVEL and box[2][0] > box[0][0] and box[2][1] > box[0][1]
    ]
    if len(edges) <= 2 * FEWEST_BESIDE:
        return None
    table = numpy.array(edges, float)
    return _KnownLines(table, float(numpy.median(table[:, 3] - table[:, 1])))


def _is_sign(part: Any, height: float) -> bool:
    high, wide = part[cv2.CC_STAT_HEIGHT] / height, part[cv2.CC_STAT_WIDTH] / height
    return any(low <= high <= most and least <= wide <= widest for low, most, least, widest in (DIGIT, DASH))


def _box(blob: tuple[int, ...], blobs: list[tuple[int, ...]], places: _KnownLines) -> Box | None:
    """Returns the box of a cell around a blob, None if it does not stand alone, in a row and in a column."""
    left, top, width, high = blob
    right, bottom, height = left + width, top + high, places.height
    edges, middle = places.edges, top + high / 2
    level = numpy.abs((edges[:, 1] + edges[:, 3]) / 2 - middle)
    row = edges[level < ROW * height]
    if len(row) < FEWEST_BESIDE or _beside(row, left, right) < APART * height:
        return None
    others = (other for other in blobs if other is not blob and abs(other[1] + other[3] / 2 - middle) < height)
    if any(other[0] < right + APART * height and other[0] + other[2] > left - APART * height for other in others):
        return None
    sides = numpy.stack((edges[:, 0] - left, edges[:, 2] - right, (edges[:, 0] + edges[:, 2] - left - right) / 2))
    column = (numpy.abs(sides).min(axis=0) < COLUMN * height) & (level >= height) & (level < REACH * height)
    if not column.any():
        return None
    room, rise = 0.35 * height, 0.2 * height
    low, deep = float(numpy.median(row[:, 1])) - rise, float(numpy.median(row[:, 3])) + rise
    low, deep = min(low, top - 1.0), max(deep, bottom + 1.0)
    return [[left - room, low], [right + room, low], [right + room, deep], [left - room, deep]]


def _beside(row: Any, left: int, right: int) -> float:
    """Returns the distance to the nearest line of the row."""
    return float(numpy.maximum(row[:, 0] - right, left - row[:, 2]).min())


def is_sign(line: dict[str, Any]) -> bool:
    """Returns True if a recognised line is a sign that may stand alone in a cell."""
    return bool(SIGNS.fullmatch(line["text"].strip())) and min(line["sure"], default=0.0) >= SURE
