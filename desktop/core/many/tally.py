"""Counts the cells of a run as they change, so that 5,000 rows need not be gone through for each."""

from collections import Counter
from collections.abc import Iterable

from desktop.core.many.cell import Cell, CellState
from desktop.core.many.run import RunTotals, Spread

LEAST_USD = 1e-9


class Tally:
    """Counts cells by state, and what they have cost."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._counts: Counter[CellState] = Counter()
        self._spent_usd = self._unsure_usd = 0.0
        for cell in cells:
            self.add(cell)

    def add(self, cell: Cell) -> None:
        """Counts a cell that was not there before."""
        self._count(cell, 1)

    def replace(self, before: Cell, after: Cell) -> None:
        """Counts a cell in its new state."""
        self._count(before, -1)
        self._count(after, 1)

    def _count(self, cell: Cell, sign: int) -> None:
        self._counts[cell.state] += sign
        self._spent_usd += sign * (cell.cost_usd or 0.0)
        self._unsure_usd += sign * cell.expected_usd

    @property
    def possibly_spent_usd(self) -> float:
        """What was spent, with what requests may have cost that nobody has counted yet."""
        return max(0.0, self._spent_usd + self._unsure)

    @property
    def _unsure(self) -> float:
        """What is not counted yet, without what sums of fractions leave over."""
        return self._unsure_usd if self._unsure_usd > LEAST_USD else 0.0

    def totals(self, row_usd: float | None, row_seconds: float | None) -> RunTotals:
        """Returns the totals; the rows that are left are expected to cost and to take so much each."""
        count, left = self._counts, self._counts[CellState.PLANNED]
        return RunTotals(
            cells=count.total(),
            planned=left,
            claimed=count[CellState.CLAIMED],
            answered=count[CellState.ANSWERED],
            refused=count[CellState.REFUSED],
            failed=count[CellState.FAILED],
            not_confirmed=count[CellState.NOT_CONFIRMED],
            held_back=count[CellState.HELD_BACK],
            spent_usd=max(0.0, self._spent_usd),
            unsure_usd=self._unsure,
            expected_usd=self.possibly_spent_usd + left * row_usd if row_usd is not None else None,
            seconds_left=(left + count[CellState.CLAIMED]) * row_seconds if row_seconds is not None else None,
        )


def spread_of(measured: Iterable[float]) -> Spread | None:
    """Returns the least, the middle and the most of what was measured; None of nothing."""
    values = sorted(measured)
    if not values:
        return None
    half = len(values) // 2
    middle = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
    return Spread(values[0], middle, values[-1])
