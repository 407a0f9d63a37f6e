"""The text of a page of a PDF, letter by letter with its place, so that it can be told which of it stands in view.

What goes beside the picture is made of the letters that are left by the covers and the crop of now. Each letter is
judged by itself: what its neighbours are may be covered, and nothing that leaves may depend on that.
"""

import base64
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Any, NamedTuple

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import BAND
from desktop.core.image.text.letter_cache import LetterCache

MOST_PAGE_LETTERS = 100_000  # of one page; chosen
LONGEST_LETTER = 8  # characters: a ligature, or a letter with its accents
_PLACE = struct.Struct("<8iB")
_INK = struct.Struct("<4i17x")  # the first half of a place
_LARGEST = 1 << 24  # pixels
_BETWEEN = "\n"  # is no letter


class Letter(NamedTuple):
    """A letter, or a ligature, in source pixels.

    `ink` is all that may show of it; `line` is its part of the line: as wide as it moves the next letter on, as high as
    any letter. `turns` are the quarters by which its writing is turned clockwise.
    """

    text: str
    ink: Rect
    line: Rect
    turns: int = 0


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible letters of a page, in the order of its file, under the name of the text.

    `hidden` counts those that nobody sees on the page; they are not among the others.
    """

    name: str
    letters: tuple[str, ...] = field(default=(), repr=False)
    places: bytes = field(default=b"", repr=False)
    hidden: int = 0

    @classmethod
    def of(cls, name: str, letters: Iterable[Letter], hidden: int = 0) -> "PageText":
        """Returns the text of these letters."""
        found = tuple(letters)
        packed = (_PLACE.pack(*_edges(letter.ink), *_edges(letter.line), letter.turns) for letter in found)
        return cls(name, tuple(letter.text for letter in found), b"".join(packed), hidden)

    @property
    def is_empty(self) -> bool:
        """True if no letter of it is in view."""
        return not self.letters

    def __hash__(self) -> int:
        """Returns a hash that is computed once, as that of bytes is: texts are looked up at every key."""
        return hash((self.name, self.places))

    def __iter__(self) -> Iterator[Letter]:
        for text, place in zip(self.letters, _PLACE.iter_unpack(self.places), strict=True):
            yield Letter(text, Rect(*place[:4]), Rect(*place[4:8]), place[8])

    def without(self, covers: Iterable[Rect]) -> "PageText":
        """Returns the text without the letters that any of these rectangles touches."""
        bands = defaultdict[int, list[tuple[int, int, int, int]]](list)
        for cover in covers:
            edges = _edges(cover.expanded(1))
            for band in range(edges[1] // BAND, edges[3] // BAND + 1):
                bands[band].append(edges)

        def is_kept(left: int, top: int, right: int, bottom: int) -> bool:
            for band in range(top // BAND, bottom // BAND + 1):
                for x1, y1, x2, y2 in bands.get(band, ()):
                    if left < x2 and x1 < right and top < y2 and y1 < bottom:
                        return False
            return True

        return self._kept(is_kept)

    def within(self, crop: Rect) -> "PageText":
        """Returns the text without the letters that are not wholly inside `crop`."""
        x1, y1, x2, y2 = _edges(crop)
        return self._kept(lambda left, top, right, bottom: x1 <= left and right <= x2 and y1 <= top and bottom <= y2)

    def _kept(self, is_kept: Callable[[int, int, int, int], bool]) -> "PageText":
        kept = [is_kept(*ink) for ink in _INK.iter_unpack(self.places)]  # without objects: there may be 100,000
        if all(kept):
            return self
        size = _PLACE.size
        places = (self.places[size * at : size * (at + 1)] for at, stays in enumerate(kept) if stays)
        return PageText(self.name, tuple(compress(self.letters, kept)), b"".join(places), self.hidden)

    def named(self, name: str) -> "PageText":
        """Returns the text under another name."""
        return replace(self, name=name)

    def to_plain(self) -> dict[str, Any]:
        """Returns it as values that JSON can hold; of what is hidden nothing is kept."""
        places = base64.b64encode(zlib.compress(self.places)).decode("ascii")
        return {"name": self.name, "letters": _BETWEEN.join(self.letters), "places": places}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "PageText":
        """Returns the text of `to_plain`. Raises ValueError, TypeError, KeyError or AttributeError."""
        name, joined = plain["name"], plain["letters"]
        if not isinstance(name, str) or not isinstance(joined, str):
            raise TypeError("no text")
        letters = tuple(joined.split(_BETWEEN)) if joined else ()
        unpacking = zlib.decompressobj()
        try:
            places = unpacking.decompress(base64.b64decode(plain["places"], validate=True), _most_bytes(letters) + 1)
        except zlib.error as error:
            raise ValueError(str(error)) from None
        text = cls(name, letters, places)
        text.check()
        return text

    def check(self) -> None:
        """Raises ValueError unless every letter has a place that may be."""
        if len(self.letters) > MOST_PAGE_LETTERS or len(self.places) != _most_bytes(self.letters):
            raise ValueError("letters without places")
        if not all(0 < len(letter) <= LONGEST_LETTER for letter in self.letters):
            raise ValueError("no letters")
        for letter in self:
            edges = *_edges(letter.ink), *_edges(letter.line)
            if letter.ink.is_empty or letter.turns > 3 or max(map(abs, edges)) > _LARGEST:
                raise ValueError("no place of a letter")


_left = LetterCache[PageText]()  # asked for whenever the draft changes


def letters_left(page_text: PageText, crop: Rect | None, covers: tuple[Rect, ...]) -> PageText:
    """Returns the text of the letters that are inside `crop` (None is everywhere) and under none of `covers`."""

    def left() -> PageText:
        inside = page_text if crop is None else page_text.within(crop)
        return inside.without(covers) if covers else inside

    return _left.get(page_text, (crop, covers), left) if crop is not None or covers else page_text


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom


def _most_bytes(letters: tuple[str, ...]) -> int:
    return _PLACE.size * len(letters)
