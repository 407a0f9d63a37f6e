"""Published advisories in OSV's JSON (https://ossf.github.io/osv-schema/), read from files and never from a network.

A source is what OSV publishes for an ecosystem (`all.zip`, an entry a file), a folder of such entries, or a JSON file
with one entry or a list of them.
"""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LARGEST_ENTRY = 16 << 20
"""Bytes. The largest entry that OSV has published for PyPI is below 1 MB."""


class UnreadableAdvisories(Exception):
    """Raised with a sentence for the user when a source cannot be read as OSV's JSON."""


@dataclass(frozen=True)
class AffectedRange:
    """A range of versions: affected from `introduced` on, until before `fixed` or up to `last_affected`."""

    introduced: str
    fixed: str = ""
    last_affected: str = ""


@dataclass(frozen=True)
class AffectedPackage:
    """A package that an advisory names, with its affected versions one by one and as ranges."""

    ecosystem: str
    name: str
    versions: frozenset[str]
    ranges: tuple[AffectedRange, ...]


@dataclass(frozen=True)
class Advisory:
    """A published hole: its id, other ids of the same hole, a summary, and the time of its last change."""

    id: str
    aliases: tuple[str, ...]
    summary: str
    modified: datetime
    affected: tuple[AffectedPackage, ...]


def read_advisories(source: Path) -> list[Advisory]:
    """Returns the advisories of a source that have not been withdrawn. Raises UnreadableAdvisories."""
    try:
        entries = [entry for text in _texts(source) for entry in _entries(text)]
        if not entries:
            raise UnreadableAdvisories(f"{source} holds no advisory.")
        return [_advisory(entry) for entry in entries if not entry.get("withdrawn")]
    except OSError as error:
        raise UnreadableAdvisories(f"{source} cannot be read: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableAdvisories(f"{source} is not OSV's JSON ({type(error).__name__}: {error}).") from error


def _texts(source: Path) -> Iterator[bytes]:
    if source.is_dir():
        for path in sorted(source.rglob("*.json")):
            yield _bounded(path.read_bytes(), path.name)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for member in archive.infolist():
                if member.filename.endswith(".json"):
                    with archive.open(member) as file:
                        yield _bounded(file.read(LARGEST_ENTRY + 1), member.filename)
    else:
        yield source.read_bytes()


def _bounded(text: bytes, name: str) -> bytes:
    if len(text) > LARGEST_ENTRY:
        raise ValueError(f"{name} is larger than {LARGEST_ENTRY >> 20} MB")
    return text


def _entries(text: bytes) -> list[dict[str, Any]]:
    data = json.loads(text)
    return data if isinstance(data, list) else [data]


def _advisory(entry: dict[str, Any]) -> Advisory:
    return Advisory(
        id=str(entry["id"]),
        aliases=tuple(map(str, entry.get("aliases") or ())),
        summary=str(entry.get("summary") or entry.get("details") or "").strip().split("\n")[0][:200],
        modified=_moment(entry["modified"]),
        affected=tuple(_affected(package) for package in entry.get("affected") or () if "package" in package),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _affected(package: dict[str, Any]) -> AffectedPackage:
    ranges = [found for part in package.get("ranges") or () if part["type"] != "GIT" for found in _ranges(part)]
    return AffectedPackage(
        ecosystem=str(package["package"]["ecosystem"]).partition(":")[0],
        name=str(package["package"]["name"]),
        versions=frozenset(map(str, package.get("versions") or ())),
        ranges=tuple(ranges),
    )


def _ranges(part: dict[str, Any]) -> Iterator[AffectedRange]:
    """Yields the ranges that a list of events describes: each begins at `introduced` and ends at the event after it."""
    introduced = ""
    for event in part["events"]:
        if "introduced" in event:
            if introduced:
                yield AffectedRange(introduced)
            introduced = str(event["introduced"])
        elif introduced and ("fixed" in event or "last_affected" in event):
            yield AffectedRange(introduced, str(event.get("fixed", "")), str(event.get("last_affected", "")))
            introduced = ""
    if introduced:
        yield AffectedRange(introduced)
