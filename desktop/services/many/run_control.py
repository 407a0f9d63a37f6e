"""The interface of a run: what the window and the command line can do with it, and what they hear of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import Problem
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.cell import Cell, CellId
from desktop.core.many.field import CellValue
from desktop.core.many.run import PictureRun, RunEdits, RunPlan, RunSummary, RunTotals, Sample


class RunState(StrEnum):
    """What a run does at the moment. PAUSING waits for the answers that are on their way."""

    IDLE = "idle"
    SAMPLING = "sampling"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """A kind of finding that holds rows back: its name, the rows, and whether it may be allowed at all."""

    name: str
    rows: tuple[int, ...]
    may_allow: bool


@dataclass(frozen=True, slots=True)
class RunUpdate:
    """What has changed: these cells, as they are now, and the totals and state of the run.

    `stopped_by` is the reason for which the run paused by itself: the budget, a limit, a full disk, a retired model.
    `batches` is how its batches stand, None where there are none.
    """

    cells: tuple[Cell, ...]
    totals: RunTotals
    state: RunState
    waiting: tuple[WaitingKind, ...] = ()
    stopped_by: Problem | None = None
    batches: BatchStanding | None = None


Listener = Callable[[RunUpdate], None]


class RunControl(Protocol):
    """One open run. It lives on the loop's thread; every call returns at once unless it is awaited."""

    @property
    def run(self) -> PictureRun: ...
    @property
    def state(self) -> RunState: ...
    @property
    def totals(self) -> RunTotals: ...
    @property
    def waiting(self) -> tuple[WaitingKind, ...]:
        """The decisions that rows wait for, by kind."""
        ...

    @property
    def batches(self) -> BatchStanding | None:
        """How the batches of the run stand; None where there are none."""
        ...

    def cell(self, row: int, model: str = "") -> Cell:
        """Returns a cell as it is now; without a model, that of the plan's. A double's is that of its first row."""
        ...

    def cells(self) -> tuple[Cell, ...]:
        """Returns every cell, row by row."""
        ...

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` at each change, at most 20 times a second. Returns the function that ends it."""
        ...

    async def sample(self, count: int = 5) -> Sample | None:
        """Asks the first rows, and returns what they have measured; None if none was answered."""
        ...

    def start(self) -> None:
        """Asks all rows that are planned: also after a pause, and after the program was left."""
        ...

    async def pause(self) -> None:
        """Claims no more rows, and waits for the answers on their way."""
        ...

    def call_off_batches(self) -> None:
        """Has the endpoint end the batches of the run; what it has answered by then is taken in, the rest planned."""
        ...

    def ask_again(self, cells: tuple[CellId, ...]) -> None:
        """Plans cells once more, also of a model that was not asked yet; they are asked while the run runs."""
        ...

    async def edit(self, cell: CellId, field: str, value: CellValue) -> None:
        """Keeps a value that the user has typed. Raises StorageError."""
        ...

    async def decide(self, edits: RunEdits) -> None:
        """Takes over other edits for all rows (covers, kinds to cover or to allow), and plans the rows that waited."""
        ...

    async def change(self, plan: RunPlan) -> None:
        """Keeps another budget, rate or edits. What was asked already stays. Raises StorageError."""
        ...

    async def add(self, files: Sequence[Path], progress: Callable[[int], None] = lambda _: None) -> int:
        """Adds pictures to the run, but for those that it has already, and asks them while it runs.

        Returns the number of new rows. Raises StorageError, and ImageRejectedError where there is no picture at all.
        """
        ...

    async def look_at(self, row: int) -> AnnotatedImage:
        """Returns a row's picture with its edits, as it stands before encoding. Raises ImageRejectedError."""
        ...

    async def would_send(self, row: int) -> PreparedRequest:
        """Returns exactly what is sent of a row. Raises AskanceError."""
        ...

    async def close(self) -> None:
        """Waits for the answers on their way, or stops them after a moment, and closes the run's file."""
        ...


class Runs(Protocol):
    """The runs of this user."""

    async def create(
        self,
        plan: RunPlan,
        files: Sequence[Path],
        keep: bool = True,
        progress: Callable[[int], None] = lambda _: None,
        file: Path | None = None,
    ) -> RunControl:
        """Lists the files and their pages as rows, and returns a new run; nothing is asked yet.

        Folders bring the files in them. `progress` receives the number of files that were read so far. Without `keep`,
        and wherever the history is off, the run lives in memory, unless it has a `file` of its own, which must not be
        there yet. Raises StorageError and ImageRejectedError, the latter where there is no picture at all.
        """
        ...

    async def open(self, run_id: str) -> RunControl:
        """Returns a run that is kept. Raises StorageError, also where another process has it open."""
        ...

    async def open_file(self, file: Path) -> RunControl:
        """Returns the run in a file that the user has chosen. Raises StorageError."""
        ...

    async def kept(self) -> tuple[RunSummary, ...]:
        """Returns the runs that are kept, the newest first."""
        ...

    async def delete(self, run_id: str) -> None:
        """Deletes a run that is kept. Raises StorageError, also while its batches or their files are at an endpoint."""
        ...
