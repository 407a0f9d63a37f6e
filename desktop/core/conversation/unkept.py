"""What would go with the program if it ended now, because the history cannot be written."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Unkept:
    """The ids of conversations with questions, and of those with a draft, that are in memory alone.

    `is_unknown` is True if the history cannot even be asked: there may be more.
    """

    conversations: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    is_unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.conversations or self.drafts or self.is_unknown)

    def joined(self, other: Self) -> "Unkept":
        """Returns both together."""
        return Unkept(
            self.conversations | other.conversations, self.drafts | other.drafts, self.is_unknown or other.is_unknown
        )
