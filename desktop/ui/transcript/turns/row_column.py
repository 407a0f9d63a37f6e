"""The rows of one turn, one under the other, with the heights that are known or guessed."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.ui.transcript.rows.document_row import DocumentRow


@dataclass(slots=True, eq=False)
class RowPosition:
    """A row, its top inside the turn and its height, which is an estimate until it is `measured`."""

    row: DocumentRow
    top: float
    height: float
    measured: bool


class RowColumn:
    """Rows of one width. Coordinates are inside the turn, from its top; `bottom` is the end of the last row."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.rows: list[RowPosition] = []
        self.bottom = 0.0
        self._tops: list[float] = []  # of the rows, as they were stacked last
        self._built: set[RowPosition] = set()  # rows near the view, which hold documents

    def new_position(self, row: DocumentRow) -> RowPosition:
        """Returns a position with an estimated height for a row that is not in the column yet."""
        return RowPosition(row, 0.0, row.estimate(self.width - row.indent), False)

    def replace_from(self, first: int, positions: list[RowPosition]) -> None:
        """Replaces the rows from `first` on."""
        self.rows[first:] = positions
        self._stack(first)

    def set_width(self, width: float) -> None:
        """Estimates every row for another width."""
        self.width = width
        for position in self.rows:
            position.measured = False
            position.height = position.row.estimate(width - position.row.indent)
        self._stack(0)

    def measure(self, top: float, bottom: float) -> bool:
        """Measures the rows between two heights. Returns True if any height changed."""
        changed = False
        for number, position in self.rows_in(top, bottom):
            self._built.add(position)
            if not position.measured or position.row.is_stale:
                height = position.row.measure(self.width - position.row.indent)
                position.measured = True
                if height != position.height:
                    position.height, changed = height, True
                    self._stack(number + 1)
        return changed or any(position.row.is_stale for _, position in self.rows_in(top, bottom))

    def rows_in(self, top: float, bottom: float) -> Iterator[tuple[int, RowPosition]]:
        """Yields the rows of which something is between two heights, with their indices."""
        number = self.row_at(top)
        while number < len(self.rows) and self.rows[number].top < bottom:
            yield number, self.rows[number]
            number += 1

    def row_at(self, y: float) -> int:
        """Returns the index of the row at a height, or of the nearest one."""
        return max(0, bisect_right(self._tops, y) - 1)

    def release_outside(self, top: float, bottom: float) -> None:
        """Drops the documents of rows that are not between two heights."""
        far = [position for position in self._built if position.top + position.height < top or position.top > bottom]
        for position in far:
            position.row.release()
        self._built.difference_update(far)

    def release(self) -> None:
        """Drops all documents."""
        for position in self.rows:
            position.row.release()
        self._built.clear()

    def clear(self) -> None:
        """Removes all rows."""
        self.rows = []
        self._tops.clear()
        self._built.clear()

    def _stack(self, first: int) -> None:
        """Puts each row from `first` on under the one before."""
        first = min(first, len(self._tops))
        top = self.rows[first - 1].top + self.rows[first - 1].height if first else 0.0
        del self._tops[first:]
        for position in self.rows[first:]:
            position.top = top
            self._tops.append(top)
            top += position.height
        self.bottom = top
