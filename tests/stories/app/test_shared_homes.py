"""Homes on file servers: a lock that a dead client left, a home that was copied, and one folder for everything."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.adapters.storage import database
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY, rows_on_disk
from tests.stories.window_steps import answered, ask

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX locks")
HOLDING = """
import fcntl, sys
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX, 512, 0x40000000)  # the bytes that SQLite locks (os.h)
print("held", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def lock_of_a_dead_client(history: Path) -> Iterator[None]:
    """Holds the locks on a history for somebody who will never use it, as a file server does for a lost client."""
    command = [sys.executable, "-c", HOLDING, str(history)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            process.kill()


def asked(home: Path, question: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Asks a server on loopback on the command line."""
    with Endpoint(answer=saying("It says hello.")) as endpoint:
        command = [sys.executable, "-m", "desktop", "ask", question, "--endpoint", endpoint.url]
        whole = {**os.environ, "OPENAI_API_KEY": KEY, "ASKANCE_HOME": str(home), **environment}
        return subprocess.run(command, env=whole, capture_output=True, text=True, timeout=120)


@pytest.mark.usefixtures("key")
def test_a_lock_that_a_dead_client_left_is_told_as_another_copy_and_the_history_stays_whole(
    tell: Tell, home: Path
) -> None:
    assert asked(home, "First?").returncode == 0

    async def story(window: MainWindow) -> None:
        await until(lambda: "Another copy of Askance is using the history" in window.notice.words)
        await ask(window, "Second?")
        await answered(window, "It says hello.")

    history = paths.folders().data / database.NAME
    with Endpoint(answer=saying("It says hello.")) as endpoint, lock_of_a_dead_client(history):
        tell(story, endpoint.url, answers="endpoint")
    assert rows_on_disk(home, "SELECT prompt FROM turns") == [("First?",)]
    assert asked(home, "Third?").returncode == 0
    assert rows_on_disk(home, "SELECT prompt FROM turns ORDER BY rowid") == [("First?",), ("Second?",), ("Third?",)]


def test_a_home_that_is_copied_while_askance_is_closed_is_the_same_elsewhere(home: Path, tmp_path: Path) -> None:
    assert asked(home, "First?").returncode == 0
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(home, elsewhere)
    assert asked(elsewhere, "Second?").returncode == 0
    assert rows_on_disk(elsewhere, "SELECT prompt FROM turns ORDER BY rowid") == [("First?",), ("Second?",)]


def test_one_variable_puts_all_of_it_into_one_folder(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    xdg = {f"XDG_{name}_HOME": str(own / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    assert asked(home, "First?", HOME=str(own), **xdg).returncode == 0
    assert list(own.rglob("*")) == []
    assert (home / "data" / database.NAME).exists()
