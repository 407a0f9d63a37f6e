"""The entries of a ledger: what the lines of each request say together, whatever stands in a file."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.core.ledger.lines import ASKED, ENDED, Outcome

SUMMED = ("day", "month", "host", "model", "outcome")
"""The names of fields by which entries are added up."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One request. Times are in UTC, in ISO's form; what is not known of its end is None, and `ended_at` empty.

    `batch` is the id of the batch in which it went, empty for one that was asked at once.
    """

    id: str
    at: str
    host: str
    model: str
    pictures: tuple[dict[str, Any], ...] = ()
    private_text: str = ""
    findings: tuple[dict[str, Any], ...] = ()
    ended_at: str = ""
    outcome: str = Outcome.UNKNOWN
    status: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_tokens: int | None = None
    cost_usd: float | None = None
    batch: str = ""

    @property
    def day(self) -> str:
        """The day in UTC on which it was sent."""
        return self.at[:10]

    @property
    def month(self) -> str:
        """The month in UTC in which it was sent."""
        return self.at[:7]

    @property
    def picture_bytes(self) -> int:
        """The size of its pictures."""
        return sum(picture["bytes"] for picture in self.pictures)


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """The entries in the order in which they were sent; `damaged` is the number of lines that say nothing."""

    entries: tuple[LedgerEntry, ...] = ()
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class LedgerSum:
    """What the entries of one name add up to; a request whose cost is not known adds to `unpriced` alone."""

    name: str
    requests: int
    pictures: int
    picture_bytes: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    unpriced: int


@dataclass(slots=True)
class _Reading:
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)
    ended: dict[str, dict[str, Any]] = field(default_factory=dict)
    damaged: int = 0

    def take(self, line: str) -> None:
        try:
            plain = json.loads(line)
            request_id, event = plain["id"], plain["event"]
            {ASKED: self.asked, ENDED: self.ended}[event].setdefault(request_id, plain)
        except (ValueError, KeyError, TypeError, RecursionError):
            self.damaged += 1


def read_ledger(lines: Iterable[str]) -> ReadLedger:
    """Returns what the lines of all files say. One that is torn, as by a full disk, is counted and left out."""
    reading = _Reading()
    for line in lines:
        if line.strip():
            reading.take(line)
    entries, damaged = [], reading.damaged
    for request_id, asked in reading.asked.items():
        try:
            entries.append(_entry(asked, reading.ended.get(request_id)))
        except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
            damaged += 1
    return ReadLedger(tuple(sorted(entries, key=lambda entry: entry.at)), damaged)


def sums_by(entries: Iterable[LedgerEntry], name: str) -> tuple[LedgerSum, ...]:
    """Returns the sums of entries that were sent, by the value of one of the fields in SUMMED, in its order."""
    groups: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        if entry.outcome != Outcome.NOT_SENT:
            groups.setdefault(str(getattr(entry, name)), []).append(entry)
    return tuple(_sum(value, groups[value]) for value in sorted(groups))


def _sum(name: str, entries: list[LedgerEntry]) -> LedgerSum:
    return LedgerSum(
        name,
        len(entries),
        sum(len(entry.pictures) for entry in entries),
        sum(entry.picture_bytes for entry in entries),
        sum(entry.input_tokens or 0 for entry in entries),
        sum(entry.output_tokens or 0 for entry in entries),
        sum(entry.cost_usd or 0.0 for entry in entries),
        sum(entry.cost_usd is None for entry in entries),
    )


def _entry(asked: dict[str, Any], ended: dict[str, Any] | None) -> LedgerEntry:
    entry = LedgerEntry(
        str(asked["id"]),
        str(asked["at"]),
        str(asked["host"]),
        str(asked["model"]),
        tuple(_picture(picture) for picture in asked["pictures"]),
        str(asked["private_text"]),
        tuple(_finding(found) for found in asked["findings"]),
        batch=str(asked.get("batch", "")),
    )
    if ended is None:
        return entry
    return replace(
        entry,
        ended_at=str(ended["at"]),
        outcome=str(ended["outcome"]),
        status=_whole(ended["status"]),
        input_tokens=_whole(ended["input_tokens"]),
        output_tokens=_whole(ended["output_tokens"]),
        cached_tokens=_whole(ended["cached_tokens"]),
        cost_usd=_usd(ended["cost_usd"]),
    )


def _picture(plain: dict[str, Any]) -> dict[str, Any]:
    return {"sha256": str(plain["sha256"]), **{name: int(plain[name]) for name in ("width", "height", "bytes")}}


def _finding(plain: dict[str, Any]) -> dict[str, Any]:
    return {"kind": str(plain["kind"]), "decision": str(plain["decision"]), "count": int(plain["count"])}


def _usd(number: Any) -> float | None:
    """Returns US dollars. Raises ValueError for an infinite number, which would make every sum infinite."""
    if number is not None and not math.isfinite(float(number)):
        raise ValueError("infinite")
    return None if number is None else float(number)


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)
