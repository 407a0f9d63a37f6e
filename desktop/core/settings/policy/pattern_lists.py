"""The lists of patterns in a policy: beside its settings, where they belong, and wherever else they stand.

Further patterns only find more, so that those in another place or under a slip of their name are looked for, too.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop.core.settings.policy.json_members import Member
from desktop.core.settings.policy.key_names import meant_by, named_like
from desktop.core.settings.policy.keys import KEYS_BY_NAME
from desktop.core.settings.policy.policy import MistakeReason, PolicyMistake

NAME = "patterns"


@dataclass(slots=True)
class PatternLists:
    """The patterns that were found, and what is wrong with their lists."""

    patterns: list[Any] = field(default_factory=list)
    mistakes: list[PolicyMistake] = field(default_factory=list)

    def take(self, member: Member, misplaced: MistakeReason | None = None) -> None:
        """Takes a list; a value that is none is a pattern, which is rejected."""
        is_list = isinstance(member.value, list)
        self.patterns += member.value if is_list else [member.value]
        reason = misplaced if is_list else MistakeReason.VALUE
        if reason is not None:
            self.mistakes.append(PolicyMistake(member.name, member.line, reason))

    def without(self, members: Iterable[Member]) -> Iterator[Member]:
        """Takes the lists that stand among members, or in one that nobody knows. Yields the other members."""
        for member in members:
            if meant_by(member.name, (NAME,)):
                self.take(member, MistakeReason.BESIDE)
                continue
            if not meant_by(member.name, KEYS_BY_NAME):
                for found in _lists_in(member.value):
                    self.take(Member(NAME, found, member.line, member.at), MistakeReason.BESIDE)
            yield member


def _lists_in(value: Any) -> Iterator[list[Any]]:
    """Yields the lists of patterns in a value, at any depth."""
    waiting = deque[Any]([value])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, (list, tuple)):
            waiting += value
        elif isinstance(value, dict):
            for name, inner in value.items():
                if named_like(name, (NAME,)) and isinstance(inner, list):
                    yield inner
                else:
                    waiting.append(inner)
