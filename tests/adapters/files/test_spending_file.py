"""The account of the limits: every program adds to it, and a month's end empties it."""

import math
import subprocess
import sys
import time
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
    account.add(1.0)
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["spending-2026-07.txt"]


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
    assert [program.wait(timeout=60) for program in programs] == [0, 0, 0]
    assert SpendingFile(tmp_path).spent().month_usd == pytest.approx(6.0)
