"""Daily copies of the history: made where the history was found sound, and thinned out as they grow old."""

import contextlib
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.commit_record import record_commits
from desktop.adapters.storage.damage.soundness import is_sound
from desktop.adapters.storage.database import copies_in, free_path
from desktop.adapters.storage.errors import translated
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError

DAYS, WEEKS = 5, 4
"""Copies that stay: one of each of so many days, and the first of each of so many weeks; chosen."""

_UNCHECKED = "unchecked"
_DAILY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-\d+)?\.sqlite")
"""Names of daily copies; one has a number where a folder stood in its place."""


def check_and_copy(connection: SqliteConnection, folder: Path, today: date) -> None:
    """Checks a fresh copy of the history, makes it today's, and begins the record of commits anew.

    Raises StorageDamageError if it is not sound, and StorageError if it cannot be made.
    """
    unchecked = free_path(folder, _UNCHECKED)
    with translated():
        try:
            connection.copy_to(unchecked)
            with SqliteConnection(unchecked, immutable=True) as copy:
                if not is_sound(copy):
                    raise StorageDamageError(Problem(ProblemKind.STORE_DAMAGED))
            os.replace(unchecked, free_path(folder, today.isoformat()))
        finally:
            unchecked.unlink(missing_ok=True)
        record_commits(connection, folder)
        days = list(_days(folder))
        ahead = {day for day, _ in days if _is_ahead(day, today)}
        kept = kept_days({day for day, _ in days} - ahead) | kept_days(ahead)
        for day, path in days:
            if day not in kept:
                path.unlink(missing_ok=True)


def newest_first(folder: Path) -> list[tuple[date, Path]]:
    """Returns all daily copies with their days."""
    return sorted(_days(folder), reverse=True)


def newest_good_copy(folder: Path, today: date) -> tuple[date, Path] | None:
    """Returns the newest copy that is sound and holds turns; if none holds any, the newest sound one.

    One that is ahead of today was made while the clock was wrong: all others come before.
    """
    empty: tuple[date, Path] | None = None
    for day, path in sorted(newest_first(folder), key=lambda found: _is_ahead(found[0], today)):
        try:
            with SqliteConnection(path, immutable=True) as copy:
                if is_sound(copy):
                    if copy.value("SELECT EXISTS (SELECT 1 FROM turns)"):
                        return day, path
                    empty = empty or (day, path)
        except StorageError:
            continue
    return empty


def _is_ahead(day: date, today: date) -> bool:
    """Returns True for a day that is in no place of the world yet."""
    return (day - today).days > 1


def _days(folder: Path) -> Iterator[tuple[date, Path]]:
    for path in copies_in(folder):
        if (named := _DAILY.fullmatch(path.name)) is not None:
            with contextlib.suppress(ValueError):
                yield date.fromisoformat(named[1]), path


def kept_days(days: set[date]) -> set[date]:
    """Returns the days whose copies stay: the newest five, and the first of each of four weeks."""
    newest = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest:
        weeks[day.isocalendar()[:2]] = day
    first_of_week = sorted(weeks.values(), reverse=True)
    return set(newest[:DAYS]) | set(first_of_week[:WEEKS])
