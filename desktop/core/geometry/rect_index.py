"""Many areas, asked which of them lie near another: a page has hundreds of words, and can have hundreds of covers."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.core.geometry.rect import Rect

BAND = 32  # pixels


class RectIndex:
    """Areas by the level bands of a picture that they reach into."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self._bands: defaultdict[int, list[Rect]] = defaultdict(list)
        for rect in rects:
            for band in _bands(rect):
                self._bands[band].append(rect)

    def candidates(self, rect: Rect) -> list[Rect]:
        """Those that may meet it."""
        if not self._bands:
            return []
        found = (each for band in _bands(rect) for each in self._bands.get(band, ()))
        return list(dict.fromkeys(found))

    def intersects(self, rect: Rect) -> bool:
        """Whether one of them has a pixel of it."""
        return any(not rect.intersection(each).is_empty for each in self.candidates(rect))

    def covers(self, rect: Rect) -> bool:
        """Whether together they have all of it."""
        left = [rect]
        for each in self.candidates(rect):
            left = [piece for part in left for piece in part.subtracted(each)]
        return not left or rect.is_empty


def _bands(rect: Rect) -> range:
    return range(rect.top // BAND, rect.bottom // BAND + 1)
