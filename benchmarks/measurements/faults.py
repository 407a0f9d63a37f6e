"""The fault campaign: kills, odd servers, pictures. `python -m benchmarks faults` takes some minutes.

Kills: the real program is killed at random moments of asking, streaming and editing; after each the history must be
sound and hold all but the last second of what had been sent. Servers: one POST each, partial text kept, memory within
bounds. Damaged images and ends of the program are in modules of their own.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import without_bytecode_switch
from benchmarks.measured import Measured
from benchmarks.measurements import damaged_images, endings
from benchmarks.programs import FAILING
from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from tests.loopback import Answer, Connection, Endpoint, Heard, chunk, error, refusing
from tests.x11.screen import Screen

KILLS = 200

ASKING = (
    FAILING
    + """
from PySide6.QtCore import QTimer
from desktop.app import startup; from desktop.controllers import main_controller
original = main_controller.MainController.__init__
def measured_init(self, container, font):
    original(self, container, font)
    sys.excepthook = fail
    def ask():
        container.workspace.set_prompt('why?')
        self.asking.ask()
    def edit():
        container.workspace.set_prompt(container.workspace.draft.prompt + 'x')
    QTimer.singleShot(50, ask)
    timer = QTimer(container.window, interval=30)
    timer.timeout.connect(edit)
    timer.start()
main_controller.MainController.__init__ = measured_init
sys.exit(startup.main([]))
"""
)


def run(at: Screen) -> Iterator[Measured]:
    """Everything, with fixed seeds."""
    yield from _kills()
    yield from _migrations()
    yield from _servers()
    yield from damaged_images.run(at)
    yield from endings.run(at)


def killed_after(
    pause_s: float, command: list[str], environment: dict[str, str], begun: threading.Event | None = None
) -> float:
    """Starts a program and kills it `pause_s` later, unless it has ended well by then. Returns the moment (monotonic).

    With `begun`, the pause begins when that is set.
    Raises RuntimeError with the program's standard error when it fails by itself: nothing is tried by killing it then.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, env=environment, stderr=errors)
        while begun is not None and process.poll() is None and not begun.wait(0.01):
            pass
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause_s)
        process.kill()
        killed = time.monotonic()
        if process.wait() not in (0, -signal.SIGKILL):
            errors.seek(0)
            words = errors.read().decode(errors="replace")
            raise RuntimeError(f"the program to kill ended with {process.returncode}: {words[-2000:]}")
    return killed


def _kills() -> Iterator[Measured]:
    chance, heard_question = random.Random(7), threading.Event()
    sent: list[tuple[float, int]] = []

    def answer(to: Connection, heard: Heard) -> None:
        sent.clear()
        heard_question.set()
        to.head()
        for at in range(4000):
            sent.append((time.monotonic(), at))
            to.text(f"w{at} ")
            if to.closed.wait(0.002):
                return

    corrupt, lost, late, streamed = 0, 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder, Endpoint(answer=answer) as endpoint:
        home = endings.prepare_home(Path(folder), endpoint.url)
        environment = {
            **without_bytecode_switch(dict(os.environ)),
            "QT_QPA_PLATFORM": "offscreen",
            "ASKANCE_HOME": folder,
        }
        acknowledged = 0
        for number in range(KILLS):
            sent.clear()
            heard_question.clear()
            begun, pause_s = (heard_question, chance.uniform(0, 2)) if number % 2 else (None, chance.uniform(0.3, 3))
            killed = killed_after(pause_s, [sys.executable, "-c", ASKING], environment, begun)
            words = list(sent)
            corrupt += not _sound(home)
            store = SqliteStore(home / "data")
            turns = [turn for row in store.page(0, 5000) for turn in store.conversation(row.id).turns]
            store.close()
            lost += len(turns) < acknowledged
            acknowledged = len(turns)
            if words and turns:
                streamed += 1
                newest = max(turns, key=lambda turn: turn.asked_at)
                have = newest.answer.count(" ")
                due = [at for at, number in words if number >= have]
                late = max(late, killed - due[0]) if due else late
    yield Measured("kills: damaged histories", corrupt, "", f"{KILLS} kills, {streamed} of them in mid-stream")
    yield Measured("kills: kept turns that were lost", lost, "")
    yield Measured("kills: oldest text that was missing", late, "s")


