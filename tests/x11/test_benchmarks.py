"""Every measured program runs to its end, one that fails is reported at once, and --json prints JSON alone."""

import json
import math
import os
import re
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from benchmarks import programs
from benchmarks.__main__ import APART, BENCHMARKS, main
from benchmarks.child import run_child, serving
from benchmarks.measured import Measured
from benchmarks.measurements import (
    conversation,
    damaged_images,
    faults,
    start,
    working_day,
)
from benchmarks.measurements.faults import killed_after
from benchmarks.measurements.many import runs
from benchmarks.measurements.streams import growth
from benchmarks.smallest import smallest
from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.helpers.images import encoded, screenshot
from tests.loopback import Connection, Endpoint, Heard
from tests.stories.processes import rows_on_disk
from tests.x11.screen import Screen

pytestmark = pytest.mark.x11

SOON_S = 20.0  # far less than any deadline of a measured program, more than a start takes on a busy machine
SERVER = "benchmarks.server"
ALWAYS_ZERO = {
    "kills: damaged histories",
    "kills: kept turns that were lost",
    "kills in mid-migration: half migrated",
    "odd servers: texts lost",
    "damaged pictures: neither shown nor refused",
    "requests to quit: not in silence or not with 0",
    "dead displays: not in silence or not with 0",
    "four at once: answers with anything lost or mixed up",
    "refusals after warm-up at an endpoint that tells nothing",
}
"""Figures that are 0 however small the benchmark is."""


@pytest.fixture
def asked_home(home: Path) -> Any:
    """Points the settings of this test's home at an endpoint."""

    def point(url: str) -> None:
        (home / "config").mkdir(parents=True, exist_ok=True)
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url}))

    return point


# what fails


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("no_such_name", id="by itself"),
        pytest.param("import os, subprocess; subprocess.Popen(['sleep', '60']); no_such_name", id="leaving a child"),
        pytest.param(
            programs.measured_window("async def measure(self, container):\n    no_such_name"), id="in what is measured"
        ),
        pytest.param(
            programs.measured_window(
                "async def measure(self, container):\n"
                "    container.workspace.changed.connect(lambda *_: no_such_name)\n"
                "    container.workspace.set_prompt('x')\n"
                "    await asyncio.sleep(600)"
            ),
            id="in a slot",
        ),
    ],
)
def test_a_program_that_fails_is_reported_at_once_with_its_own_words(at: Screen, code: str) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)program ended with .*'no_such_name' is not defined"):
        run_child(at, code, within_s=240.0)


def test_a_crash_is_reported_with_the_place_and_whether_there_was_a_result(at: Screen) -> None:
    code = "import os, signal\ndef falls():\n    os.kill(os.getpid(), signal.SIGSEGV)\nprint('{}', flush=True)\nfalls()"
    with pytest.raises(RuntimeError, match=r"(?s)ended with -11 after it had printed its result: .* in falls"):
        run_child(at, code)


def test_a_program_that_does_not_end_has_a_deadline(at: Screen) -> None:
    code = "import sys, time; print('waiting', file=sys.stderr, flush=True); time.sleep(600)"
    with pytest.raises(RuntimeError, match="had not ended after 2 s: waiting"):
        run_child(at, code, within_s=2.0)


def test_a_server_that_does_not_start_is_reported() -> None:
    with pytest.raises(RuntimeError, match=r"benchmarks.server ended with 1"), serving(SERVER, "not a number"):
        pass


def test_a_program_that_fails_before_it_is_killed_is_reported() -> None:
    with pytest.raises(RuntimeError, match="'no_such_name' is not defined"):
        killed_after(SOON_S, [sys.executable, "-c", "no_such_name"], dict(os.environ))


# what runs


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BENCHMARKS, *APART])
def test_each_runs_at_its_smallest_and_prints_json_alone(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    if name == "day" and os.geteuid() != 0:
        pytest.skip(working_day.FOR_ROOT)
    assert main([name, "--quick", "--json"]) == 0
    figures = {figure["name"]: figure["value"] for figure in json.loads(capfd.readouterr().out)}
    assert figures
    assert all(map(math.isfinite, figures.values()))
    assert {name: value for name, value in figures.items() if name in ALWAYS_ZERO and value} == {}


def test_each_has_its_row_in_the_readme() -> None:
    rows = (Path(__file__).parents[2] / "benchmarks/README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)
    assert sorted(named) == sorted([*BENCHMARKS, *APART])


def test_the_usual_sizes_are_back_afterwards() -> None:
    usual = (start.ROUNDS, runs.MEMORY_ROWS)
    with smallest():
        assert (start.ROUNDS, runs.MEMORY_ROWS) == (1, 5)
    assert usual == (start.ROUNDS, runs.MEMORY_ROWS)


def test_a_growth_exponent() -> None:
    assert growth.exponent((1, 10, 100), [1.0, 10.0, 1000.0]) == pytest.approx(2.0)


def test_four_answers_at_once(at: Screen, asked_home: Any) -> None:
    with serving("benchmarks.echo", "3", "0.3") as url:
        asked_home(url)
        answers = run_child(at, conversation.FOUR)["answers"]
    assert answers == [
        [f"question {number}", "".join(f"question {number}.{at} " for at in range(3))] for number in range(4)
    ]


def test_a_figure_takes_its_target_from_the_table() -> None:
    assert Measured("kills: damaged histories", 0, "").met is True
    assert Measured("kills: damaged histories", 1, "").met is False
    assert "MISSED" in Measured("kills: damaged histories", 1, "").line()
    assert Measured("of no interest", 1, "").met is None


def test_pictures_taken_in(at: Screen, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.png").write_bytes(encoded(screenshot(200 + number, 200), "PNG"))
    assert run_child(at, damaged_images.TAKING, BENCH_PICTURES=str(tmp_path))["taken"] == 2


def test_asking_until_killed(at: Screen, asked_home: Any, home: Path) -> None:
    answering = threading.Event()

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        while not to.gone(0.05):
            to.text("word ")
            if rows_on_disk(home, "SELECT 1 FROM turns"):  # on a busy machine that takes a while
                answering.set()

    with Endpoint(answer) as endpoint:
        asked_home(endpoint.url)
        killed_after(0.5, [sys.executable, "-c", faults.ASKING], at.environment, begun=answering)
    store = SqliteStore(home / "data")
    try:
        assert len(store.page(0, 10)) == 1
    finally:
        store.close()


def test_migrating(home: Path) -> None:
    SqliteStore(home / "data").close()
    killed_after(SOON_S, [sys.executable, "-c", faults.MIGRATING, str(home / "data")], dict(os.environ))
    with SqliteConnection(home / "data" / database.NAME) as connection:
        assert connection.value("PRAGMA user_version") == len(MIGRATIONS) + 10
