"""Something that was set aside beside the history: a damaged or replaced history, or images that nothing shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=30)
"""After this time it goes by itself; a promise of the README."""


class AsideKind(StrEnum):
    """The reason why something was set aside."""

    HISTORY = "history"
    IMAGES = "images"


@dataclass(frozen=True, slots=True)
class KeptAside:
    """`name` is a file or folder in the data folder, `day` when it was set aside, `size` its bytes.

    `is_incomplete` means that something in it could not be saved elsewhere: it stays until the user removes it.
    """

    name: str
    kind: AsideKind
    day: date
    size: int
    is_incomplete: bool = False

    def is_over(self, today: date) -> bool:
        """Returns True if its time is over."""
        return not self.is_incomplete and today - self.day > KEPT_FOR
