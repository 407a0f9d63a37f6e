"""The result of healing a damaged history, as facts for the notice."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.errors import Problem


class DamageCause(StrEnum):
    """The state in which the history was found."""

    DAMAGED = "damaged"
    MISSING = "missing"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class HealingReport(Problem):
    """A problem of kind STORE_DAMAGED, or STORE_RESET if nothing came back. `name` is the file that was set aside.

    Conversations are counted once: under the copy if all of what came back stood there, else under the salvaged ones.
    """

    cause: DamageCause = DamageCause.DAMAGED
    copy_day: str = ""
    """ISO date of the copy that was used; empty if there was none."""
    from_copy: int = 0
    salvaged: int = 0
    """Conversations that were read, in part or as a whole, from the damaged file."""
    turns_in_part: int = 0
    """Questions and answers that were read from the damaged file with marks in the place of what is illegible."""
    turns_lost: int = 0
    """Questions that the damaged file lists, and that neither it nor the copy holds legibly."""
    lost_count_known: bool = True
    """False if the damaged file's own lists could not be read, so that more may be missing."""
    changes_lost: bool = False
    """True if something was written last that nothing holds any more: the end of an answer, a draft, a title."""
