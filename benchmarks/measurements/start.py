"""Start: from the command to a painted, usable window, and its memory, against a bare PySide6 window.

With 10,000 conversations in the history. The frozen program, when it is there, is measured from outside, against the
same bare window frozen by the same PyInstaller.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import ImageGrab

from benchmarks.child import run_child
from benchmarks.measured import Measured
from benchmarks.programs import ASKANCE, BARE
from desktop.adapters.decoding.decoder import worker_command
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.turn import Turn, Usage
from tests.x11.screen import Screen

ROUNDS = 9
CONVERSATIONS = 10_000
MEMORY_ROUNDS, MEMORY_WAIT_MS = 3, 2000
FROZEN = Path("dist/askance/askance")


def full_history(folder: Path) -> None:
    """A history of many conversations."""
    store = SqliteStore(folder)
    words = "Some words of an answer. " * 20
    for start in range(0, CONVERSATIONS, 500):
        store.save_turns(
            Turn.new(f"{at:032}", f"Question number {at}", "gpt-4o", "h", 1e9 + at)
            .as_streaming(words, 0.5)
            .done(Usage(9, 9))
            for at in range(start, start + 500)
        )
    store.run_maintenance()
    store.close()


def run(at: Screen) -> Iterator[Measured]:
    """Start time."""
    with tempfile.TemporaryDirectory() as home:
        full_history(Path(home) / "data")
        bare, ours = [], []
        for _ in range(ROUNDS + 1):
            bare.append(run_child(at, BARE))
            ours.append(run_child(at, ASKANCE, ASKANCE_HOME=home))
        del bare[0], ours[0]  # the first of each fills the disk's cache
        yield from _against_bare(bare, ours)
        if FROZEN.exists():
            yield from _frozen(at, home)


def _against_bare(bare: list[dict[str, float]], ours: list[dict[str, float]]) -> Iterator[Measured]:
    """Wall time and, as that depends less on what else runs, processor time."""

    def median(runs: list[dict[str, float]], name: str) -> float:
        return statistics.median(run[name] for run in runs)

    low, low_cpu = median(bare, "painted_s"), median(bare, "painted_cpu_s")
    for name, moment in (
        ("start, against a bare window", "painted"),
        ("start, until the loop runs freely, against a bare window painted", "free"),
    ):
        high, high_cpu = median(ours, f"{moment}_s"), median(ours, f"{moment}_cpu_s")
        yield Measured(name, high / low, "×", f"{high:.2f} s against {low:.2f} s")
        yield Measured(f"{name}, CPU", high_cpu / low_cpu, "×", f"{high_cpu:.2f} s against {low_cpu:.2f} s")


def _frozen(at: Screen, home: str) -> Iterator[Measured]:
    bare = _frozen_bare()
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(ROUNDS):
        times["bare"].append(_until_painted(at, [str(bare)], "Bare", home))
        times["ours"].append(_until_painted(at, [str(FROZEN)], "Askance", home))
    low, high = statistics.median(times["bare"]), statistics.median(times["ours"])
    yield Measured("start, frozen", high / low, "×", f"{high:.2f} s against {low:.2f} s")


def _frozen_bare() -> Path:
    """The bare window, frozen once into build/."""
    program = Path("build/bare/dist/bare/bare").absolute()
    if not program.exists():
        source = Path("build/bare/bare.py")
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(
            "from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit\n"
            "app = QApplication([])\napp.setStyle('Fusion')\nwindow = QMainWindow()\n"
            "window.setCentralWidget(QPlainTextEdit())\nwindow.setWindowTitle('Bare')\n"
            "window.resize(1440, 900)\nwindow.show()\napp.exec()\n"
        )
        subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--windowed", "--log-level", "ERROR", "bare.py"],
            cwd=source.parent,
            check=True,
        )
    return program


def _until_painted(at: Screen, command: list[str], title: str, home: str) -> float:
    """Seconds until a window of that title is there and its middle is no longer the ground's black."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env={**at.environment, "ASKANCE_HOME": home}, stderr=subprocess.DEVNULL)
    try:
        while True:
            image = ImageGrab.grab(bbox=(700, 300, 704, 700), xdisplay=at.display)
            if image.getextrema() != ((0, 0), (0, 0), (0, 0)):
                return time.perf_counter() - begun
            if time.perf_counter() - begun > 60 or process.poll() is not None:
                raise RuntimeError(f"{title} never showed a window")
            time.sleep(0.003)
    finally:
        process.terminate()
        process.wait()
        while ImageGrab.grab(bbox=(700, 300, 704, 304), xdisplay=at.display).getextrema() != ((0, 0), (0, 0), (0, 0)):
            time.sleep(0.01)


def run_memory(at: Screen) -> Iterator[Measured]:
    """Memory (resident) of the window two seconds after its first paint, before any use."""
    with tempfile.TemporaryDirectory() as home:
        full_history(Path(home) / "data")
        wait = str(MEMORY_WAIT_MS)
        bare = statistics.median(run_child(at, BARE, BENCH_WAIT_MS=wait)["rss_mb"] for _ in range(MEMORY_ROUNDS))
        ours = statistics.median(
            run_child(at, ASKANCE, BENCH_WAIT_MS=wait, ASKANCE_HOME=home)["rss_mb"] for _ in range(MEMORY_ROUNDS)
        )
        yield Measured("memory, against a bare window", ours / bare, "×", f"{ours:.0f} MB against {bare:.0f} MB")
    child = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        time.sleep(0.5)
        status = Path(f"/proc/{child.pid}/status").read_text()  # the child shows nothing else of itself to others
        size = int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024
        yield Measured("memory of the decoder's child, idle", size, "MB")
    finally:
        child.kill()
        child.communicate()
