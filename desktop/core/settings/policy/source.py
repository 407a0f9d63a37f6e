"""The parts that a policy is read from. Every start looks for them, so this file imports nothing of the program."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The levels of a policy: what is managed is locked, what is recommended is a default."""

    MANAGED = "managed"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class PolicySource:
    """A file of a policy, or a part of the registry: its path, and its JSON text or the reason why that is not known.

    `has_lines` is False where the text was not written by people, so that no line in it means anything to them.
    """

    place: str
    level: Level
    text: str = ""
    unreadable: str = ""
    has_lines: bool = True
