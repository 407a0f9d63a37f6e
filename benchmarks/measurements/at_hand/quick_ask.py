"""Quick ask by its global shortcut: from the keys to the frozen screen and to the request, and what waiting costs.

The keys are pressed at the X server, as a keyboard would; the screen is frozen when the overlay has painted it. The
time in which a user chooses and types is left out.
"""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.child import DEADLINE_S, run_child
from benchmarks.drawn.screens import busy_screen
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from tests.x11.screen import Screen, screen

TIMES = 5
LARGE = "3840x2160x24"

KEYED = measured_window("""
import xcffib, xcffib.xproto, xcffib.xtest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desktop.ui.capture.capture_overlay import CaptureOverlay

painted = []
paint = CaptureOverlay.paintEvent
def timed(self, event):
    paint(self, event)
    if self.screen_name:
        painted.append((time.perf_counter(), self))
CaptureOverlay.paintEvent = timed

def rss_mb():
    with open('/proc/self/smaps_rollup') as file:
        fields = dict(line.split(':', 1) for line in file if ':' in line)
    return int(fields['Rss'].split()[0]) / 1024

async def until(condition):
    while not condition():
        await asyncio.sleep(0.001)

async def measure(self, container):
    connection = xcffib.connect()
    fake = connection(xcffib.xtest.key)
    root = connection.get_setup().roots[0].root
    press, release = 2, 3
    f12 = 96
    def keys():
        fake.FakeInput(press, f12, 0, root, 0, 0, 0)
        fake.FakeInput(release, f12, 0, root, 0, 0, 0)
        connection.flush()
    await asyncio.sleep(3)  # whatever is warmed up is warm
    bare = rss_mb()
    container.settings_service.change(shortcut_on=True, shortcut='F12', tray=True)
    await asyncio.sleep(1.5)
    warm = rss_mb()
    frozen, requested, scanned = [], [], []
    for _ in range(int(os.environ['BENCH_TIMES'])):
        painted.clear()
        start = time.perf_counter()
        keys()
        await until(lambda: painted)
        frozen.append(painted[0][0] - start)
        overlay = painted[0][1]
        await asyncio.sleep(0.3)
        start = time.perf_counter()
        enter = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(overlay, enter)
        container.workspace.set_prompt('What is this?')
        await until(lambda: container.workspace.draft.images)
        container.workspace.set_prompt('What is this?')
        await until(lambda: container.request_builder.try_build(self.draft_question.collect().inputs) is not None)
        requested.append(frozen[-1] + time.perf_counter() - start)
        image = container.workspace.draft.images[0]
        if os.environ.get('BENCH_SCANNED') and not scanned:
            await until(lambda: container.privacy_scanner.findings_on(image) is not None)
            scanned.append(frozen[-1] + time.perf_counter() - start)
        self.at_hand.quick.close()
        await asyncio.sleep(0.5)
    connection.disconnect()
    container.window.show()
    return {'frozen': frozen, 'requested': requested, 'scanned': scanned, 'bare': bare, 'warm': warm}
""")

PICTURE = """
import os
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
label.setPixmap(QPixmap(os.environ['BENCH_PICTURE']))
label.setWindowTitle('Filled')
label.showFullScreen()
app.exec()
"""
"""A screen with something on it, in a window of another program."""


def run(at: Screen) -> Iterator[Measured]:
    """Measures on the screen at hand, then on one of 4K."""
    found = _found(at)
    yield Measured("from the keys to the frozen screen, 1440×900", statistics.median(found["frozen"]) * 1000, "ms")
    yield Measured("memory of the window with tray and warm overlay", found["warm"], "MB")
    yield Measured("of that, for tray and warm overlay", found["warm"] - found["bare"], "MB")
    with screen(LARGE) as large, _filled(large):
        found = _found(large, scanned=True)
    yield Measured("from the keys to the frozen screen, 4K", statistics.median(found["frozen"]) * 1000, "ms")
    yield Measured("own time from the keys to a request of a 4K region", statistics.median(found["requested"]), "s")
    yield Measured("the same, looked through for private text", found["scanned"][0], "s")


@contextlib.contextmanager
def _filled(at: Screen) -> Iterator[None]:
    """Fills a 4K screen with text."""
    with tempfile.TemporaryDirectory(prefix="askance-quick-") as folder:
        file = Path(folder) / "screen.png"
        quarter, whole = busy_screen(), Image.new("RGB", (3840, 2160))
        for at_corner in ((0, 0), (1920, 0), (0, 1080), (1920, 1080)):
            whole.paste(quarter, at_corner)
        whole.save(file, compress_level=1)
        command = [sys.executable, "-c", PICTURE]
        other = subprocess.Popen(command, env={**at.environment, "BENCH_PICTURE": str(file)})
        try:
            at.window("Filled")
            yield
        finally:
            other.kill()
            other.wait()


def _found(at: Screen, scanned: bool = False) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="askance-quick-") as folder:
        home = Path(folder)
        (home / "config").mkdir()
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": "http://127.0.0.1:9/v1"}))
        facts = {"ASKANCE_HOME": folder, "OPENAI_API_KEY": "sk-x", "BENCH_TIMES": str(TIMES)}
        facts |= {"BENCH_SCANNED": "1"} if scanned else {}
        return run_child(at, KEYED, DEADLINE_S, **facts)
