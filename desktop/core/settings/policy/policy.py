"""An organisation's policy for everyone on this computer: locked values, defaults, and patterns of private text.

A policy cannot fail open. A key in it that cannot be used takes its strictest value, where it has one; and where nobody
can know to whom questions may go, nothing leaves this computer (judge.py judges a file, merging.py puts them together).
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.connections.given import given_connections
from desktop.core.settings.endpoint import host_of, origin_of
from desktop.core.settings.house_rules import ANYWHERE, HouseRules
from desktop.core.settings.policy.source import Level
from desktop.core.settings.settings import Settings
from desktop.core.settings.values.proxy import BY_SYSTEM, WITHOUT, proxy_address_of

RULE_NAMES = frozenset(rule.name for rule in fields(HouseRules))
"""Field names of what only a policy sets."""


_LIMITS = frozenset({"daily_limit_usd", "monthly_limit_usd", "question_limit_usd"})


class MistakeReason(StrEnum):
    """The reason why a part of a policy cannot be used as it stands."""

    UNKNOWN = "unknown"
    VALUE = "value"
    TWICE = "twice"
    SPELLING = "spelling"
    PLACE = "place"
    BESIDE = "beside"
    LEVEL = "level"
    MANAGED = "managed"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class PolicyMistake:
    """A part of a policy with a mistake: its name as written, its line from 1, and the field of the key, if any.

    A line of 0 is none: the registry has no lines. The field of a section that is misspelled is its right name. A key
    in the wrong place, level or spelling is used all the same, one with a wrong value is not, nor one that only a
    managed policy may have (MANAGED), nor one that is only guessed at (UNUSED) where it would loosen something.
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
    """`values` are locked and `recommended` are defaults, both by field name; `patterns` are as in the files.

    `block` is the reason why nothing may leave this computer, or None; `reports` tell of parts that cannot be used, by
    file. `places` are the files that values come from, by level and field name, and `read` are all files there are.
    """

    values: tuple[tuple[str, Any], ...] = ()
    patterns: tuple[Any, ...] = ()
    block: Problem | None = None
    reports: tuple[PolicyReport, ...] = ()
    recommended: tuple[tuple[str, Any], ...] = ()
    places: tuple[tuple[Level, str, str], ...] = ()
    read: tuple[str, ...] = ()

    @property
    def locked(self) -> frozenset[str]:
        """The field names of the settings that the user cannot change."""
        return frozenset(name for name, _ in self.values) - RULE_NAMES

    @property
    def limits_spending(self) -> bool:
        """True if it sets a limit, which 0 is not, so that a user's own prices must not make anything cheaper."""
        return any(name in _LIMITS and value > 0 for name, value in self.values)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems with it that users should tell their administrator of."""
        if self.block is None or any(report.name == self.block.name for report in self.reports):
            return self.reports  # the report names what blocks
        return (self.block, *self.reports)

    def place_of(self, level: Level, name: str) -> str:
        """Returns the file that a value comes from; empty if there is none."""
        return next((place for at, field, place in self.places if (at, field) == (level, name)), "")

    @property
    def given_connections(self) -> tuple[Connection, ...]:
        """The connections that it gives."""
        return given_connections(dict(self.values).get("connections", ()))

    @property
    def allows_own_connections(self) -> bool:
        """True if users may ask elsewhere than where it leads."""
        return bool(dict(self.values).get("allow_connections", True))

    def refusal(self, endpoint: str) -> Problem | None:
        """Returns the reason why nothing may be sent to an endpoint or another address, or None."""
        if self.block is not None:
            return self.block
        allowed = dict(self.values).get("allowed_hosts", ANYWHERE)
        if HouseRules(allowed_hosts=allowed).may_reach(endpoint):
            return None
        return Problem(ProblemKind.HOST_NOT_ALLOWED, host_of(endpoint))

    @property
    def names_hosts(self) -> bool:
        """True if it names the hosts that may be reached."""
        return set(ANYWHERE).isdisjoint(dict(self.values).get("allowed_hosts", ANYWHERE))

    def allows_proxy(self, place: str) -> bool:
        """Returns True if a proxy at `place` may be used: it is the policy's own, or on a host that is allowed."""
        given = (dict(self.recommended) | dict(self.values)).get("proxy", "")
        address = None if given in (BY_SYSTEM, WITHOUT) else proxy_address_of(given)  # words, and no hosts
        return (address is not None and address.place == place) or self.refusal(place) is None

    def asking_refusal(self, endpoint: str) -> Problem | None:
        """Returns the reason why no question may go to an endpoint: a policy may also fix who answers."""
        values = dict(self.values)
        is_elsewhere = origin_of(values.get("endpoint", endpoint)) != origin_of(endpoint)
        if "endpoint" not in values and not self.allows_own_connections:
            origins = {origin_of(connection.values.endpoint) for connection in self.given_connections}
            is_elsewhere = origin_of(endpoint) not in origins
        if self.block is None and (values.get("answers") == "computer" or is_elsewhere):
            return Problem(ProblemKind.HOST_NOT_ALLOWED, host_of(endpoint))
        return self.refusal(endpoint)

    def applied(self, settings: Settings) -> Settings:
        """Returns the user's settings with those of the policy in their places. Its endpoint was given, not found."""
        values = dict(self.values)
        if "endpoint" in values:
            values["endpoint_found"] = False
        return replace(settings, **values)


NO_POLICY = Policy()
