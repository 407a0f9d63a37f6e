"""The detection network: an image → the boxes of its runs of text. Runs in the reader's child process only.

What is done after the network is "differentiable binarization" as PP-OCR uses it: the map of probabilities is cut at a
threshold, and the rectangle around each patch grows by a share of its size, because the patches are thinner than text.
"""

from typing import Any

import cv2
import numpy

from desktop.adapters.ocr.text_boxes import Box

STEP = 32  # the network takes sides that are multiples of this
LEAST_SIDE = 48  # it shrinks what is smaller to nothing
PATCH, BOX = 0.3, 0.5  # least probability of a pixel and of a whole box; this and the next are those of PP-OCR
GROWTH = 1.6  # of a patch, times its area, by its length
MOST_PATCHES = 8000  # chosen; a 1080p screen of small words has about 500
THIN = 3  # pixels; a thinner patch is no text
LEVEL = 1.3  # areas of the slanting rectangle that a level one may have, to be taken: short words seem to slant


class TooManyPatchesError(Exception):
    """Raised for an image with more patches than anybody reads."""


class DetectionNetwork:
    """Owns the session of the network."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name

    def boxes(self, image: Any) -> list[Box]:
        """Returns the boxes of runs of text in an image (BGR, uint8 of shape (h, w, 3)), in its pixels.

        Raises TooManyPatchesError.
        """
        if (image.min(axis=(0, 1)) == image.max(axis=(0, 1))).all():
            return []  # of one colour: nothing to detect
        low, narrow = (max(0, LEAST_SIDE - side) for side in image.shape[:2])
        if low or narrow:
            image = cv2.copyMakeBorder(image, 0, low, 0, narrow, cv2.BORDER_REPLICATE)
        height, width = image.shape[:2]
        fitted = [max(STEP, round(side / STEP) * STEP) for side in (width, height)]
        share = self._probabilities(cv2.resize(image, fitted))
        across, down = width / fitted[0], height / fitted[1]
        return [
            [[min(max(x * across, 0.0), width - 1.0), min(max(y * down, 0.0), height - 1.0)] for x, y in box]
            for box in _grown_patches(share)
        ]

    def _probabilities(self, image: Any) -> Any:
        values = image.transpose(2, 0, 1)[None].astype(numpy.float32)
        values *= 2 / 255
        values -= 1
        return self._session.run(None, {self._input: values})[0][0, 0]


def _grown_patches(share: Any) -> list[Box]:
    """Returns the boxes of patches of high probability, in its pixels. Raises TooManyPatchesError."""
    mask = cv2.dilate((share > PATCH).astype(numpy.uint8), numpy.ones((2, 2), numpy.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    if len(contours) > MOST_PATCHES:
        raise TooManyPatchesError
    boxes: list[Box] = []
    for contour in contours:
        middle, (across, down), angle = _rectangle(contour)
        if min(across, down) < THIN:
            continue
        corners = cv2.boxPoints((middle, (across, down), angle))
        if _mean(share, corners) < BOX:
            continue
        growth = GROWTH * across * down / (2 * (across + down))
        grown = cv2.boxPoints((middle, (across + 2 * growth, down + 2 * growth), angle))
        boxes.append(_from_top_left(grown))
    return boxes


def _rectangle(contour: Any) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Returns the middle, the sides and the angle of the rectangle around a patch: a level one if it is nearly as
    small as any.
    """
    (x, y), (across, down), angle = cv2.minAreaRect(contour)
    left, top, width, height = cv2.boundingRect(contour)
    width, height = width - 1, height - 1
    if width * height <= LEVEL * across * down:
        return (left + width / 2, top + height / 2), (width, height), 0.0
    return (x, y), (across, down), angle


def _mean(share: Any, corners: Any) -> float:
    """Returns the mean probability in a box."""
    height, width = share.shape
    left, top = (int(low) for low in numpy.clip(numpy.floor(corners.min(axis=0)), 0, (width - 1, height - 1)))
    right, bottom = (int(high) for high in numpy.clip(numpy.ceil(corners.max(axis=0)), 0, (width - 1, height - 1)))
    inside = numpy.zeros((bottom - top + 1, right - left + 1), numpy.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(numpy.int32)], 1)
    return float(cv2.mean(share[top : bottom + 1, left : right + 1], inside)[0])


def _from_top_left(corners: Any) -> Box:
    """Returns four corners clockwise from the top left, in whole pixels."""
    by_x = sorted(([float(round(float(x))), float(round(float(y)))] for x, y in corners), key=lambda point: point[0])
    (top_left, bottom_left), (top_right, bottom_right) = (
        sorted(pair, key=lambda point: point[1]) for pair in (by_x[:2], by_x[2:])
    )
    return [top_left, top_right, bottom_right, bottom_left]
