"""Ends of the program at random moments: requests to quit (SIGTERM) and display servers that die.

Meanwhile it types, asks, receives an answer and captures the screen. It must end with 0 and in silence; before its
window's controllers are there, which is before anything could be lost, the signal itself may end it.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import without_bytecode_switch
from benchmarks.measured import Measured
from benchmarks.programs import FAILING
from tests.loopback import Connection, Endpoint, Heard
from tests.x11.screen import Screen, screen

REQUESTS = 200
DISPLAYS = 20
LEFT_WITHIN_S = 60.0  # a program that has not ended by then hangs; chosen
X11_BROKE = re.compile(r"(The X11 connection broke.*\n)?")
"""The last words of Qt about a dead X server."""

NOTHING = re.compile("")

CAPTURING = (
    FAILING
    + """
from itertools import count
from PySide6.QtCore import QEvent, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desktop.app import startup; from desktop.controllers import main_controller
from desktop.ui.capture.capture_overlay import CaptureOverlay
original = main_controller.MainController.__init__
steps = count()
def measured_init(self, container, font):
    original(self, container, font)
    sys.excepthook = fail
    window, workspace = container.window, container.workspace
    print('ready', flush=True)
    def work():
        step = next(steps)
        workspace.set_prompt('why? ' + 'x' * step)
        if step % 40 == 4:
            self.asking.ask()
        if step % 20 == 6:
            window.actions_['capture_screen' if step % 40 == 6 else 'capture'].trigger()
    timer = QTimer(window, interval=50)
    timer.timeout.connect(work)
    timer.start()
    container.screen_capture.offered.connect(lambda *_: print('offered', flush=True))
    container.screen_capture.aside.connect(lambda aside: aside or print('back', flush=True))
main_controller.MainController.__init__ = measured_init
shown = CaptureOverlay.showEvent
def chosen(overlay, event):
    shown(overlay, event)
    whole = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QTimer.singleShot(200, overlay, lambda: QApplication.sendEvent(overlay, whole))
CaptureOverlay.showEvent = chosen
sys.exit(startup.main([]))
"""
)


@dataclass(frozen=True, slots=True)
class Ended:
    """An end of the program: its return code, its standard error, the seconds it took, and its lines until then."""

    code: int
    errors: str
    seconds: float
    lines: tuple[str, ...]


def run(at: Screen) -> Iterator[Measured]:
    """Everything, with a fixed seed."""
    chance = random.Random(11)
    with Endpoint(answer=_words) as endpoint:
        ends = [_asked_to_quit(at, endpoint.url, chance) for _ in range(REQUESTS)]
        yield from _figures("requests to quit", ends, [_is_wrong(end) for end in ends])
        ends = [_without_display(endpoint.url, chance) for _ in range(DISPLAYS)]
        yield from _figures("dead displays", ends, [_is_wrong(end, X11_BROKE) for end in ends])


def ended_by(
    end: Callable[["subprocess.Popen[bytes]"], None], at: Screen, home: Path, line: str | None, pause_s: float
) -> Ended:
    """Starts the program that captures and asks, and ends it `pause_s` after it has printed `line` (None: started)."""
    environment = {**without_bytecode_switch(at.environment), "ASKANCE_HOME": str(home), "OPENAI_API_KEY": "sk-none"}
    command = [sys.executable, "-X", "faulthandler", "-c", CAPTURING]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        assert process.stdout is not None
        lines: list[str] = []
        while line is not None and line not in lines and process.poll() is None:
            lines.append(process.stdout.readline().decode().strip())
        time.sleep(pause_s)
        end(process)
        begun = time.monotonic()
        try:
            output, _ = process.communicate(timeout=LEFT_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)  # faulthandler then prints the place of each thread
            output, _ = process.communicate()
        seconds = time.monotonic() - begun
        errors.seek(0)
        lines += output.decode().split()
        return Ended(process.returncode, errors.read().decode(errors="replace"), seconds, tuple(lines))


def prepare_home(home: Path, url: str) -> Path:
    """Points the settings of a home at an endpoint. Returns the home."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url}))
    return home


def _words(to: Connection, heard: Heard) -> None:
    to.head()
    for at in range(500):
        to.text(f"w{at} ")
        if to.closed.wait(0.005):
            return


def _asked_to_quit(at: Screen, url: str, chance: random.Random) -> Ended:
    line, pause_s = (None, chance.uniform(0, 2)) if chance.random() < 0.2 else ("ready", chance.uniform(0, 4))
    with tempfile.TemporaryDirectory() as folder:
        home = prepare_home(Path(folder), url)
        return ended_by(lambda process: process.terminate(), at, home, line, pause_s)


def _without_display(url: str, chance: random.Random) -> Ended:
    with tempfile.TemporaryDirectory() as folder, screen() as at:
        home = prepare_home(Path(folder), url)
        return ended_by(lambda _: os.kill(at.server.pid, signal.SIGKILL), at, home, "ready", chance.uniform(0, 4))


def _is_wrong(end: Ended, allowed: re.Pattern[str] = NOTHING) -> bool:
    codes = (0,) if "ready" in end.lines else (0, -signal.SIGTERM)
    return end.code not in codes or allowed.fullmatch(end.errors) is None


def _figures(name: str, ends: list[Ended], wrong: list[bool]) -> Iterator[Measured]:
    first = next((f"{end.code}: {end.errors[-2000:]}" for end, bad in zip(ends, wrong, strict=True) if bad), "")
    captured = sum("back" in end.lines for end in ends)
    yield Measured(f"{name}: not in silence or not with 0", sum(wrong), "", first or f"{captured} after a capture")
    yield Measured(f"{name}: the slowest took", max(end.seconds for end in ends), "s")
