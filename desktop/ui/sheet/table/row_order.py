"""Which rows are shown, and in which order. Pure, so that 5,000 rows take a few milliseconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.core.search.fold import folded
from desktop.ui.sheet.table.row_view import CellView, RowState, RowView

Key = tuple[int, float, str]
NOTHING = 2  # the first part of the key of an empty cell
_EMPTY: Key = (NOTHING, 0.0, "")
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

    def apply(self, rows: Sequence[RowView], keys: Mapping[int, "RowKeys"]) -> list[int]:
        """Returns the places of the rows to show; `keys` has those of each row by its id."""
        needles = folded(self.words).split()
        chosen = [
            place
            for place, row in enumerate(rows)
            if (not self.states or row.state in self.states)
            and (not self.differing or row.differs)
            and (not needles or all(word in keys[row.id].text for word in needles))
        ]
        if self.by is None:
            return chosen
        by = self.by
        sorted_by = {place: keys[rows[place].id].key(by) for place in chosen}
        chosen.sort(key=sorted_by.__getitem__, reverse=self.descending)
        if self.descending:  # what is empty stays at the end
            chosen.sort(key=lambda place: sorted_by[place][0] == NOTHING)
        return chosen


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What a row is searched and sorted by. Folding 5,000 rows takes longer than an event may, so it is done once."""

    text: str
    name: Key
    state: Key
    cells: tuple[Key, ...]

    @classmethod
    def of(cls, row: RowView) -> "RowKeys":
        """Returns the keys of a row."""
        texts = [folded(cell.text) for cell in row.cells]
        name = folded(row.name)
        cells = tuple(map(_key, row.cells, texts))
        text = "\n".join((name, folded(row.reason), *texts))
        return cls(text, (1, 0.0, name), (0, float(row.state.value), ""), cells)

    def key(self, by: int) -> Key:
        """Returns what the row is sorted by: numbers come first, then words, then what is empty."""
        if by == NAME:
            return self.name
        if by == STATE:
            return self.state
        return self.cells[by] if by < len(self.cells) else _EMPTY


def _key(cell: CellView, text: str) -> Key:
    if cell.number is not None:
        return (0, cell.number, "")
    return (1, 0.0, text) if text else _EMPTY
