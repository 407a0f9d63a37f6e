"""The account of the limits: every program adds to it, and a month's end empties it."""

import math
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.files.spending_file import SpendingFile
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.usage.spending_limits import Spending

JUNE_15 = time.mktime((2026, 6, 15, 12, 0, 0, 0, 0, -1))
DAY = 86_400


def test_what_was_entered_is_spent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = SpendingFile(tmp_path / "state")
    assert account.spent() == Spending()
    monkeypatch.setattr(time, "time", lambda: JUNE_15 - DAY)
    account.add(1.5)
    monkeypatch.setattr(time, "time", lambda: JUNE_15)
    SpendingFile(tmp_path / "state").add(0.25)
    account.add(-0.05)
    assert account.spent().today_usd == pytest.approx(0.2)
    assert account.spent().month_usd == pytest.approx(1.7)
    monkeypatch.setattr(time, "time", lambda: JUNE_15 + 30 * DAY)
    assert account.spent() == Spending()
    for months in range(1, 5):
        monkeypatch.setattr(time, "time", lambda months=months: JUNE_15 + 30 * DAY * months)
        account.add(1.0)
    names = [f"spending-2026-{month:02}.txt" for month in (8, 9, 10)]
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == names


def test_a_clock_that_jumps_back_by_a_day_opens_no_limit_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = SpendingFile(tmp_path)
    for moment in (JUNE_15, JUNE_15 + 16 * DAY):  # the first of July
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        account.add(1.0)
        monkeypatch.setattr(time, "time", lambda moment=moment: moment - DAY)
        account.add(0.5)
        spent = account.spent()
        assert spent.today_usd == pytest.approx(1.5)
    assert spent.month_usd == pytest.approx(3.0)


def test_a_clock_that_jumps_far_ahead_for_a_moment_loses_no_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = SpendingFile(tmp_path)
    monkeypatch.setattr(time, "time", lambda: JUNE_15)
    account.add(1.0)
    monkeypatch.setattr(time, "time", lambda: JUNE_15 + 4000 * DAY)
    account.add(2.0)
    monkeypatch.setattr(time, "time", lambda: JUNE_15)
    assert account.spent() == Spending(1.0, 1.0)


def test_lines_that_make_no_sense_count_nothing(tmp_path: Path) -> None:
    account = SpendingFile(tmp_path)
    account.add(1.0)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes() + b"nonsense\n2026 nan\n\xff 1e999\n-\n")
    assert account.spent().month_usd == 1.0


def test_an_account_that_cannot_be_read_counts_as_full(tmp_path: Path) -> None:
    account = SpendingFile(tmp_path)
    account.add(1.0)
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()
    assert account.spent() == Spending(math.inf, math.inf)
    with pytest.raises(StorageError) as failed:
        account.add(1.0)
    assert failed.value.problem.kind is ProblemKind.SPENDING_NOT_ENTERED


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from desktop.adapters.files.spending_file import SpendingFile\n"
        "account = SpendingFile(pathlib.Path(sys.argv[1]))\n"
        "for _ in range(200): account.add(0.01)\n"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [program.wait(timeout=240) for program in programs] == [0, 0, 0]
    assert SpendingFile(tmp_path).spent().month_usd == pytest.approx(6.0)


def test_a_correction_stands_under_the_day_that_it_corrects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = SpendingFile(tmp_path)
    monkeypatch.setattr(time, "time", lambda: JUNE_15)
    account.add(9.0)
    monkeypatch.setattr(time, "time", lambda: JUNE_15 + DAY)
    account.add(2.0)
    account.add(-8.0, date(2026, 6, 15))
    assert account.spent() == Spending(2.0, 3.0)
    monkeypatch.setattr(time, "time", lambda: JUNE_15 + 16 * DAY)
    account.add(-1.0, date(2026, 6, 15))
    account.add(0.5)
    assert account.spent() == Spending(0.5, 0.5)


def test_no_day_counts_less_than_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = SpendingFile(tmp_path)
    monkeypatch.setattr(time, "time", lambda: JUNE_15)
    account.add(-8.0)
    monkeypatch.setattr(time, "time", lambda: JUNE_15 + DAY)
    account.add(1.0)
    assert account.spent() == Spending(1.0, 1.0)
