"""Every measured program runs to its end, one that fails is reported at once, and --json prints JSON alone."""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks import programs
from benchmarks.__main__ import main
from benchmarks.child import run_child, serving
from benchmarks.drawn.answers import KINDS
from benchmarks.drawn.screens import busy_screen
from benchmarks.measured import Measured
from benchmarks.measurements import (
    conversation,
    damaged_images,
    desk,
    faults,
    history,
    reader,
    start,
    working_day,
)
from benchmarks.measurements.faults import killed_after
from benchmarks.measurements.many import runs
from benchmarks.measurements.streams import growth, stream
from benchmarks.measurements.waits import paste, wire
from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.helpers.images import encoded, screenshot
from tests.loopback import Connection, Endpoint, Heard
from tests.x11.screen import Screen

pytestmark = pytest.mark.x11

SOON_S = 20.0  # far less than any deadline of a measured program, more than a start takes on a busy machine
SERVER = "benchmarks.server"


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
    begun = time.monotonic()
    with pytest.raises(RuntimeError, match="'no_such_name' is not defined"):
        run_child(at, code)
    assert time.monotonic() - begun < SOON_S


def test_a_crash_is_reported_with_the_place_and_whether_there_was_a_result(at: Screen) -> None:
    code = "import os, signal\ndef falls():\n    os.kill(os.getpid(), signal.SIGSEGV)\nprint('{}', flush=True)\nfalls()"
    with pytest.raises(RuntimeError, match=r"(?s)ended with -11 after it had printed its result: .* in falls"):
        run_child(at, code)


def test_a_program_that_does_not_end_has_a_deadline(at: Screen) -> None:
    begun = time.monotonic()
    code = "import sys, time; print('waiting', file=sys.stderr, flush=True); time.sleep(600)"
    with pytest.raises(RuntimeError, match="had not ended after 2 s: waiting"):
        run_child(at, code, within_s=2.0)
    assert time.monotonic() - begun < SOON_S


def test_a_server_that_does_not_start_is_reported() -> None:
    with pytest.raises(RuntimeError, match=r"benchmarks.server ended with 1"), serving(SERVER, "not a number"):
        pass


def test_a_program_that_fails_before_it_is_killed_is_reported() -> None:
    with pytest.raises(RuntimeError, match="'no_such_name' is not defined"):
        killed_after(SOON_S, [sys.executable, "-c", "no_such_name"], dict(os.environ))


# what runs


def test_the_whole_of_one_prints_json_alone(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "CONVERSATIONS", 20)
    assert main(["memory", "--json"]) == 0
    figures = json.loads(capfd.readouterr().out)
    assert [figure["name"] for figure in figures] == [
        "memory, against a bare window",
        "memory of the decoder's child, idle",
    ]
    assert all(figure["value"] > 0 for figure in figures)


@pytest.mark.parametrize("code", [programs.BARE, programs.ASKANCE], ids=["bare", "askance"])
def test_starting(at: Screen, code: str) -> None:
    found = run_child(at, code)
    assert 0 < found["painted_s"] <= found["free_s"]
    assert 0 < found["painted_cpu_s"] <= found["free_cpu_s"]
    assert found["rss_mb"] > 0


@pytest.mark.parametrize("code", [stream.BARE_LOOP, conversation.BARE_CPU], ids=["seconds", "seconds and CPU"])
def test_the_bare_loop(at: Screen, code: str) -> None:
    with serving(SERVER, "50") as url:
        assert run_child(at, code, BENCH_URL=url)["seconds"] > 0


def test_from_a_paste_to_what_is_sent(at: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste, "PASTES", 2)
    monkeypatch.setattr(paste, "SIZES", {"1080p": (640, 400)})
    visible, prepared = paste.run(at)
    assert visible.name == "1080p: paste to visible, against decoding alone"
    assert visible.met is not None and prepared.met is not None
    assert visible.value > 1


def test_from_enter_to_the_request(at: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("COUNTS", (1,)), ("QUESTIONS", 2), ("ROUNDS", 1)):
        monkeypatch.setattr(wire, name, value)
    time, ratio = wire.run(at)
    assert time.name == "1 pictures: Enter to the request at the server"
    assert 0 < time.value < SOON_S * 1000
    assert ratio.met is not None
    assert ratio.value > 0


def test_a_flood(at: Screen, asked_home: Any) -> None:
    with serving(SERVER, "50") as url:
        asked_home(url)
        assert len(run_child(at, stream.ASKED)["tenths"]) == 10


