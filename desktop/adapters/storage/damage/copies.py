"""Daily copies of the history: made after a check, and thinned out as they grow old."""

from datetime import date
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import COPIES

DAYS, WEEKS = 5, 4
"""Copies that stay: one of each of so many days, and the first of each of so many weeks; chosen."""


def back_up(connection: SqliteConnection, folder: Path, today: date) -> None:
    """Makes today's copy if there is none yet; of older copies the last five days and four weeks stay."""
    backups = folder / COPIES
    todays = backups / f"{today.isoformat()}.sqlite"
    if todays.exists():
        return
    connection.copy_to(todays)
    days = {date.fromisoformat(path.stem): path for path in backups.glob("????-??-??.sqlite")}
    for day in set(days) - kept_days(set(days)):
        days[day].unlink(missing_ok=True)


def kept_days(days: set[date]) -> set[date]:
    """Returns the days whose copies stay: the newest five, and the first of each of four weeks."""
    newest = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest:
        weeks[day.isocalendar()[:2]] = day
    first_of_week = sorted(weeks.values(), reverse=True)
    return set(newest[:DAYS]) | set(first_of_week[:WEEKS])
