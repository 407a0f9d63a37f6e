"""What an administrator has set for everyone on this computer: settings that stay, and patterns of private text.

A policy that is there and cannot be read is the strictest one: nothing leaves before private text in it is covered.
"""

from dataclasses import dataclass, replace
from typing import Any

from desktop.core.settings.settings import FIELDS, Settings, from_plain


@dataclass(frozen=True, slots=True)
class Policy:
    """`values` are settings by the names of their fields; `patterns` as the file has them. `unread`: there is one that
    nobody can read.
    """

    values: tuple[tuple[str, Any], ...] = ()
    patterns: tuple[Any, ...] = ()
    unread: bool = False

    @property
    def locked(self) -> frozenset[str]:
        """The names of settings that are not the user's to change."""
        return frozenset(name for name, _ in self.values)

    def applied(self, settings: Settings) -> Settings:
        """The user's settings with those of the policy in their places."""
        return replace(settings, **dict(self.values))


NO_POLICY = Policy()
STRICTEST = Policy((("private_text", "insist"),), unread=True)


def policy_from_plain(plain: Any) -> Policy:
    """A policy out of its file. What is of a name or a value that does not exist makes all of it unreadable: it would
    be something that an administrator has meant.
    """
    if not isinstance(plain, dict) or plain.keys() - {"settings", "patterns"}:
        return STRICTEST
    if not isinstance(plain.get("settings", {}), dict):
        return STRICTEST
    given, patterns = plain.get("settings", {}), plain.get("patterns", [])
    known = from_plain(given)
    sound = all(name in FIELDS and getattr(known, FIELDS[name]) == value for name, value in given.items())
    if not sound or not isinstance(patterns, list):
        return STRICTEST
    return Policy(tuple(sorted((FIELDS[name], value) for name, value in given.items())), tuple(patterns))
