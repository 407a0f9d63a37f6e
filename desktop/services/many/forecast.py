"""What a run is expected to take, from what its answers have measured."""

from collections.abc import Callable

from desktop.core.many.measures import Measures
from desktop.core.many.run import RunTotals, Sample, Spread
from desktop.core.provider_capabilities import capabilities_of
from desktop.core.settings.endpoint import host_of
from desktop.services.many.run_cells import RunCells

BATCH_S = 86_400.0  # within which a batch is answered


class RunForecast:
    """The totals and the sample of one run. `seconds_each` returns the time between rows that are asked one by one."""

    def __init__(self, cells: RunCells, measures: Measures, seconds_each: Callable[[], float | None]) -> None:
        self._cells = cells
        self._measures = measures
        self._seconds_each = seconds_each

    def totals(self) -> RunTotals:
        """Returns where the run stands."""
        usd = self._row_usd
        seconds = None if self._cells.run.plan.as_batch else self._seconds_each()
        return self._cells.tally.totals(usd.middle if usd else None, seconds)

    def sample(self) -> Sample | None:
        """Returns what the answers so far have measured; None before the first."""
        tokens = self._measures.row_tokens
        if tokens is None:
            return None
        left, asked, is_batch = len(self._cells.planned()), self.totals().answered, self._cells.run.plan.as_batch
        seconds = BATCH_S if is_batch else left * (self._seconds_each() or 0.0)
        return Sample(asked, left, tokens, self._row_usd, seconds, is_batch)

    @property
    def _row_usd(self) -> Spread | None:
        """The price of a row, as the run asks the rows that are left."""
        usd, plan = self._measures.row_usd, self._cells.run.plan
        share = capabilities_of(host_of(plan.endpoint)).batch.price_share if plan.as_batch else 1.0
        return usd.times(share) if usd is not None else None
