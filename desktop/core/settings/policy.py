"""The administrator's policy for everyone on this computer: locked settings, and patterns of private text.

A policy cannot fail open. A setting in it that cannot be used takes its strictest value, where it has one; and where
nobody can know to whom questions may go, nothing leaves this computer (core/settings/policy_file.py judges a file).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.settings import Settings

SMALLEST_LIMIT_USD = 1e-9  # no question that costs anything stays below it; a limit of 0 is none


class MistakeReason(StrEnum):
    """The reason why a part of a policy cannot be used as it stands."""

    UNKNOWN = "unknown"
    VALUE = "value"
    TWICE = "twice"
    SPELLING = "spelling"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class PolicyMistake:
    """A part of a policy with a mistake: its name as written, its line from 1, and the field of the setting, if any.

    A setting in the wrong place or spelling is used all the same, one with a wrong value is not.
    """

    name: str
    line: int
    reason: MistakeReason
    field: str = ""


@dataclass(frozen=True, slots=True)
class PolicyReport(Problem):
    """A problem of kind POLICY_MISTAKES; `name` is the path of the file."""

    mistakes: tuple[PolicyMistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """`values` are locked settings by field name; `patterns` are as in the file.

    `block` is the reason why nothing may leave this computer, or None; `report` tells of parts that cannot be used.
    """

    values: tuple[tuple[str, Any], ...] = ()
    patterns: tuple[Any, ...] = ()
    block: Problem | None = None
    report: PolicyReport | None = None

    @property
    def locked(self) -> frozenset[str]:
        """The field names of the settings that the user cannot change."""
        return frozenset(name for name, _ in self.values)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems with it that users should tell their administrator of."""
        problem = self.report or self.block  # the report names what blocks
        return () if problem is None else (problem,)

    def applied(self, settings: Settings) -> Settings:
        """Returns the user's settings with those of the policy in their places. Its endpoint was given, not found."""
        values = dict(self.values)
        if "endpoint" in values:
            values["endpoint_found"] = False
        return replace(settings, **values)


NO_POLICY = Policy()


def unreadable_policy(file: str, reason: str = "") -> Policy:
    """Returns the policy of a file that is there and cannot be read: nothing leaves this computer."""
    return Policy((("private_text", "insist"),), block=Problem(ProblemKind.POLICY_UNREADABLE, file, reason))
