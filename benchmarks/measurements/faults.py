"""The fault campaign: kills, odd servers, pictures. `python -m benchmarks faults` takes some minutes.

Kills: the real program is killed at random moments of asking, streaming and editing; after each the history must be
sound and hold all but the last second of what had been sent. Servers: one POST each, partial text kept, memory within
bounds. Pictures: mutated and crafted ones; the decoder's child may die, the parent may not.
"""

import contextlib
import io
import json
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from benchmarks.child import run_child, without_bytecode_switch
from benchmarks.measured import Measured
from benchmarks.programs import FAILING, measured_window
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.soundness import is_intact
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import ImageRejectedError
from tests.helpers.images import encoded, quarters
from tests.loopback import Answer, Connection, Endpoint, Heard, chunk, error, refusing
from tests.x11.screen import Screen

KILLS = 200
IMAGES = 400
TAKING_WITHIN_S = 600.0

ASKING = (
    FAILING
    + """
from PySide6.QtCore import QTimer
from desktop.app import startup; from desktop.controllers import main_controller
original = main_controller.MainController.__init__
def made(self, container, font):
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
main_controller.MainController.__init__ = made
sys.exit(startup.main([]))
"""
)


def run(at: Screen) -> Iterator[Measured]:
    """Everything, with fixed seeds."""
    yield from _kills()
    yield from _migrations()
    yield from _servers()
    yield from _images()
    yield from _window(at)


def killed_after(pause_s: float, command: list[str], environment: dict[str, str]) -> float:
    """Starts a program and kills it `pause_s` later, unless it has ended well by then. Returns the moment (monotonic).

    Raises RuntimeError with the program's standard error when it fails by itself: nothing is tried by killing it then.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, env=environment, stderr=errors)
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
    chance = random.Random(7)
    sent: list[tuple[float, int]] = []

    def answer(to: Connection, heard: Heard) -> None:
        sent.clear()
        to.head()
        for at in range(4000):
            sent.append((time.monotonic(), at))
            to.text(f"w{at} ")
            if to.closed.wait(0.002):
                return

    corrupt, lost, late, streamed = 0, 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder, Endpoint(answer=answer) as endpoint:
        home = Path(folder)
        (home / "config").mkdir()
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": endpoint.url}))
        environment = {
            **without_bytecode_switch(dict(os.environ)),
            "QT_QPA_PLATFORM": "offscreen",
            "ASKANCE_HOME": folder,
        }
        acknowledged = 0
        for _ in range(KILLS):
            sent.clear()
            killed = killed_after(chance.uniform(0.3, 3.0), [sys.executable, "-c", ASKING], environment)
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
    yield Measured(f"{KILLS} kills: damaged histories", corrupt, "", 0, f"{streamed} of them in mid-stream")
    yield Measured("kills: kept turns that were lost", lost, "", 0)
    yield Measured("kills: oldest text that was missing", late, "s", 1.0)


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
            broken += not (is_intact(connection) and tables == steps and whole)
            connection.close()
    yield Measured(f"{KILLS // 5} kills in mid-migration: half migrated", broken, "", 0)


def _sound(home: Path) -> bool:
    path = home / "data" / database.NAME
    if not path.exists():
        return True
    with SqliteConnection(path) as connection:
        return is_intact(connection)


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
    yield Measured("odd servers: memory above a good one's", worst, "MB", 64)
    yield Measured("odd servers: most POSTs to one", posts, "", 1)
    yield Measured("odd servers: texts lost", 0 if kept else 1, "", 0)


# Runs a command and tells, as the last word on standard error, the peak memory of its children in KB.
MEASURE = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
)


def _images() -> Iterator[Measured]:
    chance = random.Random(11)
    decoder = Decoder(deadline_s=10)
    shown = refused = 0
    slowest = 0.0
    try:
        for number in range(IMAGES):
            data = _mutated(number, chance)
            begun = time.monotonic()
            try:
                decoder.decode(data)
                shown += 1
            except ImageRejectedError:
                refused += 1
            slowest = max(slowest, time.monotonic() - begun)
    finally:
        decoder.close()
    note = f"{shown} shown, {refused} refused, the slowest took {slowest:.1f} s"
    yield Measured(f"{IMAGES} pictures: neither shown nor refused", IMAGES - shown - refused, "", 0, note)


TAKING = measured_window("""
from pathlib import Path
from desktop.launch_request import LaunchRequest

async def measure(self, container):
    beat = Beat()
    names = sorted(map(str, Path(os.environ['BENCH_PICTURES']).iterdir()))
    await asyncio.sleep(1.3)
    beat.start()
    for at in range(0, len(names), 25):
        self.launch(LaunchRequest(tuple(names[at:at + 25])))
        while container.image_importer.is_busy:
            await asyncio.sleep(0.005)
    beat.stop()
    return {'worst_ms': max(gaps), 'taken': len(container.workspace.draft.images)}
""")


def _window(at: Screen) -> Iterator[Measured]:
    """The same kind of pictures through the window: it stays alive and does not stall."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        images = Path(folder) / "pictures"
        images.mkdir()
        for number in range(IMAGES):
            data = _mutated(number, chance)
            (images / f"{number:04}.png").write_bytes(data)
        told = run_child(
            at, TAKING, within_s=TAKING_WITHIN_S, ASKANCE_HOME=f"{folder}/home", BENCH_PICTURES=str(images)
        )
    note = f"{told['taken']} taken"
    yield Measured(f"{IMAGES} pictures through the window: late by", told["worst_ms"] - 16, "ms", 100, note)


def _mutated(number: int, chance: random.Random) -> bytes:
    """A picture with some bytes changed, perhaps cut; every tenth is crafted."""
    if number % 10 == 0:
        return _crafted(number)
    forms = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "ICO", "AVIF")
    data = bytearray(encoded(quarters(64, 64), forms[number % 8]))
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def _crafted(number: int) -> bytes:
    """Pictures that lie about their size, or unfold without end."""
    if number % 20 == 0:
        head = struct.pack(">IIBBBBB", 50_000 + number, 50_000, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(bytes(1000)))
    image = io.BytesIO()
    Image.new("L", (9000, 9000)).save(image, "PNG")
    return image.getvalue()


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
