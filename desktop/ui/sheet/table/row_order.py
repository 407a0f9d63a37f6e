"""Which rows are shown, and in which order. Pure, so that 5,000 rows take a few milliseconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.core.search.fold import folded
from desktop.ui.sheet.table.row_view import Key, RowState, RowView

NAME, STATE = -1, -2
"""Sorting by the name of the picture, and by the state; from 0 on it is the column of answers."""


@dataclass(frozen=True, slots=True)
class RowOrder:
    """What the user wants to see. `by` is None for the order in which the pictures were added."""

    states: frozenset[RowState] = frozenset()  # empty for all
    words: str = ""
    differing: bool = False  # only rows in which two models have answered differently
    by: int | None = None
    descending: bool = False

    @property
    def is_plain(self) -> bool:
        """True if all rows are shown as they were added."""
        return not (self.states or self.words.strip() or self.differing) and self.by is None

    def apply(self, rows: Sequence[RowView], texts: Mapping[int, str]) -> list[int]:
        """Returns the places of the rows to show; `texts` has the search text of each row by its id."""
        needles = folded(self.words).split()
        chosen = [
            place
            for place, row in enumerate(rows)
            if (not self.states or row.state in self.states)
            and (not self.differing or row.differs)
            and all(word in texts[row.id] for word in needles)
        ]
        if self.by is None:
            return chosen
        keys = {place: _key(rows[place], self.by) for place in chosen}
        chosen.sort(key=keys.__getitem__, reverse=self.descending)
        if self.descending:  # what is empty stays at the end
            chosen.sort(key=lambda place: keys[place][0] == 2)
        return chosen


def _key(row: RowView, by: int) -> Key:
    if by == NAME:
        return (1, 0.0, folded(row.name))
    if by == STATE:
        return (0, float(row.state.value), "")
    return row.cell(by).key
