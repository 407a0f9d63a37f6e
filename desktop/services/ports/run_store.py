"""Keeping runs over many pictures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.many.cell import Cell
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan, RunSummary


class RunStore(Protocol):
    """The store of one run, which nobody else has open. Every method blocks, and raises StorageError."""

    def run(self) -> PictureRun: ...

    def cells(self) -> tuple[Cell, ...]:
        """Returns the cells that are not merely planned. A claim that nobody owns any more is not confirmed."""
        ...

    def jobs(self) -> tuple[BatchJob, ...]:
        """Returns the batch jobs that are not over, the oldest first."""
        ...

    def save(self, cells: Sequence[Cell]) -> None:
        """Writes cells as they are now; they are on the disk when it returns."""
        ...

    def save_job(self, job: BatchJob, cells: Sequence[Cell]) -> None:
        """Writes a batch job and cells, all of it or nothing."""
        ...

    def forget_job(self, job: BatchJob) -> None:
        """Deletes a job of which nothing is left at its endpoint."""
        ...

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Writes more rows."""
        ...

    def save_plan(self, plan: RunPlan, models: tuple[str, ...]) -> None:
        """Writes the plan and the models that are asked."""
        ...

    def close(self) -> None: ...


class RunStores(Protocol):
    """The stores of all runs. Every method blocks, and raises StorageError."""

    def create(self, run: PictureRun) -> RunStore:
        """Returns the store of a new run: a file, that of the user's choice where there is one, or memory."""
        ...

    def check_free(self, path: Path) -> str:
        """Returns the whole path of a file for a new run. Raises StorageError where it cannot be there."""
        ...

    def open(self, run_id: str) -> RunStore: ...
    def open_file(self, path: Path) -> RunStore:
        """Returns the store of the run in a file that the user has chosen."""
        ...

    def kept(self) -> tuple[RunSummary, ...]: ...
    def delete(self, run_id: str) -> None: ...
