"""`askance many` while the clock of the computer jumps, ahead and back: nothing waits, nothing is paid twice."""

import os
import subprocess
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
        for jump in JUMPS:
            for _ in range(ROWS // len(JUMPS) - 2):
                run.stdout.readline()
            clock.jump(jump)
        _, words = run.communicate(timeout=240)  # a wait that the clock had prolonged would take an hour
        assert (run.returncode, states(rows_of(out)), endpoint.answered) == (0, {"answered": ROWS}, ROWS), words
        assert all(row["values"]["total"] == at for at, row in enumerate(rows_of(out)))


def test_a_limit_of_a_day_holds_while_the_clock_goes_back(tmp_path: Path, clock: Clock) -> None:
    pictures, ask = numbered_pictures(tmp_path / "pictures", ROWS), ("--ask", "Read it.")
    with LimitedEndpoint(reply=say_number) as endpoint:
        prices = {"endpoint": endpoint.url, "model": "gpt-4o", "prices": "gpt-4o: 2.50, 10"}
        write_settings(daily_limit_usd=0.05, **prices)
        first = run_many(pictures, *ask)
        asked = endpoint.received
        assert 0 < asked < ROWS, first.stderr
        clock.jump(timedelta(days=-1))
        again = run_many(pictures, *ask)
        assert endpoint.received == asked, again.stderr
        assert "your spending limit" in again.stderr


def test_the_clock_of_the_test_jumps(clock: Clock) -> None:
    clock.jump(timedelta(days=400))
    seconds = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True, env={**os.environ}).stdout
    assert abs(datetime.fromtimestamp(int(seconds)) - datetime.now() - timedelta(days=400)) < timedelta(hours=2)
