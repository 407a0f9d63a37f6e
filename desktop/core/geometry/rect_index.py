"""Finds rectangles near another one: a page has hundreds of words, and can have hundreds of redactions."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.core.geometry.rect import Rect

BAND = 32  # pixels; about two lines of text


class RectIndex:
    """Rectangles by the horizontal bands of an image that they reach into."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self._bands: defaultdict[int, list[Rect]] = defaultdict(list)
        for rect in rects:
            for band in _bands(rect):
                self._bands[band].append(rect)

    def candidates(self, rect: Rect) -> list[Rect]:
        """Returns the rectangles that may intersect `rect`, without duplicates."""
        if not self._bands:
            return []
        found = (other for band in _bands(rect) for other in self._bands.get(band, ()))
        return list(dict.fromkeys(found))

    def intersects(self, rect: Rect) -> bool:
        """Returns True if one of the rectangles has a pixel in common with `rect`."""
        return any(not rect.intersection(other).is_empty for other in self.candidates(rect))

    def covers(self, rect: Rect) -> bool:
        """Returns True if the rectangles together cover `rect`."""
        uncovered = [rect]
        for other in self.candidates(rect):
            uncovered = [piece for part in uncovered for piece in part.subtracted(other)]
        return not uncovered or rect.is_empty


def _bands(rect: Rect) -> range:
    return range(rect.top // BAND, rect.bottom // BAND + 1)
