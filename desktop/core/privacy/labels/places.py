"""Finds lines by their place: beside or below another one, whatever blocks the layout has put them into."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, median

BAND = 32  # pixels; about two lines of text


class LinePlaces:
    """The lines of an image by bands, so that neighbours are found in the time that the neighbourhood takes."""

    def __init__(self, lines: Iterable[OcrLine]) -> None:
        self.lines = tuple(lines)
        self.height = max(1.0, median(min(line.rect.size) for line in self.lines))
        """The usual height of a line, in pixels."""
        self._bands: defaultdict[int, list[OcrLine]] = defaultdict(list)
        for line in self.lines:
            self._bands[int(line.rect.center[1]) // BAND].append(line)

    def row_of(self, rect: Rect) -> list[OcrLine]:
        """Returns the lines that are level with a rectangle, from left to right."""
        middle = rect.center[1]
        reach = 0.6 * max(self.height, 0.5 * rect.height)
        bands = range(int(middle - reach) // BAND, int(middle + reach) // BAND + 1)
        level = (line for band in bands for line in self._bands.get(band, ()) if abs(_middle(line) - middle) <= reach)
        return sorted(level, key=lambda line: line.rect.left)

    def below(self, rect: Rect, reach: float) -> Iterator[OcrLine]:
        """Yields the lines whose middles are at most `reach` pixels below that of a rectangle, from top to bottom."""
        middle = rect.center[1]
        start = middle + 0.6 * self.height
        for band in range(int(start) // BAND, int(middle + reach) // BAND + 1):
            lines = (line for line in self._bands.get(band, ()) if start < _middle(line) <= middle + reach)
            yield from sorted(lines, key=_middle)


def _middle(line: OcrLine) -> float:
    return line.rect.center[1]
