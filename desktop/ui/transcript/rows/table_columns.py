"""The columns that the rows of a long table share: widths that suit all of it, and how far it is scrolled."""

from math import ceil
from typing import Generic, TypeVar

Part = TypeVar("Part")
_STEP = 16.0  # pixels: columns of a table that grows are not made wider for each letter


class TableColumns(Generic[Part]):
    """Natural widths of the columns, in pixels, as far as the table has been laid out. `version` counts changes.

    `last` is the last part of the table.
    """

    def __init__(self, first: Part) -> None:
        self.last = first
        self.is_shared = False  # by several parts
        self.natural: list[float] = []
        self.scrolled = 0.0
        self.version = 0

    def take(self, part: Part) -> None:
        """Takes in that the table has been cut, and that `part` is its last one as far as it is known."""
        self.last = part
        if not self.is_shared:
            self.is_shared = True
            self.version += 1

    def widen(self, natural: list[float]) -> None:
        """Takes in the natural widths of one part."""
        longest = max(len(natural), len(self.natural))
        pairs = zip(*(widths + [0.0] * (longest - len(widths)) for widths in (natural, self.natural)), strict=True)
        widest = [ceil(max(pair) / _STEP) * _STEP for pair in pairs]
        if widest != self.natural:
            self.natural = widest
            self.version += 1

    def fitted(self, width: float) -> list[float]:
        """Returns widths of all columns that fill a width. Where there is too little, the widest columns give way."""
        room, natural = width, self.natural
        if not natural:
            return []
        if sum(natural) <= room:
            more = (room - sum(natural)) / len(natural)
            return [own + more for own in natural]
        most = 0.0
        for at, own in enumerate(sorted(natural)):
            most = room / (len(natural) - at)
            if own >= most:
                break
            room -= own
        return [min(own, most) for own in natural]
