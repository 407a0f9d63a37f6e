"""Many areas, asked which of them lie near another: a page has hundreds of words, and can have hundreds of covers."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.core.geometry.rect import Area

BAND = 32  # pixels


class Areas:
    """Areas by the level bands of a picture that they reach into."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._bands: defaultdict[int, list[Area]] = defaultdict(list)
        for area in areas:
            for band in _bands(area):
                self._bands[band].append(area)

    def near(self, area: Area) -> list[Area]:
        """Those that may meet it."""
        if not self._bands:
            return []
        found = (each for band in _bands(area) for each in self._bands.get(band, ()))
        return list(dict.fromkeys(found))

    def meet(self, area: Area) -> bool:
        """Whether one of them has a pixel of it."""
        return any(not area.within(each).empty for each in self.near(area))

    def hold(self, area: Area) -> bool:
        """Whether together they have all of it."""
        left = [area]
        for each in self.near(area):
            left = [piece for part in left for piece in part.without(each)]
        return not left or area.empty


def _bands(area: Area) -> range:
    return range(area.top // BAND, area.bottom // BAND + 1)
