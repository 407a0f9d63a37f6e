"""The values that annotations are stored as, checked as they are read: they end in a painter, which must not fail."""

import math
import re
from typing import Any

from desktop.core.annotation.style import LinePattern
from desktop.core.geometry.rect import Point, Rect
from desktop.core.stored_form import StoredForm

NARROWEST, WIDEST = 0.1, 20.0  # multiples of the usual line width that can be painted; chosen
RECT = StoredForm(Rect, {"left": "left", "top": "top", "right": "right", "bottom": "bottom"})
STYLE_KEYS = {"width": "width", "pattern": "pattern"}
"""The keys of the style of lines. One that has its usual value is left out, as in files that older versions wrote."""
WIDTH_KEY = {"width": "width"}
_COLOR = r"#[0-9a-fA-F]{6}"


def read_rect(stored: Any) -> Rect:
    """Returns the rectangle of a JSON object. Raises ValueError or TypeError."""
    rect = RECT.from_plain(stored)
    if not all(type(edge) is int for edge in (rect.left, rect.top, rect.right, rect.bottom)):
        raise ValueError("edges are whole numbers")
    return rect


def read_point(stored: Any) -> Point:
    """Returns the point of a JSON list of two finite numbers. Raises ValueError or TypeError."""
    x, y = (float(coordinate) for coordinate in stored)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("the coordinates of a point are finite")
    return x, y


def read_points(stored: Any) -> tuple[Point, ...]:
    """Returns at least one point, of a JSON list. Raises ValueError or TypeError."""
    points = tuple(map(read_point, stored))
    if not points:
        raise ValueError("a stroke has a point")
    return points


def read_text(stored: Any) -> str:
    """Returns the text. Raises ValueError."""
    if not isinstance(stored, str):
        raise ValueError("words are text")
    return stored


def read_width(stored: Any) -> float:
    """Returns a multiple of the usual line width. Raises ValueError."""
    if type(stored) not in (int, float) or not NARROWEST <= stored <= WIDEST:
        raise ValueError("no such width")
    return float(stored)


def read_pattern(stored: Any) -> LinePattern:
    """Returns the pattern of a line. Raises ValueError."""
    if not isinstance(stored, str):
        raise ValueError("patterns have names")
    return LinePattern(stored)


def read_color(stored: Any) -> str:
    """Returns a colour written as "#rrggbb". Raises ValueError."""
    if not isinstance(stored, str) or not re.fullmatch(_COLOR, stored):
        raise ValueError("colours are #rrggbb")
    return stored
