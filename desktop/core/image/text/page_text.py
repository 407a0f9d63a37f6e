"""The text of a page of a PDF, letter by letter with its place, so that it can be told which of it stands in view.

What goes beside the picture is made of the letters that are left by the covers and the crop of now. Each letter is
judged by itself: what its neighbours are may be covered, and nothing that leaves may depend on that.
"""

import base64
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from desktop.core.geometry.rect import Rect
from desktop.core.geometry.rect_index import RectIndex

MOST_PAGE_LETTERS = 100_000  # of one page; chosen
MOST_REMEMBERED = 128  # texts
LONGEST_LETTER = 8  # characters: a ligature, or a letter with its accents
_PLACE = struct.Struct("<8iB")
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

    def __iter__(self) -> Iterator[Letter]:
        for text, place in zip(self.letters, _PLACE.iter_unpack(self.places), strict=True):
            yield Letter(text, Rect(*place[:4]), Rect(*place[4:8]), place[8])

    def without(self, covers: Iterable[Rect]) -> "PageText":
        """Returns the text without the letters that any of these rectangles touches."""
        index = RectIndex(covers)
        return self._kept(lambda letter: not index.intersects(letter.ink.expanded(1)))

    def within(self, crop: Rect) -> "PageText":
        """Returns the text without the letters that are not wholly inside `crop`."""
        return self._kept(lambda letter: letter.ink.intersection(crop) == letter.ink)

    def _kept(self, is_kept: Callable[[Letter], bool]) -> "PageText":
        kept = [letter for letter in self if is_kept(letter)]
        return self if len(kept) == len(self.letters) else self.of(self.name, kept, self.hidden)

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


@lru_cache(maxsize=MOST_REMEMBERED)  # asked for whenever the draft changes
def letters_left(page_text: PageText, crop: Rect | None, covers: tuple[Rect, ...]) -> PageText:
    """Returns the text of the letters that are inside `crop` (None is everywhere) and under none of `covers`."""
    inside = page_text if crop is None else page_text.within(crop)
    return inside.without(covers) if covers else inside


def _edges(rect: Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom


def _most_bytes(letters: tuple[str, ...]) -> int:
    return _PLACE.size * len(letters)
