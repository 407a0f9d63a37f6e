"""A run that does what a test says, and records what is wanted of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.batch.batch_standing import BatchStanding
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.field import CellValue, Field, FieldType
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunEdits, RunPlan, RunSummary, RunTotals, Sample
from desktop.core.many.tally import Tally
from desktop.services.many.run_control import Listener, RunControl, RunState, RunUpdate, WaitingKind
from tests.controllers.fakes import Call, annotated

FIELDS = (Field("Shop"), Field("Total", FieldType.NUMBER))
MODEL = "gpt-4o"
PLAN = RunPlan("Receipts", "Read it.", "https://models.example/v1", MODEL, "auto", FIELDS)


def rows(count: int) -> tuple[Row, ...]:
    """Returns so many rows, each of a picture of its own."""
    return tuple(Row(at, f"/x/{at}.png", f"{at}.png", picture=f"{at:064}") for at in range(count))


@dataclass
class FakeRun:
    """It fulfils `RunControl`; `tell` reports cells as the service does."""

    run: PictureRun
    known: dict[CellId, Cell] = field(default_factory=dict)
    state: RunState = RunState.IDLE
    waiting: tuple[WaitingKind, ...] = ()
    batches: BatchStanding | None = None
    sampled: Sample | None = None
    calls: list[Call] = field(default_factory=list)
    broken: frozenset[int] = frozenset()
    listeners: list[Listener] = field(default_factory=list)

    @property
    def totals(self) -> RunTotals:
        return Tally(self.cells()).totals(None, None)

    def cell(self, row: int, model: str = "") -> Cell:
        which = self.run.rows[row].asked_row, model or self.run.plan.model
        problem = self.run.rows[which[0]].problem
        unasked = Cell(*which) if problem is None else Cell(*which, CellState.FAILED, problem=problem)
        return self.known.get(which, unasked)

    def cells(self) -> tuple[Cell, ...]:
        asked = (row for row in self.run.rows if row.same_as is None)
        return tuple(self.cell(row.number, model) for row in asked for model in self.run.models)

    def listen(self, listener: Listener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, *cells: Cell, stopped_by: Problem | None = None) -> None:
        self.known.update({cell.id: cell for cell in cells})
        for listener in self.listeners:
            listener(RunUpdate(cells, self.totals, self.state, self.waiting, stopped_by, self.batches))

    async def sample(self, count: int = 5) -> Sample | None:
        self.calls.append(("sample", count))
        return self.sampled

    def start(self) -> None:
        self.calls.append(("start",))
        self.state = RunState.RUNNING

    async def pause(self) -> None:
        self.calls.append(("pause",))
        self.state = RunState.PAUSED
        self.tell()

    def call_off_batches(self) -> None:
        self.calls.append(("call off",))

    def ask_again(self, cells: tuple[CellId, ...]) -> None:
        self.calls.append(("ask again", *cells))
        new = tuple(dict.fromkeys((*self.run.models, *(model for _, model in cells))))
        self.run = replace(self.run, models=new)

    async def edit(self, cell: CellId, field: str, value: CellValue) -> None:
        self.calls.append(("edit", cell, field, value))
        self.known[cell] = self.cell(*cell).with_value(field, value)

    async def decide(self, edits: RunEdits) -> None:
        self.calls.append(("decide", edits))
        await self.change(replace(self.run.plan, edits=edits))

    async def change(self, plan: RunPlan) -> None:
        self.run = replace(self.run, plan=plan)

    async def add(self, files: Sequence[Path], progress: Callable[[int], None] = lambda _: None) -> int:
        self.calls.append(("add", *files))
        first = len(self.run.rows)
        new = tuple(Row(first + at, str(path), path.name, f"new {path.name}") for at, path in enumerate(files))
        self.run = replace(self.run, rows=(*self.run.rows, *new))
        self.tell()
        return len(new)

    async def look_at(self, row: int) -> AnnotatedImage:
        if row in self.broken:
            raise ImageRejectedError(Problem(ProblemKind.IMAGE_CHANGED, self.run.rows[row].name))
        return annotated()

    async def would_send(self, row: int) -> PreparedRequest:
        raise ImageRejectedError(Problem(ProblemKind.MISSING, self.run.rows[row].name))

    async def close(self) -> None:
        self.calls.append(("close",))


def run_of(*listed: Row, plan: RunPlan = PLAN, is_kept: bool = True) -> FakeRun:
    """Returns a run of these rows."""
    return FakeRun(PictureRun("r", 0.0, plan, listed or rows(7), (plan.model,), is_kept))


def answered(row: int, shop: str, total: CellValue = None, model: str = MODEL) -> Cell:
    """Returns a cell with an answer."""
    return Cell(row, model, CellState.ANSWERED, {"Shop": shop, "Total": total})


@dataclass
class FakeRuns:
    """It fulfils `Runs` with one run."""

    run: FakeRun = field(default_factory=run_of)
    summaries: tuple[RunSummary, ...] = ()
    refused: Problem | None = None
    created: list[tuple[RunPlan, tuple[Path, ...], bool]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    file: Path | None = None

    async def create(
        self,
        plan: RunPlan,
        files: Sequence[Path],
        keep: bool = True,
        progress: Callable[[int], None] = lambda _: None,
        file: Path | None = None,
    ) -> RunControl:
        progress(len(files))
        self.file = file
        if self.refused is not None:
            raise ImageRejectedError(self.refused)
        self.created.append((plan, tuple(files), keep))
        return self.run

    async def open(self, run_id: str) -> RunControl:
        if self.refused is not None:
            raise ImageRejectedError(self.refused)
        return self.run

    async def open_file(self, file: Path) -> RunControl:
        self.file = file
        return await self.open("")

    async def kept(self) -> tuple[RunSummary, ...]:
        return self.summaries

    async def delete(self, run_id: str) -> None:
        self.deleted.append(run_id)
        self.summaries = ()
