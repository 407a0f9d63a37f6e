"""Keeping runs over many pictures."""

from collections.abc import Sequence
from typing import Protocol

from desktop.core.many.cell import Cell
from desktop.core.many.run import PictureRun, RunPlan, RunSummary


class RunStore(Protocol):
    """The store of one run, which nobody else has open. Every method blocks, and raises StorageError."""

    def run(self) -> PictureRun: ...

    def cells(self) -> tuple[Cell, ...]:
        """Returns the cells that are not merely planned. A claim that nobody owns any more is not confirmed."""
        ...

    def save(self, cells: Sequence[Cell]) -> None:
        """Writes cells as they are now; they are on the disk when it returns."""
        ...

    def save_plan(self, plan: RunPlan, models: tuple[str, ...]) -> None:
        """Writes the plan and the models that are asked."""
        ...

    def close(self) -> None: ...


class RunStores(Protocol):
    """The stores of all runs. Every method blocks, and raises StorageError."""

    def create(self, run: PictureRun) -> RunStore:
        """Returns the store of a new run: a file, or for one that is not kept, memory."""
        ...

    def open(self, run_id: str) -> RunStore: ...
    def kept(self) -> tuple[RunSummary, ...]: ...
    def delete(self, run_id: str) -> None: ...
