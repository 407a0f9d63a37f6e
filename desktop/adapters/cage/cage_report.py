"""The protections of a child process, and which of them hold on this machine, as values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

EMPTY_ENVIRONMENT = "empty environment"
NO_INHERITED_FILES = "no inherited files"
NO_CORE_DUMPS = "no core dumps"
MEMORY_LIMIT = "memory limit"
CPU_LIMIT = "CPU limit"
NO_FILES_WRITTEN = "no files written"
NO_NEW_PRIVILEGES = "no new privileges"
LANDLOCK = "Landlock"
SYSTEM_CALL_FILTER = "system-call filter"
JOB_OBJECT = "job object"
MOST_DETAIL = 100


class Protection(NamedTuple):
    """One protection. `detail` is its measure if it holds (`300 s`), else the reason."""

    name: str
    holds: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CageReport:
    """All protections of one child process, in the order in which they were put on."""

    protections: tuple[Protection, ...]

    @property
    def missing(self) -> tuple[Protection, ...]:
        """The protections that do not hold."""
        return tuple(protection for protection in self.protections if not protection.holds)

    def holds(self, name: str) -> bool:
        """Returns True if there is a protection of that name, and it holds."""
        return any(protection.holds for protection in self.protections if protection.name == name)

    def to_plain(self) -> list[dict[str, Any]]:
        """Returns the report as it goes through a pipe."""
        return [protection._asdict() for protection in self.protections]

    @classmethod
    def from_plain(cls, plain: list[dict[str, Any]]) -> "CageReport":
        """Returns the report that came through a pipe. Raises KeyError and TypeError."""
        return cls(
            tuple(
                Protection(str(entry["name"]), entry["holds"] is True, str(entry["detail"])[:MOST_DETAIL])
                for entry in plain
            )
        )


def attempt(name: str, put_on: Callable[[], str]) -> Protection:
    """Returns the protection that `put_on` puts on; it returns the detail, or raises OSError where that is refused.

    ImportError, AttributeError and ValueError count as refused, too: systems lack modules, functions or limits.
    """
    try:
        return Protection(name, True, put_on())
    except (OSError, ImportError, AttributeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Protection(name, False, reason[:MOST_DETAIL])
