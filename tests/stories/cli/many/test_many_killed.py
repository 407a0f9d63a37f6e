"""A run that is killed again and again: nothing is lost, nothing is asked twice in silence."""

import random
import signal
from pathlib import Path

import pytest

from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import (
    numbered_pictures,
    rows_of,
    run_id,
    run_many,
    say_number,
    start_many,
    states,
    write_settings,
)

ROWS, KILLS = 200, 20


@pytest.mark.slow
def test_twenty_kills_over_two_hundred_rows_leave_an_exact_table(tmp_path: Path) -> None:
    write_settings()
    pictures, out, chance = numbered_pictures(tmp_path / "pictures", ROWS), tmp_path / "table.json", random.Random(4)
    with LimitedEndpoint(reply=say_number, delay_s=0.03, tells=False) as endpoint:
        first = start_many(pictures, "--ask", "Read it.", "--field", "total:number", "--endpoint", endpoint.url)
        assert first.stderr is not None and first.stdout is not None
        name = run_id(first.stderr.readline())
        kills, process = 0, first
        while kills < KILLS:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 9)):
                if not process.stdout.readline():
                    break
            process.kill()
            process.communicate()
            kills += 1
            process = start_many("--resume", name)
        process.communicate(timeout=200)
        ended = run_many("--resume", name, "--out", out)
        rows = rows_of(out)
        counts = states(rows)
        assert set(counts) <= {"answered", "not confirmed"}, ended.stderr
        answered, unsure = counts["answered"], counts.get("not confirmed", 0)
        assert answered + unsure == ROWS
        assert all(row["values"]["total"] == at for at, row in enumerate(rows) if row["state"] == "answered")
        assert answered <= endpoint.received <= answered + unsure
        assert unsure <= KILLS * 64  # those that were on their way at each kill
        run_many("--resume", name, "--again", "unconfirmed", "--out", out)
        rows = rows_of(out)
        assert [row["values"].get("total") for row in rows] == list(range(ROWS))
        assert endpoint.received <= ROWS + unsure


def test_an_interrupted_run_waits_for_answers_and_goes_on_later(tmp_path: Path) -> None:
    write_settings()
    pictures, out = numbered_pictures(tmp_path / "pictures", 40), tmp_path / "table.json"
    with LimitedEndpoint(reply=say_number, delay_s=0.2) as endpoint:
        first = start_many(pictures, "--ask", "Read it.", "--endpoint", endpoint.url, "--out", out)
        assert first.stdout is not None and first.stderr is not None
        name = run_id(first.stderr.readline())
        first.stdout.readline()
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=240)
        counts = states(rows_of(out))
        assert first.returncode == 130
        assert set(counts) == {"answered", "planned"}
        assert counts["answered"] == endpoint.received
        again = run_many("--resume", name, "--out", out)
        assert (again.returncode, states(rows_of(out)), endpoint.received) == (0, {"answered": 40}, 40), again.stderr


def test_a_second_process_on_one_run_is_refused(tmp_path: Path) -> None:
    write_settings()
    pictures = numbered_pictures(tmp_path / "pictures", 3)
    with LimitedEndpoint(delay_s=5.0) as endpoint:
        first = start_many(pictures, "--ask", "Read it.", "--endpoint", endpoint.url)
        try:
            assert first.stderr is not None
            second = run_many("--resume", run_id(first.stderr.readline()))
        finally:
            first.kill()
            first.communicate()
    assert second.returncode != 0
    assert "This run is open in another window or command." in second.stderr
    assert "Traceback" not in second.stderr
