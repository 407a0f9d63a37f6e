"""Two screens of different scale, in a process of its own: a screen cannot be added to the one of the tests."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCREENS = {
    "screens": [
        {"name": "one", "x": 0, "y": 0, "width": 800, "height": 600, "logicalDpi": 96, "dpr": 1},
        {"name": "two", "x": 800, "y": 0, "width": 1600, "height": 1200, "logicalDpi": 96, "dpr": 2},
    ]
}
CHOOSING = """
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from PIL import Image
from desktop.controllers.at_hand.quick_ask import on_desktop
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, Screenshot, TakenRegion
from desktop.ui.capture.capture_overlay import CaptureOverlay
from desktop.ui.theme import LIGHT, Theme

app = QApplication([])
for screen in app.screens():
    size = screen.geometry().size() * screen.devicePixelRatio()
    shot = Screenshot(screen.name(), PixelBuffer.of(Image.new("RGB", size.toTuple())))
    overlay, taken = CaptureOverlay(Theme(LIGHT, QFont())), []
    overlay.taken.connect(lambda shot, rect, use: taken.append(rect))
    overlay.offer(shot, CaptureUse.QUICK, None)
    overlay.showFullScreen()
    QTest.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    QTest.mouseMove(overlay, QPoint(60, 70))
    QTest.mouseMove(overlay, QPoint(110, 120))
    QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(110, 120))
    QTest.keyClick(overlay, Qt.Key.Key_Return)
    (rect,), place = taken, overlay.geometry()
    region = on_desktop(TakenRegion(screen.name(), shot.whole, rect))
    print(screen.name(), place.getRect(), (rect.left, rect.top, rect.width, rect.height), region.getRect())
    overlay.let_go()
    overlay.deleteLater()
app.processEvents()
"""


def test_a_region_is_in_the_pixels_of_its_screen_and_its_place_on_the_desktop(tmp_path: Path) -> None:
    file = tmp_path / "screens.json"
    file.write_text(json.dumps(SCREENS))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
    command = [sys.executable, "-c", CHOOSING]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "one (0, 0, 800, 600) (10, 20, 100, 100) (10, 20, 100, 100)",
        "two (800, 0, 1600, 1200) (20, 40, 200, 200) (810, 20, 100, 100)",
    ]
