"""QR and bar codes on an image. Runs in the reader's child process only."""

from typing import Any

import numpy
import zxingcpp

MOST_CODES = 255  # found by one call of the library
LONGEST_SIDE = 65_535  # pixels that the library takes
SAME_PX = 32  # two codes with the same text, less than this apart, are one; chosen


def barcodes(grey: Any, left: int = 0, top: int = 0) -> list[dict[str, Any]]:
    """Returns all codes of an image (uint8 of shape (h, w)), or of a part of one whose corner is at `left`, `top`.

    Boxes are in pixels of the whole image, clockwise from the top left of the code.
    """
    height, width = grey.shape[:2]
    is_too_long = max(width, height) > LONGEST_SIDE
    codes = [] if is_too_long else zxingcpp.read_barcodes(grey)
    is_full = len(codes) >= MOST_CODES and min(width, height) > 2 * SAME_PX  # there may be more
    if is_too_long or is_full:  # each half with a margin
        half, room = (width // 2, width // 8) if width > height else (height // 2, height // 8)
        parts = [(0, half + room), (half - room, max(width, height))]
        found: dict[tuple[str, int, int], dict[str, Any]] = {}
        for first, last in parts:
            across = width > height
            part = grey[:, first:last] if across else grey[first:last]
            for code in barcodes(numpy.ascontiguousarray(part), left + first * across, top + first * (not across)):
                x, y = code["box"][0]
                found.setdefault((code["text"], round(x / SAME_PX), round(y / SAME_PX)), code)
        return list(found.values())
    return [
        {
            "text": code.text,
            "kind": str(code.format),
            "box": [[float(point.x) + left, float(point.y) + top] for point in _corners(code.position)],
        }
        for code in codes
    ]


def _corners(place: Any) -> tuple[Any, ...]:
    return place.top_left, place.top_right, place.bottom_right, place.bottom_left
