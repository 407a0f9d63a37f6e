"""Estimates the size of the smallest text of an image, and if a model that sees it shrunk can still read it.

Measured with a real recogniser: of letters whose x-height is 3 pixels in what the model sees, 96 % are read; of 4
pixels, 99 %; below 3 the share drops. The x-height is estimated without reading: rows with letters change sharply from
left to right, so the lengths of such runs, down narrow columns, are the heights of lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import IntEnum

from PIL import Image, ImageChops

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.flattening import flatten
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.text.text_tiles import TEXT_TILES, text_fraction

COLUMN = 48  # pixels of width over which changes are averaged; chosen, like the next lines
WINDOW, MOST_WINDOWS = (960, 480), 16
SMALLEST_RUN, LARGEST_RUN = 3, 80
FEWEST_RUNS = 12
_PERCENTILE, _TO_X_HEIGHT = 0.3, 0.71  # of drawn text of 8–32 px in eight fonts: within 0.78–1.3 of the truth
_RUNS = re.compile(rb"[\x01-\xff]+")
UNREADABLE_PX, DOUBTFUL_PX = 3.0, 4.0


class Legibility(IntEnum):
    """A model's chance to read the smallest text."""

    GOOD = 0
    DOUBTFUL = 1
    UNREADABLE = 2


def x_height(parts: Iterable[Image.Image]) -> float | None:
    """Returns about the x-height of the smallest text on parts of an image, in pixels; None with hardly any text."""
    runs = sorted(run for part in parts if text_fraction(part) >= TEXT_TILES for run in _runs(part))
    if len(runs) < FEWEST_RUNS:
        return None
    return runs[int(len(runs) * _PERCENTILE)] * _TO_X_HEIGHT


def _runs(image: Image.Image) -> Iterator[int]:
    """Yields the heights of lines of text, down every column."""
    grey = image.convert("L")
    steps = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    busy = steps.point([0 if step < 24 else 255 for step in range(256)]).reduce((COLUMN, 1))
    busy = busy.point([0 if share < 8 else 255 for share in range(256)])
    data, width = busy.tobytes(), busy.width
    for column in range(width):
        for run in _RUNS.finditer(data[column::width]):
            if SMALLEST_RUN <= len(run.group()) <= LARGEST_RUN:
                yield len(run.group())


def wanted_scale(x_height_px: float | None) -> float:
    """Returns the scale (at most 1) at which the smallest text is read without doubt; 1 if its height is not known."""
    return min(1.0, 1.1 * DOUBTFUL_PX / x_height_px) if x_height_px else 1.0


def windows(size: Size) -> Iterator[Rect]:
    """Yields parts of an image of `size`: all of a screenshot, a sample of a larger one."""
    width, height = size
    columns, rows = -(-width // WINDOW[0]), -(-height // WINDOW[1])
    step = max(1, -(-columns * rows // MOST_WINDOWS))
    for at in range(0, columns * rows, step):
        left, top = at % columns * WINDOW[0], at // columns * WINDOW[1]
        yield Rect(left, top, min(width, left + WINDOW[0]), min(height, top + WINDOW[1]))


def looked_at(image: AnnotatedImage, pixels: PixelBuffer) -> Iterator[Image.Image]:
    """Yields parts of the view, at full size and upright, without annotations but redactions: what is covered decides
    nothing about what is sent.
    """
    frame, redacted = image.view, image.with_redactions_only
    for shown in windows(frame.size):
        yield flatten(replace(redacted, crop=frame.rect_to_image(shown)), pixels)


def legibility(x_height_px: float | None, scale: float) -> Legibility:
    """Returns how well a model that sees the image at `scale` of its width reads text of that x-height."""
    if x_height_px is None or scale >= 1.0:
        return Legibility.GOOD
    seen = x_height_px * scale
    if seen < UNREADABLE_PX:
        return Legibility.UNREADABLE
    return Legibility.DOUBTFUL if seen < DOUBTFUL_PX else Legibility.GOOD
