"""Compares the settings here with others, such as those of a backup, and tells which of theirs would protect less."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.core.settings.settings import FIELDS, Settings


@dataclass(frozen=True, slots=True)
class SettingDifference:
    """A setting (its field name) whose value differs. `is_laxer` means that the other value protects less."""

    name: str
    here: Any
    there: Any
    is_laxer: bool


def _rank(*weakest_first: str) -> Callable[[Any], float]:
    return lambda value: weakest_first.index(value)


def _limit(usd: Any) -> float:
    return -float(usd) if usd else float("-inf")  # 0 is no limit


_STRICTNESS: dict[str, Callable[[Any], float]] = {
    "answers": _rank("endpoint", "auto", "computer"),
    "private_text": _rank("off", "warn", "insist"),
    "find_ip_addresses": float,
    "find_faces": float,
    "unfound": _rank("never", "auto", "always"),
    "read_text": float,
    "ledger": float,
    "endpoint_found": float,
    "open_heic": lambda value: -float(value),
    "keep_history": lambda value: -float(value),
    "keep_originals": lambda value: -float(value),
    "notify_content": lambda value: -float(value),
    "allow_uncovered": lambda value: -float(value),
    "daily_limit_usd": _limit,
    "monthly_limit_usd": _limit,
}
"""How strict a value of a setting is; the larger, the stricter. Settings that protect nothing are not here."""


def setting_differences(
    here: Settings, there: Settings, locked: frozenset[str] = frozenset()
) -> tuple[SettingDifference, ...]:
    """Returns the differences in the order of the fields, without those that a policy has locked here."""
    found = []
    for name in FIELDS.values():
        own, other = getattr(here, name), getattr(there, name)
        if own != other and name not in locked:
            strictness = _STRICTNESS.get(name)
            is_laxer = strictness is not None and strictness(other) < strictness(own)
            found.append(SettingDifference(name, own, other, is_laxer))
    return tuple(found)
