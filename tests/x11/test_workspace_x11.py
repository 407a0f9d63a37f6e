"""At a real X server: marks drawn with a real mouse, and the screen captured with other windows on it."""

import base64
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.storage import database
from tests.helpers.images import encoded
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, kept_images, on_disk, settled

pytestmark = pytest.mark.x11

OTHER = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle("Other")
palette = window.palette()
palette.setColor(QPalette.ColorRole.Window, QColor(10, 200, 120))
window.setPalette(palette)
window.setGeometry(100, 120, 300, 200)
window.show()
app.exec()
"""


def image_in(endpoint: Endpoint) -> Image.Image:
    content = endpoint.posts[0].json["messages"][0]["content"]
    url = next(part["image_url"]["url"] for part in content if part["type"] == "image_url")
    return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).convert("RGB")


def drag(at: Screen, *way: tuple[int, int]) -> None:
    at.do("xdotool", "mousemove", *map(str, way[0]), "mousedown", "1")
    for x, y in way[1:]:
        at.do("xdotool", "mousemove", str(x), str(y), "sleep", "0.05")
    at.do("xdotool", "mouseup", "1")


def test_a_cover_drawn_with_the_mouse_is_in_what_arrives(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("Covered.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            window = at.window("Askance")
            owner = at.copy(encoded(Image.new("RGB", (1600, 1200), (200, 220, 240))), "image/png")
            at.key("ctrl+v")
            at.wait(lambda: on_disk(home) == 1)
            owner.kill()
            owner.wait()
            left, top, width, height = at.place(window)  # by now it has made room for its frame
            x, y = left + width // 3, top + height // 3
            at.do("xdotool", "mousemove", str(x), str(y), "click", "1")
            at.key("r")
            drag(at, (x, y), (x + 20, y + 10), (x + 60, y + 30), (x + 90, y + 50))
            at.wait(lambda: on_disk(home) == 1 and any(black(path) for path in kept_images(home)))
            at.do("xdotool", "mousemove", str(left + width - 150), str(top + height - 105), "click", "1")
            at.type("What is there?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            sent = image_in(endpoint)
            assert {color for _, color in sent.getcolors(1 << 24) or []} >= {(0, 0, 0), (200, 220, 240)}


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def black(path: Path) -> bool:
    """Returns True if a kept image has black in it; one that is being replaced has none yet."""
    try:
        with Image.open(path) as image:
            return any(color == (0, 0, 0) for _, color in image.convert("RGB").getcolors(1 << 24) or [])
    except OSError:
        return False


def test_the_windows_of_other_programs_are_listed_with_their_frames(at: Screen) -> None:
    """In a process of its own, in which nothing has imported the X library before."""
    other = subprocess.Popen([sys.executable, "-c", OTHER], env=at.environment)
    try:
        at.window("Other")
        code = "from desktop.adapters.system.window_list import windows; print(*(rect.size for rect in windows()))"
        listed = at.do(sys.executable, "-c", code)
        width, height = map(int, listed.strip("()\n").split(","))
        assert 300 <= width <= 310
        assert 200 <= height <= 240
    finally:
        other.terminate()
        other.wait()


def test_a_window_a_region_and_the_whole_screen_are_captured(at: Screen, home: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", OTHER], env=at.environment)
    try:
        at.window("Other")
        with Endpoint(answer=saying("Green.")) as endpoint:
            settled(home, endpoint)
            with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
                at.window("Askance")
                at.key("ctrl+shift+s")
                overlay = at.window("Askance capture")
                at.do("xdotool", "windowactivate", "--sync", overlay)
                at.do("xdotool", "mousemove", "250", "240", "sleep", "0.2", "click", "1")
                at.key("Return")
                at.wait(lambda: on_disk(home) == 1)
                at.window("Askance")
                at.key("ctrl+shift+s")
                at.window("Askance capture")
                drag(at, (150, 180), (200, 200), (260, 240), (300, 260))
                at.key("Return")
                at.wait(lambda: on_disk(home) == 2)
                at.window("Askance")
                at.key("ctrl+shift+s")
                at.window("Askance capture")
                at.key("Escape")
                at.window("Askance")
                at.key("ctrl+alt+s")
                at.wait(lambda: on_disk(home) == 3)
                at.window("Askance")
        sizes = sorted(size_of(path) for path in kept_images(home))
        assert sizes[0] == (150, 80)
        assert sizes[2] == (1280, 800)
        window = sizes[1]
        assert 300 <= window[0] <= 310  # with its frame
        assert 200 <= window[1] <= 240
    finally:
        other.terminate()
        other.wait()


def test_a_start_may_ask_for_a_capture_of_the_running_program(at: Screen, home: Path) -> None:
    with program(at, ASKANCE, home):
        at.window("Askance")
        at.wait((home / "data" / database.NAME).exists)  # it answers calls by then; its first paint is earlier
        done = subprocess.run(
            [*ASKANCE, "capture", "--screen"],
            env={**at.environment, "ASKANCE_HOME": str(home)},
            capture_output=True,
            timeout=240,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        at.wait(lambda: on_disk(home) == 1)
        at.window("Askance")
