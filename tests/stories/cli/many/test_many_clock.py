"""`askance many` while the clock of the computer jumps, ahead and back: nothing waits, nothing is paid twice."""

import os
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import (
    numbered_pictures,
    rows_of,
    run_many,
    say_number,
    start_many,
    states,
    write_settings,
)

ROWS = 60
LIBRARY = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libfaketime sets the clock of one process")
JUMPS = timedelta(days=400), timedelta(days=-400), timedelta(hours=-1), timedelta(days=1), timedelta(0)


class Clock:
    """The clock of programs that are started from now on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._file = folder / "clock"
        self.jump(timedelta(0))
        monkeypatch.setenv("LD_PRELOAD", str(LIBRARY))
        monkeypatch.setenv("FAKETIME_TIMESTAMP_FILE", str(self._file))
        monkeypatch.setenv("FAKETIME_NO_CACHE", "1")
        monkeypatch.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")  # what a system's clock does not change either

    def jump(self, by: timedelta) -> None:
        """Lets the clock go by so much before or after the right time."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{by.total_seconds():+.0f}")
        new.replace(self._file)


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(tmp_path, monkeypatch)


def test_rows_at_a_rate_go_on_whatever_the_clock_says(tmp_path: Path, clock: Clock) -> None:
    write_settings()
    pictures, out = numbered_pictures(tmp_path / "pictures", ROWS), tmp_path / "table.json"
    with LimitedEndpoint(reply=say_number, rate=(400, 0), first=0.05) as endpoint:
        run = start_many(
            pictures, "--ask", "Read it.", "--field", "total:number", "--endpoint", endpoint.url, "--out", out
        )
        assert run.stdout is not None
        began = time.monotonic()
        for jump in JUMPS:
            for _ in range(ROWS // len(JUMPS) - 2):
                run.stdout.readline()
            clock.jump(jump)
        _, words = run.communicate(timeout=120)
        took = time.monotonic() - began
        assert (run.returncode, states(rows_of(out)), endpoint.answered) == (0, {"answered": ROWS}, ROWS), words
        assert took < ROWS / 400 * 60 + 15
        assert all(row["values"]["total"] == at for at, row in enumerate(rows_of(out)))


def test_a_limit_of_a_day_holds_while_the_clock_goes_back(tmp_path: Path, clock: Clock) -> None:
    write_settings(daily_limit_usd=0.05, prices="gpt-4o: 2.50, 10")
    pictures, out = numbered_pictures(tmp_path / "pictures", ROWS), tmp_path / "table.json"
    ask = "--ask", "Read it.", "--model", "gpt-4o", "--out", out
    with LimitedEndpoint(reply=say_number) as endpoint:
        run_many(pictures, *ask, "--endpoint", endpoint.url)
        asked = endpoint.received
        clock.jump(timedelta(days=-1))
        run_many(pictures, *ask, "--endpoint", endpoint.url)
        assert 0 < asked < ROWS
        assert endpoint.received == asked


def test_the_clock_of_the_test_jumps(clock: Clock) -> None:
    clock.jump(timedelta(days=400))
    told = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True, env={**os.environ}).stdout
    assert abs(datetime.fromtimestamp(int(told)) - datetime.now() - timedelta(days=400)) < timedelta(hours=2)
