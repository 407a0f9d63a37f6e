"""Puts the files of a policy together in their order: a later file's value takes the place of an earlier one's.

A file that cannot be read may have said anything, so nothing leaves this computer, whatever the others say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.policy.judge import JudgedFile, judged
from desktop.core.settings.policy.keys import DECIDE_WHERE, KEYS, STRICTEST_VALUES
from desktop.core.settings.policy.policy import RULE_NAMES, MistakeReason, Policy, PolicyMistake, PolicyReport
from desktop.core.settings.policy.source import Level, PolicySource

_IF_UNREADABLE: dict[str, Any] = {"private_text": "insist"} | {
    key.field: key.strictest for key in KEYS if key.managed_only and key.field.startswith("allow_")
}
"""What holds while a file cannot be read, by field name, beside the block, which lets no question out."""


@dataclass(slots=True)
class _Merged:
    """What the files of one level make together."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    unusable: dict[str, tuple[str, PolicyMistake]] = field(default_factory=dict)

    def add(self, found: JudgedFile, place: str, names: frozenset[str] | None = None) -> None:
        """Adds a file; only the fields in `names`, where they are given."""
        for name, value in found.values.items():
            if (names is None or name in names) and not self._is_known(found, name, value):
                self.values[name], self.places[name] = value, place
                self.unusable.pop(name, None)
        for name, mistake in found.unusable.items():
            if (names is None or name in names) and not self._is_known(found, name):
                self.unusable[name] = place, mistake
                self.values.pop(name, None)
                self.places.pop(name, None)

    def _is_known(self, found: JudgedFile, name: str, value: Any = None) -> bool:
        """Returns True if what was guessed at in a file stands in an earlier one, and is not shut by it."""
        is_shut = value is not None and value == STRICTEST_VALUES.get(name)
        return name in found.guessed and name in self.values and not is_shut


def policy_of(sources: Sequence[PolicySource]) -> Policy:
    """Returns the policy of files in their order."""
    levels = {level: _Merged() for level in Level}
    patterns: list[Any] = []
    reports, unreadable = [], []
    for source in sources:
        found = judged(source)
        if found.unreadable:
            unreadable.append(Problem(ProblemKind.POLICY_UNREADABLE, source.place, found.unreadable))
        if found.mistakes:
            reports.append(PolicyReport(ProblemKind.POLICY_MISTAKES, source.place, mistakes=found.mistakes))
        levels[source.level].add(found, source.place)
        patterns += found.patterns
    managed, recommended = levels[Level.MANAGED], levels[Level.RECOMMENDED]
    _bind_rules(managed, recommended)
    for level in levels.values():
        if "answers" in level.unusable and "endpoint" not in level.values:
            level.values["answers"], level.places["answers"] = "computer", level.unusable["answers"][0]
    if unreadable:
        managed.values |= _IF_UNREADABLE
        managed.places |= dict.fromkeys(_IF_UNREADABLE, unreadable[0].name)
    block = unreadable[0] if unreadable else _undecided(managed, recommended)
    return Policy(
        tuple(sorted(managed.values.items())),
        tuple(patterns),
        block,
        tuple(reports),
        tuple(sorted(recommended.values.items())),
        tuple((level, name, place) for level, merged in levels.items() for name, place in merged.places.items()),
        tuple(source.place for source in sources),
    )


def _bind_rules(managed: _Merged, recommended: _Merged) -> None:
    """Lets a rule that stands at the wrong level bind, unless one stands at the right one."""
    for name in RULE_NAMES & recommended.values.keys():
        value, place = recommended.values.pop(name), recommended.places.pop(name)
        if name not in managed.values:
            managed.values[name], managed.places[name] = value, place


def _undecided(managed: _Merged, recommended: _Merged) -> Problem | None:
    """Returns the problem of a policy that does not let anybody know where questions may go."""
    for name in sorted(DECIDE_WHERE):
        wrong = managed.unusable.get(name) or (None if name in managed.values else recommended.unusable.get(name))
        if wrong is not None:
            place, mistake = wrong
            reason = "stands there twice" if mistake.reason is MistakeReason.TWICE else "cannot be used"
            line = f"line {mistake.line}: " if mistake.line else ""
            return Problem(ProblemKind.POLICY_UNREADABLE, place, f"{line}“{mistake.name}” {reason}")
    return None
