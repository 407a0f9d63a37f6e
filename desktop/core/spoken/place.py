"""The place of an area in a picture as people say it, and the words that it covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.core.geometry.rect import Rect, Size
from desktop.core.ocr.ocr_result import OcrResult

_ALL = 0.85  # an area that takes so much of the picture both ways is all of it; chosen
_ACROSS = 0.7  # one that takes so much of the width, or of the height, is in no third of it
LONGEST_QUOTE = 60


class Span(Enum):
    """A third of a picture's width or height, or all of it."""

    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where the middle of an area is: the span of the width (from the left) and that of the height (from the top)."""

    across: Span
    down: Span


def place_of(rect: Rect, size: Size) -> PicturePlace:
    """Returns the place of an area in a picture of a size; both are in the same pixels."""
    width, height = max(1, size[0]), max(1, size[1])
    x, y = rect.center
    wide, high = rect.width / width, rect.height / height
    if wide >= _ALL and high >= _ALL:
        return PicturePlace(Span.ALL, Span.ALL)
    return PicturePlace(
        Span.ALL if wide >= _ACROSS else _third(x / width), Span.ALL if high >= _ACROSS else _third(y / height)
    )


def _third(part: float) -> Span:
    return Span.FIRST if part < 1 / 3 else Span.MIDDLE if part <= 2 / 3 else Span.LAST


def words_in(rect: Rect, ocr_result: OcrResult | None, hidden: Sequence[Rect] = ()) -> str:
    """Returns the words of a picture of which the middle lies in an area, as a quote; empty if there are none.

    Words that a `hidden` area touches are left out: they are covered, or private.
    """
    if ocr_result is None:
        return ""
    words = (word for line in ocr_result.lines for word in line.words if _contains(rect, word.rect))
    shown = (word for word in words if all(word.rect.intersection(area).is_empty for area in hidden))
    quote = " ".join(word.text for word in shown)
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1].rstrip()}…"


def _contains(rect: Rect, other: Rect) -> bool:
    x, y = other.center
    return rect.left <= x < rect.right and rect.top <= y < rect.bottom
