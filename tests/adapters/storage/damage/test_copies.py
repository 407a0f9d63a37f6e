"""Daily copies from days that have not come: the clock was wrong when they were made."""

import contextlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.adapters.storage.database import COPIES, NAME
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.adapters.storage.damage.histories import TODAY, TOMORROW, YESTERDAY, content_of, fill, used

pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]
IN_YEARS = date(2031, 5, 1)


def test_a_copy_ahead_of_today_heals_nothing_that_another_can(tmp_path: Path) -> None:
    fill(tmp_path, range(3), IN_YEARS, copied=True)
    fill(tmp_path, range(3, 20), YESTERDAY, copied=True)
    (tmp_path / NAME).unlink()
    use = used(tmp_path)
    assert use.content == content_of(range(20))
    assert (use.report.copy_day, use.report.from_copy) == (YESTERDAY.isoformat(), 20)


def test_where_all_are_ahead_the_newest_is_used(tmp_path: Path) -> None:
    """The clock is wrong today."""
    fill(tmp_path, range(3), IN_YEARS, copied=True)
    fill(tmp_path, range(3, 20), IN_YEARS + timedelta(days=1), copied=True)
    (tmp_path / NAME).unlink()
    assert used(tmp_path).content == content_of(range(20))


def test_a_copy_of_tomorrow_is_of_another_zone(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    fill(tmp_path, range(3, 20), TOMORROW, copied=True)
    (tmp_path / NAME).unlink()
    assert used(tmp_path).content == content_of(range(20))


def test_copies_ahead_of_today_push_none_of_today_out(tmp_path: Path) -> None:
    for week in range(4):
        fill(tmp_path, range(1), IN_YEARS + timedelta(weeks=week), copied=True)
    days = [TODAY + timedelta(days=number) for number in range(4)]
    for day in days:
        with contextlib.closing(SqliteStore(tmp_path, lambda day=day: day)) as store:  # type: ignore[misc]
            store.run_maintenance()
    kept = {path.stem for path in (tmp_path / COPIES).iterdir()}
    assert {day.isoformat() for day in days} < kept
