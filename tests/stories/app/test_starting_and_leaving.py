"""Starts and ends of the program: in silence, without waiting for an answer, and after a kill without loss."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.paths import folders
from desktop.services.asking.send_question import SAVE_EVERY_S
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Connection, Endpoint, Heard
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import rows_on_disk, start_program
from tests.stories.window_steps import ask, paste_image
from tests.x11.screen import Screen

pytestmark = pytest.mark.usefixtures("key")


def test_leaving_with_everything_in_flight_waits_for_no_answer_and_loses_nothing(tell: Tell) -> None:
    ended: list[bool] = []

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("words so far")
        ended.append(to.closed.wait(240))

    async def story(window: MainWindow) -> None:
        await ask(window, "one")
        await until(lambda: "words so far" in window.transcript.plain_text())
        window.actions_["new"].trigger()
        await ask(window, "two")
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "three")

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)
        assert ended == []
    with SqliteConnection(folders().data / database.NAME) as connection:
        turns = connection.execute("SELECT prompt, stage, answer FROM turns ORDER BY asked_at").fetchall()
    assert turns[0] == ("one", "stopped", "words so far")
    assert turns[1][:2] == ("two", "stopped")


def test_kill_9_in_mid_answer_loses_a_second_at_most(home: Path) -> None:
    words = [f"w{at} " for at in range(300)]

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        for word in words:
            to.text(word)
        to.closed.wait(240)  # nothing follows, no end either

    assert SAVE_EVERY_S < 1
    with Endpoint(answer=answer) as endpoint:
        (home / "config").mkdir(parents=True)
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": endpoint.url}))
        driver = (
            "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; "
            "from desktop.app import startup; from desktop.controllers import main_controller; "
            "original = main_controller.MainController.__init__\n"
            "def made(self, container, font):\n"
            "    original(self, container, font)\n"
            "    QTimer.singleShot(300, lambda: (container.workspace.set_prompt('why?'), self.asking.ask()))\n"
            "main_controller.MainController.__init__ = made\n"
            "sys.exit(startup.main([]))"
        )
        process = subprocess.Popen([sys.executable, "-c", driver], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        try:
            Screen.wait(lambda: rows_on_disk(home, "SELECT answer FROM turns") == [("".join(words),)])
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    store = SqliteStore(home / "data")
    (row,) = store.page(0, 9)
    (turn,) = store.conversation(row.id).turns
    assert turn.answer == "".join(words)
    assert (turn.stage.value, turn.problem.kind.value if turn.problem else "") == ("stopped", "left")
    store.close()


def test_a_window_that_is_closed_before_anybody_listens_closes(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        assert window.wants_to_close

    original = MainWindow.build_panes

    def furnish(window: MainWindow, between: Callable[[], None]) -> None:
        original(window, between)
        window.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MainWindow, "build_panes", furnish)
        tell(story)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_real_program_starts_and_leaves_on_a_signal_in_silence(home: Path, name: str) -> None:
    number = getattr(signal, name, None) or pytest.skip(f"this system has no {name}")
    process = start_program(home)
    Screen.wait(lambda: rows_on_disk(home, "SELECT 1 FROM sqlite_master") or process.poll() is not None)
    process.send_signal(number)
    _, errors = process.communicate(timeout=240)
    assert process.returncode == 0
    assert errors == b""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system shows limits in /proc")
def test_the_real_program_leaves_no_core_dump_and_stays_dumpable(home: Path) -> None:
    process = start_program(home)
    Screen.wait(lambda: rows_on_disk(home, "SELECT 1 FROM sqlite_master") or process.poll() is not None)
    lines = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
    (core,) = (line for line in lines if line.startswith("Max core file size"))
    owner = Path(f"/proc/{process.pid}/environ").stat().st_uid  # root's, of a process that is not dumpable
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=240)
    assert core.split()[4] == "0"
    assert owner == os.getuid()


INTERRUPTED = """
import os, signal, sys
from desktop.app import startup
startup.new_window = lambda *_: os.kill(os.getpid(), signal.SIGINT)
sys.exit(startup.main([]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_an_interruption_of_the_start_prints_nothing() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], env=environment, capture_output=True, timeout=240)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


@pytest.mark.parametrize("later_s", [0.0, 0.1, 0.3, 0.6])
def test_two_starts_at_nearly_the_same_moment_make_one_window(home: Path, tmp_path: Path, later_s: float) -> None:
    _two_starts_make_one_window(home, tmp_path, later_s, {}, {})


@pytest.mark.usefixtures("runtime_folder")
@pytest.mark.parametrize("later_s", [0.0, 0.6])
@pytest.mark.parametrize("unset_for", ["first", "second"])
def test_two_starts_of_which_one_knows_no_folder_of_the_session_make_one_window(
    home: Path, tmp_path: Path, unset_for: str, later_s: float
) -> None:
    without = {"XDG_RUNTIME_DIR": ""}
    first, second = (without, {}) if unset_for == "first" else ({}, without)
    _two_starts_make_one_window(home, tmp_path, later_s, first, second)


def _two_starts_make_one_window(
    home: Path, tmp_path: Path, later_s: float, first: dict[str, str], second: dict[str, str]
) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png(30, 20))
    programs = [start_program(home, str(tmp_path / "one.png"), **first)]
    time.sleep(later_s)  # the second start falls into another step of the first one
    programs.append(start_program(home, str(tmp_path / "two.png"), **second))
    names, both = "SELECT name FROM draft_sheets ORDER BY name", [("one.png",), ("two.png",)]
    Screen.wait(lambda: any(program.poll() is not None for program in programs))
    Screen.wait(lambda: rows_on_disk(home, names) == both)
    ended = [program for program in programs if program.poll() is not None]
    (living,) = (program for program in programs if program not in ended)  # either may be the first
    living.send_signal(signal.SIGTERM)
    for program in (*ended, living):
        errors = program.communicate(timeout=240)[1].decode().splitlines()
        assert set(errors) <= {"This plugin does not support raise()"}  # the offscreen one
        assert program.returncode == 0


PRESSED_AT_ONCE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from desktop.app import startup
from desktop.ui.main_window import MainWindow

class Pressed(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        key, control = Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier
        QTimer.singleShot(0, lambda: QTest.keyClick(self.windowHandle(), key, control))

startup.MainWindow = Pressed
sys.exit(startup.main([]))
"""


def test_a_shortcut_that_is_pressed_while_the_window_is_first_painted_is_heard(home: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", PRESSED_AT_ONCE], env=environment, capture_output=True, timeout=240)
    assert (done.returncode, done.stderr) == (0, b"")
