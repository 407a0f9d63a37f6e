"""At a real X server: the picture copied for xclip, and dragged with a real mouse into another program."""

import io
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.images import encoded
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, drag, on_disk, settled

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]

OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
folder = Path(sys.argv[1])
class Target(QWidget):
    def dragEnterEvent(self, event):
        event.acceptProposedAction()
    def dropEvent(self, event):
        mime = event.mimeData()
        (folder / "formats").write_text("\\n".join(mime.formats()))
        (folder / "urls").write_text("\\n".join(url.toLocalFile() for url in mime.urls()))
        for at, url in enumerate(mime.urls()):
            (folder / f"file{at}").write_bytes(Path(url.toLocalFile()).read_bytes())
        (folder / "dropped.png").write_bytes(mime.data("image/png").data())
        event.acceptProposedAction()
        (folder / "done").touch()
app = QApplication([])
target = Target(acceptDrops=True)
target.setWindowTitle("Other")
target.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
target.setGeometry(40, 40, 200, 160)
target.show()
app.exec()
"""
SIZE = 1600, 1200
GROUND = (0xE4, 0xE2, 0xDD)  # under the picture
STRIP_PX, FOOT_PX = 92, 62  # heights
HISTORY_PX = 236  # width


@pytest.fixture
def shown(at: Screen, home: Path) -> Iterator[tuple[int, int, int, int]]:
    """The place of a window in which two pictures are shown, the last one covered in the middle."""
    with Endpoint(answer=saying("Covered.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            window = at.window("Askance")
            for number, color in enumerate(((240, 220, 200), (200, 220, 240)), 1):
                owner = at.copy(encoded(Image.new("RGB", SIZE, color)), "image/png")
                at.key("ctrl+v")
                at.wait(partial(has_kept, home, number))
                owner.kill()
                owner.wait()
            left, top, width, height = at.place(window)
            x, y = left + width // 3, top + height // 3
            at.do("xdotool", "mousemove", str(x), str(y), "click", "1")
            at.key("r")
            drag(at, (x, y), (x + 90, y + 50))
            yield left, top, width, height


def has_kept(home: Path, count: int) -> bool:
    return on_disk(home) == count


def copied(at: Screen) -> Image.Image:
    """The picture on the clipboard, as xclip reads it."""
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-t", "image/png", "-o"],
        env=at.environment,
        capture_output=True,
        timeout=240,
        check=True,
    )
    return Image.open(io.BytesIO(done.stdout))


def colors(image: Image.Image) -> set[object]:
    return {color for _, color in image.convert("RGB").getcolors(1 << 24) or []}


def test_xclip_reads_the_covered_picture_and_finds_no_path(at: Screen, shown: tuple[int, int, int, int]) -> None:
    at.key("ctrl+c")
    at.wait(lambda: "image/png" in at.targets())
    targets = set(at.targets().split())
    assert not targets & {"text/uri-list", "text/plain", "UTF8_STRING", "STRING", "text/html"}
    image = copied(at)
    assert image.size == SIZE
    assert colors(image) == {(0, 0, 0), (200, 220, 240)}


def other(at: Screen, folder: Path) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", OTHER, str(folder)], env=at.environment)
    at.window("Other")
    return process


def received(folder: Path) -> Image.Image:
    """The picture that the other program got, which is the same in bytes and as a file."""
    assert {"image/png", "text/uri-list"} <= set((folder / "formats").read_text().split())
    data = (folder / "dropped.png").read_bytes()
    assert (folder / "file0").read_bytes() == data
    return Image.open(io.BytesIO(data))


def test_a_picture_is_dragged_out_of_the_strip(
    at: Screen, home: Path, tmp_path: Path, shown: tuple[int, int, int, int]
) -> None:
    left, top, _, height = shown
    process = other(at, tmp_path)
    try:
        drag(at, (left + HISTORY_PX + 60, top + height - 50), (140, 120))
        at.wait((tmp_path / "done").exists)
        assert colors(received(tmp_path)) == {(240, 220, 200)}  # the first one, which had not been in view
        path = Path((tmp_path / "urls").read_text())
        assert path.name == "Picture 1.png"
        assert home not in path.parents
    finally:
        process.terminate()
        process.wait()
    assert on_disk(home) == 2  # it stays in the strip


def test_the_covered_picture_is_dragged_out_of_the_foot(
    at: Screen, tmp_path: Path, shown: tuple[int, int, int, int]
) -> None:
    process = other(at, tmp_path)
    try:
        drag(at, grip(at, shown), (140, 120))
        at.wait((tmp_path / "done").exists)
        assert colors(received(tmp_path)) == {(0, 0, 0), (200, 220, 240)}
    finally:
        process.terminate()
        process.wait()


def grip(at: Screen, window: tuple[int, int, int, int]) -> tuple[int, int]:
    """The place of the handle: at the left end of the second pill, on the ground below the picture."""
    left, top, width, height = window
    seen = Image.open(io.BytesIO(at.picture())).convert("RGB")
    y = top + height - STRIP_PX - FOOT_PX // 2
    ground = [seen.getpixel((x, y)) == GROUND for x in range(left, left + width)]
    begins = [x for x in range(1, width) if ground[x - 1] and not ground[x]]  # of what stands on the ground
    assert len(begins) >= 2, begins
    return left + begins[1] + 20, y


def test_a_picture_that_is_dragged_within_the_strip_changes_its_place(
    at: Screen, home: Path, shown: tuple[int, int, int, int]
) -> None:
    left, top, _, height = shown
    x, y = left + HISTORY_PX + 60, top + height - 50
    drag(at, (x, y), (x + 140, y))  # the right half of the second

    def is_first() -> bool:  # a click before the drop has been taken would show the other one
        at.do("xdotool", "mousemove", str(x), str(y), "click", "1")
        at.key("ctrl+shift+p")
        at.key("ctrl+c")
        return "image/png" in at.targets() and colors(copied(at)) == {(0, 0, 0), (200, 220, 240)}

    at.wait(is_first)
    assert on_disk(home) == 2


def test_a_picture_that_is_dropped_on_our_own_window_is_not_added(
    at: Screen, home: Path, shown: tuple[int, int, int, int]
) -> None:
    left, top, width, height = shown
    drag(at, grip(at, shown), (left + width // 3, top + height // 3))
    at.key("ctrl+c")
    at.wait(lambda: "image/png" in at.targets())
    assert on_disk(home) == 2