def test_a_long_conversation(at: Screen, asked_home: Any, home: Path) -> None:
    with serving(SERVER, "50", "0.001") as url:
        asked_home(url)
        history.filled(home / "data", conversations=1, turns=3)
        found = run_child(at, conversation.LONG, BENCH_TURNS="3", BENCH_IDLE_S="0.2")
    assert len(found["tenths"]) == 10
    assert found["own"]
    assert found["gaps"]


def test_many_answers(at: Screen, asked_home: Any) -> None:
    with serving(SERVER, "50") as url:
        asked_home(url)
        assert run_child(at, conversation.MANY, BENCH_ANSWERS="2")["after"] > 0


def test_four_answers_at_once(at: Screen, asked_home: Any) -> None:
    with serving("benchmarks.echo", "3", "0.3") as url:
        asked_home(url)
        answers = run_child(at, conversation.FOUR)["answers"]
    assert answers == [
        [f"question {number}", "".join(f"question {number}.{at} " for at in range(3))] for number in range(4)
    ]


def test_hostile_texts(at: Screen) -> None:
    assert run_child(at, conversation.PAYLOAD_STALLS)["worst"] > 0


def test_frames(at: Screen) -> None:
    found = run_child(at, desk.FRAMES, BENCH_SIZE="1300x1100")
    assert found["ours"] > 0
    assert found["drag_ms"] > 0


def test_a_picture_on_the_desk(at: Screen, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(encoded(screenshot(1300, 1100), "PNG"))
    found = run_child(at, desk.WINDOW, BENCH_PICTURE=str(tmp_path / "picture"))
    assert 0 < found["visible"] <= found["prepared"]


@pytest.mark.skipif(os.geteuid() != 0, reason=working_day.FOR_ROOT)
def test_a_working_day(at: Screen) -> None:
    found = working_day.day(at, images=2, size=(1300, 1100), idle_s=0.2)
    assert 0 < found["idle"] < found["first"]
    assert found["removed"] > 0


def test_rows_of_many_pictures() -> None:
    figures = {measured.name: measured for measured in (*runs.rate(8, 0.0), *runs.overhead(4, 1), *runs.memory(5))}
    assert figures["memory of 5,000 rows, above idle"].met
    assert figures["refusals after warm-up at an endpoint that tells nothing"].value == 0


def test_answers_that_grow(at: Screen) -> None:
    steps = growth.child(at, growth.STEPS, list(KINDS), (2000,))
    found = growth.child(at, growth.WINDOW, list(KINDS), (2000, 4000), 1000)
    assert steps.keys() == found.keys() == KINDS.keys()
    assert all(
        result["open_s"] > 0 and result["copy_and_find_s"] > 0 for results in found.values() for result in results
    )
    assert growth.exponent((1, 10, 100), [1.0, 10.0, 1000.0]) == pytest.approx(2.0)


def test_a_figure_takes_its_target_from_the_table() -> None:
    assert Measured("kills: damaged histories", 0, "").met is True
    assert Measured("kills: damaged histories", 1, "").met is False
    assert "MISSED" in Measured("kills: damaged histories", 1, "").line()
    assert Measured("of no interest", 1, "").met is None


def test_opening_a_conversation(at: Screen, home: Path) -> None:
    history.filled(home / "data", conversations=1, turns=30)
    found = run_child(at, history.OPENED, BENCH_DATA=str(home / "data"), BENCH_OPENED="c0", BENCH_TURNS="30")
    assert len(found["times"]) == 5


def test_scrolling_the_list(at: Screen) -> None:
    assert run_child(at, history.LISTED, BENCH_ROWS="200")["scrolls"]


def test_reading_in_the_window(at: Screen, tmp_path: Path) -> None:
    for name, image in (("a", busy_screen().crop((0, 0, 500, 120))), ("b", busy_screen().crop((0, 120, 500, 240)))):
        (tmp_path / name).write_bytes(encoded(image, "PNG"))
    found = run_child(
        at,
        reader.WINDOW,
        BENCH_PICTURE=str(tmp_path / "a"),
        BENCH_OTHER=str(tmp_path / "b"),
        BENCH_IDLE_S="0.5",
    )
    assert found["read_s"] > 0


def test_pictures_taken_in(at: Screen, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.png").write_bytes(encoded(screenshot(200 + number, 200), "PNG"))
    assert run_child(at, damaged_images.TAKING, BENCH_PICTURES=str(tmp_path))["taken"] == 2


def test_asking_until_killed(at: Screen, asked_home: Any, home: Path) -> None:
    answering = threading.Event()

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        answering.set()
        while to.gone(0.05) is None:
            to.text("word ")

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
