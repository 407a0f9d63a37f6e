"""Finds lines by their place: beside or below another one, whatever blocks the layout has put them into.

A label and its value that stand near one another are read as one line, with a wide gap between: such lines are cut.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrWord, median
from desktop.core.privacy.labels.label_search import kind_of_label

WIDE = 0.65  # of a line's height: a wider gap is more than the space between two words; chosen, like the next
WIDE_FIXED = 1.5  # of a character's width, where all are equally wide
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


def cells_of_line(line: OcrLine) -> tuple[OcrLine, ...]:
    """Returns the line cut before and behind each label that stands apart from its other words."""
    if len(line.words) < 2 or line.is_vertical or kind_of_label(line.text) is not None:
        return (line,)
    parts = list(_apart(line))
    if len(parts) < 2:
        return (line,)
    is_label = [kind_of_label(" ".join(word.text for word in part)) is not None for part in parts]
    if not any(is_label):
        return (line,)
    cells = [parts[0]]
    for at in range(1, len(parts)):
        if is_label[at] or is_label[at - 1]:
            cells.append(parts[at])
        else:
            cells[-1] = (*cells[-1], *parts[at])
    return tuple(replace(line, words=words) for words in cells)


def _apart(line: OcrLine) -> Iterator[tuple[OcrWord, ...]]:
    """Yields the runs of words between wide gaps."""
    least = max(WIDE * line.rect.height, WIDE_FIXED * (line.char_width or 0.0))
    run = line.words[:1]
    for word in line.words[1:]:
        if word.rect.left - run[-1].rect.right > least:
            yield run
            run = ()
        run = (*run, word)
    yield run
