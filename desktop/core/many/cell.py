"""A cell of a run: one row, asked of one model, with a value for each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.conversation.turn import Usage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.field import CellValue


class CellState(StrEnum):
    """How far a cell is. The values are stored.

    CLAIMED is written before the request leaves. NOT_CONFIRMED is a claim whose program ended before the answer was
    written: it was perhaps paid, so it is shown and asked again only at the user's word. REFUSED is an endpoint's no,
    which costs nothing; FAILED has come to an end otherwise, perhaps with a price; HELD_BACK waits for a decision.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_CONFIRMED = "not confirmed"
    HELD_BACK = "held back"

    @property
    def has_ended(self) -> bool:
        """True if nothing more happens to it by itself."""
        return self not in (CellState.PLANNED, CellState.CLAIMED)


class FaultKind(StrEnum):
    """What is wrong with an answer that should be a table's row. The values are stored."""

    NOT_JSON = "not json"
    MISSING = "missing"
    NOT_A_NUMBER = "not a number"
    NOT_A_DATE = "not a date"
    NOT_A_CHOICE = "not a choice"
    NOT_YES_OR_NO = "not yes or no"
    NOT_A_LIST = "not a list"
    NOT_TEXT = "not text"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an answer: the field it is about (empty: all of it), and what stood there, shortened."""

    kind: FaultKind
    field: str = ""
    found: str = ""


CellId = tuple[int, str]
"""The number of a row, and the name of a model."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`values` are by the names of the fields; those in `edited` are the user's own.

    `answer` is the text as it came, `faults` what is wrong with it (of one that is planned or claimed: what its repair
    is about); `requests` counts what was sent for this cell, a
    repair and asking again included; `usage` and `cost_usd` are of all of them, None where nobody counted. `problem` is
    why it is refused, failed or held back; `waits_for` names the kinds of findings that it is held back for.
    `expected_usd` is what the requests were expected to cost that nobody has counted.
    """

    row: int
    model: str
    state: CellState = CellState.PLANNED
    values: Mapping[str, CellValue] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    answer: str = ""
    faults: tuple[Fault, ...] = ()
    problem: Problem | None = None
    waits_for: tuple[str, ...] = ()
    usage: Usage | None = None
    cost_usd: float | None = None
    requests: int = 0
    seconds: float = 0.0
    expected_usd: float = 0.0

    @property
    def id(self) -> CellId:
        return self.row, self.model

    @property
    def is_edited(self) -> bool:
        """True if the user has typed at least one of its values."""
        return bool(self.edited)

    @property
    def is_in_a_copy(self) -> bool:
        """True if it was asked from another copy of the run's file, and its answer may be there."""
        is_copied = self.problem is not None and self.problem.kind is ProblemKind.RUN_COPIED
        return is_copied and self.state is CellState.NOT_CONFIRMED

    @property
    def awaits_repair(self) -> bool:
        """True if it has an answer of the wrong form, which is to be asked for once more in the right one."""
        return self.state is CellState.PLANNED and bool(self.faults)

    def of_double(self, name: str, first: str) -> "Cell":
        """Returns it as the cell of a row that is the same as the one named `first`: what is wrong names that row."""
        if self.problem is None or self.problem.name != first:
            return self
        return replace(self, problem=replace(self.problem, name=name))

    def with_value(self, name: str, value: CellValue) -> "Cell":
        """Returns the cell with a value that the user has typed."""
        return replace(self, values={**self.values, name: value}, edited=self.edited | {name})

    def claimed(self, expected_usd: float) -> "Cell":
        """Returns the cell as it is written before a request leaves that is expected to cost so much."""
        cell = replace(self.planned(), state=CellState.CLAIMED, requests=self.requests + 1)
        return replace(cell, expected_usd=self.expected_usd + expected_usd)

    def claimed_in_batch(self, expected_usd: float) -> "Cell":
        """Returns the cell as it is written before a batch is created; one that is repaired keeps what was wrong."""
        return replace(self.claimed(expected_usd), faults=self.faults if self.awaits_repair else ())

    def counted(self, expected_usd: float, usage: Usage | None, cost_usd: float | None, seconds: float) -> "Cell":
        """Returns the cell after a request that was claimed at this expectation, with what was counted for it."""
        cell = replace(self, seconds=self.seconds + seconds)
        if usage is not None:
            known = self.usage or Usage(0, 0)
            read, written = known.input_tokens + usage.input_tokens, known.output_tokens + usage.output_tokens
            cell = replace(cell, usage=Usage(read, written, known.cached_tokens + usage.cached_tokens))
        return (
            cell if cost_usd is None else replace(cell.freed(expected_usd), cost_usd=(self.cost_usd or 0.0) + cost_usd)
        )

    def freed(self, expected_usd: float) -> "Cell":
        """Returns the cell without what a request was expected to cost, since that is known by now."""
        left = self.expected_usd - expected_usd
        return replace(self, expected_usd=left if left > 1e-12 else 0.0)

    def planned_again(self) -> "Cell":
        """Returns a cell whose batch did not get to it: as it was before it was claimed, also one to repair."""
        return replace(self.planned(), faults=self.faults)

    def not_confirmed(self, requests: int) -> "Cell":
        """Returns the cell as one that was asked so many times, and of which nobody knows whether it was answered."""
        return replace(self, state=CellState.NOT_CONFIRMED, requests=requests, waits_for=())

    def asked_from_copy(self, requests: int) -> "Cell":
        """Returns the cell as one that was asked so many times, some of them from another copy of the run's file."""
        return replace(self.planned(), problem=Problem(ProblemKind.RUN_COPIED)).not_confirmed(requests)

    def planned(self) -> "Cell":
        """Returns the cell as one to ask, or to ask again; what it has cost so far stays counted."""
        return replace(self, state=CellState.PLANNED, problem=None, faults=(), waits_for=())
