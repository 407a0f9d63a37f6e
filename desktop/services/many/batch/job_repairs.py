"""Tells the rows of a batch that are to be repaired in another one from those that it did not get to."""

from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.many.cell import CellId, CellState
from desktop.services.many.run_cells import RunCells


class JobRepairs:
    """Remembers which rows went to be repaired, however often a download breaks and is taken up again."""

    def __init__(self, cells: RunCells) -> None:
        self._cells = cells
        self._went: dict[str, frozenset[CellId]] = {}

    def begin(self, job: BatchJob) -> None:
        """Notes the rows of a job that went to be repaired, at the first time, before any of its results is taken in.

        A broken answer that was taken in by an earlier start is planned by now: that is how the two are told apart.
        """
        cells = map(self._cells.cell, job.cells)
        claimed = (cell for cell in cells if cell.state is CellState.CLAIMED)
        self._went.setdefault(job.id, frozenset(cell.id for cell in claimed if cell.faults))

    def planned_of(self, job: BatchJob) -> tuple[list[CellId], list[CellId]]:
        """Returns the planned rows of a job whose results are in: those to repair, and those that it did not get to."""
        repairs, not_reached = list[CellId](), list[CellId]()
        for cell in map(self._cells.cell, job.cells):
            if cell.state is CellState.PLANNED:
                is_repair = bool(cell.faults) and cell.id not in self._went.get(job.id, ())
                (repairs if is_repair else not_reached).append(cell.id)
        return repairs, not_reached
