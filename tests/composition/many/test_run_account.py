"""The account of a run that goes on over midnight, and while the clock jumps."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.files.spending_file import SpendingFile
from desktop.composition.many.run_account import RunAccount
from desktop.core.settings.settings import Settings

NOON = time.mktime((2026, 6, 15, 12, 0, 0, 0, 0, -1))
DAY = 86_400
SETTINGS = Settings(endpoint="https://models.example/v1", model="m", answers="endpoint", daily_limit_usd=1.0)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def today(self) -> date:
        return date.fromtimestamp(self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    return clock


def test_a_limit_of_a_day_is_open_again_after_midnight(tmp_path: Path, clock: Clock) -> None:
    file = SpendingFile(tmp_path)
    account = RunAccount(frozenset, file, file.spent, clock.today)
    account.find_spending(SETTINGS)
    account.enter(0.9, clock.today())
    assert account.find_limit(SETTINGS, 0.2) is not None
    clock.now += DAY
    account.find_spending(SETTINGS)
    assert account.find_limit(SETTINGS, 0.2) is None
    account.enter(0.9, clock.today())
    account.find_spending(SETTINGS)
    assert account.find_limit(SETTINGS, 0.2) is not None


def test_a_clock_that_jumps_ahead_and_back_spends_no_day_twice(tmp_path: Path, clock: Clock) -> None:
    file = SpendingFile(tmp_path)
    account = RunAccount(frozenset, file, file.spent, clock.today)
    account.find_spending(SETTINGS)
    account.enter(0.9, clock.today())
    for jump in (DAY, -DAY, 400 * DAY, -400 * DAY):
        clock.now += jump
        account.find_spending(SETTINGS)
    assert account.find_limit(SETTINGS, 0.2) is not None


def test_a_limit_that_is_met_to_the_cent_is_not_exceeded(tmp_path: Path, clock: Clock) -> None:
    file = SpendingFile(tmp_path)
    account = RunAccount(frozenset, file, file.spent, clock.today)
    account.find_spending(SETTINGS)
    for _ in range(9):
        assert account.find_limit(SETTINGS, 0.1) is None
        account.enter(0.1, clock.today())
    assert account.find_limit(SETTINGS, 0.1) is None
    account.enter(0.1, clock.today())
    assert account.find_limit(SETTINGS, 0.0001) is not None


def test_what_a_batch_did_not_cost_is_no_budget_of_the_day_after(tmp_path: Path, clock: Clock) -> None:
    file = SpendingFile(tmp_path)
    account = RunAccount(frozenset, file, file.spent, clock.today)
    settings = replace(SETTINGS, monthly_limit_usd=1.5)
    account.find_spending(settings)
    account.enter(0.9, left_on := clock.today())
    for days in (1, 30):  # the same month, and another one
        clock.now = NOON + days * DAY
        account.find_spending(settings)
        account.enter(-0.8 / 2, left_on)
        account.find_spending(settings)
        assert account.find_limit(settings, 1.0) is None
        assert account.find_limit(settings, 1.01) is not None
    assert file.spent().month_usd == 0.0


def test_a_correction_on_the_same_day_opens_the_limit_again(tmp_path: Path, clock: Clock) -> None:
    file = SpendingFile(tmp_path)
    account = RunAccount(frozenset, file, file.spent, clock.today)
    account.find_spending(SETTINGS)
    account.enter(0.9, clock.today())
    account.enter(-0.8, clock.today())
    assert account.find_limit(SETTINGS, 0.9) is None
    assert account.find_limit(SETTINGS, 0.91) is not None
