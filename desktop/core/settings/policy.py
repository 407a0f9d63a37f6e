"""The administrator's policy for everyone on this computer: locked settings, and patterns of private text.

A policy file that exists and cannot be read counts as the strictest policy: nothing is sent before the private text in
it is redacted.
"""

from dataclasses import dataclass, replace
from typing import Any

from desktop.core.settings.endpoint import endpoint_of
from desktop.core.settings.settings import FIELDS, Settings, from_plain


@dataclass(frozen=True, slots=True)
class Policy:
    """`values` are locked settings by field name; `patterns` are as in the file. `unread` means an unreadable file."""

    values: tuple[tuple[str, Any], ...] = ()
    patterns: tuple[Any, ...] = ()
    unread: bool = False

    @property
    def locked(self) -> frozenset[str]:
        """The field names of the settings that the user cannot change."""
        return frozenset(name for name, _ in self.values)

    def applied(self, settings: Settings) -> Settings:
        """Returns the user's settings with those of the policy in their places. Its endpoint was given, not found."""
        values = dict(self.values)
        if "endpoint" in values:
            values["endpoint_found"] = False
        return replace(settings, **values)


NO_POLICY = Policy()
STRICTEST = Policy((("private_text", "insist"),), unread=True)


def policy_from_plain(plain: Any) -> Policy:
    """Returns the policy of a parsed file, or `STRICTEST` if anything in it is unknown: the administrator meant it."""
    if not isinstance(plain, dict) or plain.keys() - {"settings", "patterns"}:
        return STRICTEST
    if not isinstance(plain.get("settings", {}), dict):
        return STRICTEST
    given, patterns = plain.get("settings", {}), plain.get("patterns", [])
    known = from_plain(given)
    sound = all(name in FIELDS and getattr(known, FIELDS[name]) in _meant(name, value) for name, value in given.items())
    if not sound or not isinstance(patterns, list):
        return STRICTEST
    values = sorted((FIELDS[name], getattr(known, FIELDS[name])) for name in given)
    return Policy(tuple(values), tuple(patterns))


def _meant(name: str, value: Any) -> tuple[Any, ...]:
    """Returns the values that stand for `value` of a setting: itself, or an endpoint completed."""
    return (endpoint_of(value),) if name == "endpoint" and isinstance(value, str) else (value,)