MIGRATING = """
import sys, time
from pathlib import Path
from desktop.adapters.storage import database
from desktop.adapters.storage.migrations import MIGRATIONS
def slow(number):
    def step(connection):
        connection.execute(f"CREATE TABLE extra{number} (x)")
        for at in range(3000):
            connection.execute(f"INSERT INTO extra{number} VALUES (?)", (at,))
        time.sleep(0.02)
    return step
database.connect(Path(sys.argv[1]), (*MIGRATIONS, *(slow(number) for number in range(10))))
"""


def _migrations() -> Iterator[Measured]:
    """Kills in the middle of migrations: each step is there with all its rows, or not at all."""
    chance, broken = random.Random(3), 0
    for _ in range(KILLS // 5):
        with tempfile.TemporaryDirectory() as folder:
            SqliteStore(Path(folder)).close()
            killed_after(chance.uniform(0.08, 0.5), [sys.executable, "-c", MIGRATING, folder], dict(os.environ))
            connection = SqliteConnection(Path(folder) / database.NAME)
            steps = connection.value("PRAGMA user_version") - len(MIGRATIONS)
            tables = connection.value("SELECT count(*) FROM sqlite_master WHERE name LIKE 'extra%'")
            whole = all(connection.value(f"SELECT count(*) FROM extra{number}") == 3000 for number in range(steps))
            broken += not (database.is_intact(connection) and tables == steps and whole)
            connection.close()
    yield Measured("kills in mid-migration: half migrated", broken, "", f"{KILLS // 5} kills")


def _sound(home: Path) -> bool:
    path = home / "data" / database.NAME
    if not path.exists():
        return True
    with SqliteConnection(path) as connection:
        return database.is_intact(connection)


def _servers() -> Iterator[Measured]:
    """Each odd server is asked once by the command line, whose peak memory the system tells."""
    hello = b"data: " + json.dumps(chunk("Hello")).encode() + b"\n\n"

    def stream(*parts: bytes, times: int = 1) -> Answer:
        def answer(to: Connection, heard: Heard) -> None:
            to.head()
            to.send(hello)
            for _ in range(times):
                for part in parts:
                    to.send(part)

        return answer

    servers: dict[str, tuple[Answer, bool]] = {
        "well": (stream(b"data: " + json.dumps(chunk(None, "stop")).encode() + b"\n\n"), True),
        "cut": (stream(b'data: {"choices"'), True),
        "flood": (stream(hello * 1000, times=400), True),
        "one endless line": (stream(b"x" * 1_000_000, times=400), True),
        "comments": (stream(b": nothing\n\n" * 100_000, times=20), True),
        "error in the stream": (stream(b"data: " + json.dumps(error("oops")).encode() + b"\n\n"), True),
        "gzip bomb": (
            lambda to, heard: to.reply(200, zlib.compress(b"x" * 50_000_000), extra=[("Content-Encoding", "gzip")]),
            False,
        ),
        "html": (refusing(200, b"<html>" * 1000, "text/html"), False),
        "redirect": (refusing(307, b"", Location="http://127.0.0.1:1/"), False),
        "closed at once": (lambda to, heard: None, False),
    }
    base, worst, posts, kept = 0.0, 0.0, 0, True
    for name, (answer, speaks) in servers.items():
        with Endpoint(answer=answer) as endpoint:
            command = [sys.executable, "-m", "desktop", "ask", "--no-history", "x", "--endpoint", endpoint.url]
            done = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True)
            peak = int(done.stderr.split()[-1]) / 1024
            if name == "well":
                base = peak
            worst = max(worst, peak - base)
            posts = max(posts, len(endpoint.posts))
            kept = kept and (not speaks or done.stdout.startswith(b"Hello")) and b"Traceback" not in done.stderr
    yield Measured("odd servers: memory above a good one's", worst, "MB")
    yield Measured("odd servers: most POSTs to one", posts, "")
    yield Measured("odd servers: texts lost", 0 if kept else 1, "")


# Runs a command and tells, as the last word on standard error, the peak memory of its children in KB.
MEASURE = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
)
