"""Latin words in a line of another script, which the second engine takes for its own letters.

The finder of scripts tells where they are, and the first engine reads them once more, each on its own: in the whole
line it reads little of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

LATIN_SHARE = 0.6  # of the columns of a word, at least, in which Latin letters are found
LEAST_SURE = 0.8  # mean confidence of the first engine in such a word
ROOM = 0.25  # line heights of background on both sides of a word
Reading = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with the middles of its letters (0–1 along the line), in the order in which it is read."""

    text: str
    at: tuple[float, ...]
    sure: tuple[float, ...]

    @property
    def span(self) -> tuple[float, float]:
        """The left and right edge of its letters, 0–1 along the line."""
        half = 0.5 * (max(self.at) - min(self.at)) / max(1, len(self.at) - 1)
        return max(0.0, min(self.at) - half), min(1.0, max(self.at) + half)


def words_of(reading: Reading) -> Iterator[PlacedWord]:
    """Yields the words of a reading, whose `at` and `sure` have an entry for each character except spaces."""
    first = 0
    for word in reading["text"].split():
        last = first + len(word)
        yield PlacedWord(word, tuple(reading["at"][first:last]), tuple(reading["sure"][first:last]))
        first = last


def with_latin_words(
    piece: Any, reading: Reading, latin: Sequence[bool], read: Callable[[Any], Reading | None]
) -> Reading:
    """Returns a reading of a line with its Latin words as `read` has them.

    `piece` is the line, uint8 of shape (h, w, 3), and `latin` tells along it, from its left edge to its right, whether
    there are Latin letters. `read` returns the first engine's reading of a part of it.
    """
    words = [word for old in words_of(reading) for word in _read_again(piece, old, latin, read)]
    return {
        "text": " ".join(word.text for word in words),
        "at": [middle for word in words for middle in word.at],
        "sure": [certain for word in words for certain in word.sure],
    }


def _read_again(
    piece: Any, word: PlacedWord, latin: Sequence[bool], read: Callable[[Any], Reading | None]
) -> list[PlacedWord]:
    start, end = word.span
    flags = latin[int(start * len(latin)) : max(1, round(end * len(latin)))]
    if len(word.text) < 2 or sum(flags) < LATIN_SHARE * max(1, len(flags)):
        return [word]
    height, width = piece.shape[:2]
    left, right = max(0, int(start * width - ROOM * height)), min(width, int(end * width + ROOM * height) + 1)
    found = read(piece[:, left:right])
    if found is None or not found["sure"] or sum(found["sure"]) < LEAST_SURE * len(found["sure"]):
        return [word]
    places = [(left + middle * (right - left)) / width for middle in found["at"]]
    return list(words_of({**found, "at": [round(place, 4) for place in places]}))
