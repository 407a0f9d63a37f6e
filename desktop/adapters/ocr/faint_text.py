"""Regions of an image in which text may have been overlooked: hardly visible, or small and far from all other text.

Runs in the reader's child process only. `grey` is uint8 of shape (h, w); regions and boxes are in pixels of it.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy

from desktop.adapters.ocr.text_boxes import Box

FAINT_STEP = 28  # letters that differ less than this from their background (of 255) are hardly visible
PALE_STEPS, PALE_GAIN = (3, 24), 14  # differences between neighbours, of 255, that are hardly visible
PALE_SHARE, GROUND_PX, TILE = 0.045, 25, 32
BUSY_TILE, BUSY_SHARE, LEAST_TILES = 16, 0.08, 4  # pixels; share of edges in a tile; tiles side by side


def faint_region(grey: Any, known: list[Box]) -> tuple[int, int, int, int] | None:
    """Returns the region (left, top, right, bottom) around all tiles with many faint edges on a flat background, no
    strong edges and no known line, or None.
    """
    if min(grey.shape) < TILE:
        return None
    steps = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    tiles = max(1, steps.shape[1] // TILE), max(1, steps.shape[0] // TILE)

    def share(mask: Any) -> Any:
        return cv2.resize(mask.astype(numpy.float32), tiles, interpolation=cv2.INTER_AREA)

    pale = share((steps >= PALE_STEPS[0]) & (steps <= PALE_STEPS[1])) > PALE_SHARE
    pale &= (share(steps > 2 * PALE_STEPS[1]) < 0.005) & (share(steps <= 1) > 0.5)
    across, down = grey.shape[1] / tiles[0], grey.shape[0] / tiles[1]
    for (left, top), _, (right, bottom), _ in known:
        pale[int(top / down) : int(bottom / down) + 1, int(left / across) : int(right / across) + 1] = False
    rows, columns = numpy.nonzero(pale)
    if len(rows) < 2:
        return None
    left, top = (columns.min() - 1) * across, (rows.min() - 1) * down
    right, bottom = (columns.max() + 2) * across, (rows.max() + 2) * down
    return max(0, int(left)), max(0, int(top)), min(grey.shape[1], int(right)), min(grey.shape[0], int(bottom))


def enhance_contrast(pale: Any) -> Any:
    """Returns a grey image in which small differences from the background are large, dark on white."""
    away = cv2.absdiff(pale, cv2.medianBlur(pale, GROUND_PX))
    return 255 - numpy.minimum(away.astype(numpy.uint16) * PALE_GAIN, 255).astype(numpy.uint8)


def unread_busy_regions(grey: Any, known: list[Box]) -> Iterator[tuple[int, int, int, int]]:
    """Yields regions (left, top, right, bottom) with as many strong edges as text has but no known line, those of least
    height first.
    """
    if min(grey.shape) < TILE:
        return
    steps = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    busy: Any = cv2.threshold(steps, FAINT_STEP - 1, 255, cv2.THRESH_BINARY)[1]
    for box in known:
        (left, top), (right, bottom) = numpy.min(box, axis=0), numpy.max(box, axis=0)
        busy[max(0, int(top) - 3) : int(bottom) + 4, max(0, int(left) - 3) : int(right) + 4] = 0
    size = max(1, busy.shape[1] // BUSY_TILE), max(1, busy.shape[0] // BUSY_TILE)
    tiles = (cv2.resize(busy, size, interpolation=cv2.INTER_AREA) > 255 * BUSY_SHARE).astype(numpy.uint8)
    tiles = cv2.morphologyEx(tiles, cv2.MORPH_CLOSE, numpy.ones((1, 3), numpy.uint8))
    across, down = grey.shape[1] / size[0], grey.shape[0] / size[1]
    _, _, parts, _ = cv2.connectedComponentsWithStats(tiles)
    for left, top, width, height, _ in sorted(parts[1:], key=lambda part: part[cv2.CC_STAT_HEIGHT]):
        if width < LEAST_TILES or width < height:
            continue
        low, first = max(0, int((left - 2) * across)), max(0, int((top - 2) * down))
        yield low, first, int((left + width + 2) * across), int((top + height + 2) * down)
