"""A run: one question over many pictures, and where it stands."""

from dataclasses import dataclass, replace

from desktop.core.many.field import WHOLE_ANSWER, Field
from desktop.core.many.row import Row

OF_A_RUN = "run"
"""The `code` of a problem of the kind STORE_NEWER that is about the file of a run."""
OF_A_COPY = "copy"
"""The `code` of a problem of the kind RUN_IN_USE where another copy of the run's file is open."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of every picture, in shares of its upright width and height from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RunEdits:
    """What is done to every picture before it may leave: `covers` and `crop` by place, `covered_kinds` by what is found
    on each (names of findings, for example "e-mail address").

    `allowed_kinds` are the names of findings that the user lets go on all pictures of this run.
    """

    covers: tuple[Area, ...] = ()
    crop: Area | None = None
    covered_kinds: frozenset[str] = frozenset()
    allowed_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run asks, of which model at which endpoint. `fields` are empty where the whole answer is one column.

    `instructions` and `parameters` are as in the settings. `budget_usd` 0 is none. `rate` are the requests and tokens
    that the endpoint allows a minute, 0 where unknown. With `as_batch`, rows go to it in files, and answers come back
    within a day.
    """

    name: str
    ask: str
    endpoint: str
    model: str
    detail: str
    fields: tuple[Field, ...] = ()
    instructions: str = ""
    parameters: str = ""
    edits: RunEdits = RunEdits()
    budget_usd: float = 0.0
    rate: tuple[int, int] = (0, 0)
    as_batch: bool = False

    @property
    def columns(self) -> tuple[Field, ...]:
        """The columns of the table."""
        return self.fields or (WHOLE_ANSWER,)


@dataclass(frozen=True, slots=True)
class PictureRun:
    """A run and its rows. `models` are those that were asked, the plan's first; `created_at` is in Unix seconds.

    `is_kept` is False for a run that lives in memory and cannot be resumed. `file` is the path of the file that the
    user has chosen for it, empty for one that is kept with the history. `strange_batches` is how many batches in such a
    file were not sent from this computer: they are left alone.
    """

    id: str
    created_at: float
    plan: RunPlan
    rows: tuple[Row, ...]
    models: tuple[str, ...]
    is_kept: bool = True
    file: str = ""
    strange_batches: int = 0

    @property
    def unopened(self) -> int:
        """The number of rows whose file could not be opened: they have failed before anything is asked."""
        return sum(row.problem is not None for row in self.rows)

    def without_consents(self) -> "PictureRun":
        """Returns the run with nothing let go on its pictures."""
        edits = replace(self.plan.edits, allowed_kinds=frozenset())
        return replace(self, plan=replace(self.plan, edits=edits))


@dataclass(frozen=True, slots=True)
class RunTotals:
    """Where a run stands: the number of cells in each state, and money and time.

    `spent_usd` is what is known to be spent, `unsure_usd` what unconfirmed cells and unfinished answers may have cost
    beside it; `expected_usd` is the expectation for the whole run, and `seconds_left` for its rest: None where it is
    not known.
    """

    cells: int = 0
    planned: int = 0
    claimed: int = 0
    answered: int = 0
    refused: int = 0
    failed: int = 0
    not_confirmed: int = 0
    held_back: int = 0
    spent_usd: float = 0.0
    unsure_usd: float = 0.0
    expected_usd: float | None = None
    seconds_left: float | None = None

    @property
    def ended(self) -> int:
        """The number of cells to which nothing more happens by itself."""
        return self.cells - self.planned - self.claimed


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run that is kept, for a list of them."""

    id: str
    name: str
    created_at: float
    model: str
    totals: RunTotals


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, middle and most of what a sample has measured, or None for what nobody knows."""

    least: float
    middle: float
    most: float

    def times(self, count: float) -> "Spread":
        """Returns the spread of `count` of them, or of a share of one."""
        return Spread(self.least * count, self.middle * count, self.most * count)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first rows have measured: tokens and US dollars for a row, and what is expected of the rows left.

    `tokens` counts input and answer; `row_usd` is None where no price is known; `seconds` is for the rows left at the
    allowed rate. `asked` is how many rows have been answered for it. With `as_batch`, the rows left go as a batch, and
    `row_usd` is what they cost there; the sample itself was asked at once.
    """

    asked: int
    rows_left: int
    tokens: Spread
    row_usd: Spread | None
    seconds: float
    as_batch: bool = False

    @property
    def left_usd(self) -> Spread | None:
        """The price of the rows that are left, with its spread."""
        return self.row_usd.times(self.rows_left) if self.row_usd is not None else None
