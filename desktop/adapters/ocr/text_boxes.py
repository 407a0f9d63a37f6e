"""Boxes of lines of text: their size, their contrast, and the rows of letters in them.

Runs in the reader's child process only. `grey` is uint8 of shape (h, w); boxes are in pixels of it.
"""

from typing import Any

import cv2
import numpy

MEET = 0.25  # of the smaller box's area: boxes that share more have the same letters
LEVEL = 1.5  # pixels between the corners of a level box
INK = 0.3  # a row of letters varies by this share of the strongest row
RULE, RULE_STEP = 0.9, 20  # a drawn line beside the letters: share of the box's height, and difference from its ground
LEAST_HEIGHT, LEAST_ROWS = 0.2, 4  # of the box, and in pixels: the least height of letters in it
Box = list[list[float]]
"""The corners of a line of text, clockwise from the top left of its letters."""


def side(box: Box, first: int, second: int) -> float:
    """Returns the length of the side between two corners, in pixels."""
    (x1, y1), (x2, y2) = box[first], box[second]
    return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)


def step(grey: Any, box: Box) -> float:
    """Returns the difference between the letters in a box and their background, 0–255."""
    xs, ys = [round(point[0]) for point in box], [round(point[1]) for point in box]
    part = grey[max(0, min(ys)) : max(ys) + 1, max(0, min(xs)) : max(xs) + 1]
    if not part.size:
        return 255.0
    low, ground, high = numpy.percentile(part, (3, 50, 97))
    return float(max(ground - low, high - ground))


def meet(first: Box, second: Box) -> bool:
    """Returns True if two boxes, at any angle, overlap by a good part of the smaller one."""
    one, other = (cv2.convexHull(numpy.array(box, numpy.float32)) for box in (first, second))
    shared, _ = cv2.intersectConvexConvex(one, other)
    return float(shared) > MEET * min(cv2.contourArea(one), cv2.contourArea(other))


def trimmed(grey: Any, box: Box) -> Box:
    """Returns a level box without the rows above and below its letters, so that its redaction spares neighbours."""
    (left, top), (right, level), (_, bottom), _ = box
    if abs(top - level) > LEVEL or right <= left:
        return box
    first, last = max(0, int(top)), int(bottom) + 1
    part = grey[first:last, max(0, int(left)) : int(right) + 1]
    if part.shape[0] < 4:
        return box
    part = _without_rules(part)
    reach, third = part.max(axis=1).astype(int) - part.min(axis=1), part.shape[0] // 3
    rows = numpy.flatnonzero(reach > INK * reach[third:-third].max())  # a line under pale letters may be much darker
    if not len(rows):  # one grey all over: letters of another colour that is as bright
        return box
    runs = numpy.split(rows, numpy.flatnonzero(numpy.diff(rows) > max(3, part.shape[0] // 6)) + 1)
    middle = part.shape[0] / 2  # the letters are there; a line under them or a neighbour's edge is a separate run
    run = min(runs, key=lambda run: max(run[0] - middle, middle - run[-1], 0))
    if run[-1] - run[0] < max(LEAST_ROWS, LEAST_HEIGHT * part.shape[0]):
        return box  # a line through the letters rather than letters
    low, high = first + int(run[0]) - 1, first + int(run[-1]) + 2
    return [[left, low], [right, low], [right, high], [left, high]]


def _without_rules(part: Any) -> Any:
    """Returns a box's pixels without the columns of drawn lines, as beside a table's cells; all if nothing is left."""
    differs = numpy.abs(part.astype(int) - int(numpy.median(part))) > RULE_STEP
    kept = part[:, differs.mean(axis=0) < RULE]
    return kept if kept.shape[1] else part
