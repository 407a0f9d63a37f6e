"""What the table shows of a row: plain values, ready to be painted, sorted and read aloud."""

from dataclasses import dataclass
from enum import Enum, auto

from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import N_, _


class RowState(Enum):
    """How far a row is, in the order in which rows are sorted by it."""

    WAITING = auto()
    ASKING = auto()
    HELD = auto()  # something private is on it, and nobody has decided yet
    NOT_CONFIRMED = auto()  # it was sent and no answer was kept: perhaps paid
    FAILED = auto()
    UNSURE = auto()  # a value does not stand on the picture
    DONE = auto()
    SKIPPED = auto()


STATE_WORDS = {
    RowState.WAITING: N_("Waiting"),
    RowState.ASKING: N_("Asking…"),
    RowState.HELD: N_("Held"),
    RowState.NOT_CONFIRMED: N_("Not confirmed"),
    RowState.FAILED: N_("Failed"),
    RowState.UNSURE: N_("Unsure"),
    RowState.DONE: N_("Done"),
    RowState.SKIPPED: N_("Skipped"),
}


class CellTrust(Enum):
    """What is known about the value of a cell."""

    PLAIN = auto()  # it was not looked for on the picture
    FOUND = auto()
    NOT_FOUND = auto()
    EDITED = auto()


TRUST_WORDS = {
    CellTrust.FOUND: N_("found in the picture"),
    CellTrust.NOT_FOUND: N_("not found in the picture"),
    CellTrust.EDITED: N_("edited"),
}
_LONGEST = 2000  # letters of a value that the table keeps for painting; the side shows all of it


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of answers. `model` names who answers it, if that is not the model of the run."""

    title: str
    is_number: bool = False
    model: str = ""

    @property
    def head(self) -> str:
        """The title as the head of the table shows it."""
        return f"{self.title} · {self.model}" if self.model else self.title


@dataclass(frozen=True, slots=True)
class CellView:
    """A value as it is shown; `number` is what it is sorted by, if it is one, and `typed` what is edited.

    `differs` is True if another model has answered with another value.
    """

    text: str = ""
    trust: CellTrust = CellTrust.PLAIN
    number: float | None = None
    typed: str = ""
    differs: bool = False

    @property
    def words(self) -> str:
        """The value with what is known about it, in words."""
        known = TRUST_WORDS.get(self.trust)
        parts = (self.text or _("empty"), _(known) if known else "", _("differs") if self.differs else "")
        return ", ".join(part for part in parts if part)


EMPTY = CellView()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row. `reason` says why it failed, waits or was skipped; `cells` stand in the order of the columns."""

    id: int
    name: str
    state: RowState = RowState.WAITING
    cells: tuple[CellView, ...] = ()
    reason: str = ""

    def cell(self, column: int) -> CellView:
        """Returns the cell of a column of answers; an empty one if the row has none yet."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    @property
    def differs(self) -> bool:
        """True if two models have answered differently."""
        return any(cell.differs for cell in self.cells)

    @property
    def state_words(self) -> str:
        """The state with its reason, in words."""
        words = _(STATE_WORDS[self.state])
        return f"{words}: {self.reason}" if self.reason else words


def one_line(text: str) -> str:
    """Returns text from files and models as a line that can be painted."""
    return " ".join(strip_control_characters(text[:_LONGEST]).split())
