"""QR and bar codes on a picture. For the reader's child alone."""

from typing import Any

import numpy
import zxingcpp

MOST_CODES = 255  # are found at once
SAME_PX = 32  # a code is the same as another that says the same and is so near


def barcodes(grey: Any, left: int = 0, top: int = 0) -> list[dict[str, Any]]:
    """Every code on a picture, or on a part of one that lies `left` and `top` in it."""
    codes = zxingcpp.read_barcodes(grey)
    height, width = grey.shape[:2]
    if len(codes) >= MOST_CODES and min(width, height) > 2 * SAME_PX:  # there may be more: each half with a margin
        half, room = (width // 2, width // 8) if width > height else (height // 2, height // 8)
        parts = [(0, half + room), (half - room, max(width, height))]
        found: dict[tuple[str, int, int], dict[str, Any]] = {}
        for first, last in parts:
            across = width > height
            part = grey[:, first:last] if across else grey[first:last]
            for each in barcodes(numpy.ascontiguousarray(part), left + first * across, top + first * (not across)):
                x, y = each["box"][0]
                found.setdefault((each["text"], round(x / SAME_PX), round(y / SAME_PX)), each)
        return list(found.values())
    return [
        {
            "text": each.text,
            "kind": str(each.format),
            "box": [[float(point.x) + left, float(point.y) + top] for point in _corners(each.position)],
        }
        for each in codes
    ]


def _corners(place: Any) -> tuple[Any, ...]:
    return place.top_left, place.top_right, place.bottom_right, place.bottom_left
