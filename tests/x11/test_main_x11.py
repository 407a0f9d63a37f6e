"""At a real X server: a picture from another program's clipboard, a real drag, typed keys."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.images import png
from tests.loopback import Endpoint, saying
from tests.stories.processes import rows_on_disk
from tests.x11.screen import Screen, program, screen
from tests.x11.steps import ASKANCE, on_disk, settled

pytestmark = pytest.mark.x11

SMALL_WIDTH, SMALL_HEIGHT = 1024, 600
WINDOW_KEYS = {
    "Keyboard shortcuts": "F1",
    "Settings": "ctrl+comma",
    "What is sent": "ctrl+i",
    "Many pictures": "ctrl+shift+m",
}

DRAGGED = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Source(QLabel):
    def mousePressEvent(self, event):
        drag = QDrag(self)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(name) for name in sys.argv[1:]])
        drag.setMimeData(mime)
        drag.actionChanged.connect(lambda action: print(action.name, flush=True))  # what the window below answers
        drag.exec(Qt.DropAction.CopyAction)

app = QApplication([])
source = Source("drag me")
source.setWindowTitle("Source")
source.setGeometry(20, 500, 160, 120)
source.show()
app.exec()
"""


def images_in(endpoint: Endpoint, question: int) -> int:
    content = endpoint.posts[question].json["messages"][-1]["content"]
    return sum(part["type"] == "image_url" for part in content) if isinstance(content, list) else 0


def test_paste_type_enter_and_the_answer_is_copied(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("It says hello.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            owner = at.copy(png(400, 300), "image/png")
            at.key("ctrl+v")
            at.type("What does it say?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            owner.kill()
            owner.wait()
            assert images_in(endpoint, 0) == 1
            assert endpoint.posts[0].json["messages"][0]["content"][0]["text"] == "What does it say?"
            at.wait(lambda: rows_on_disk(home, "SELECT stage FROM turns") == [("done",)])
            at.key("ctrl+shift+c")
            at.wait(lambda: "It says hello." in at.pasted())


def test_a_real_drag_of_files(at: Screen, home: Path, tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.png", "b.png")]
    for name in names:
        Path(name).write_bytes(png(300, 200))
    Path(names[1]).write_bytes(png(200, 300))
    with Endpoint(answer=saying("Two.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            left, top, width, height = at.place(at.window("Askance"))
            answers = tmp_path / "answers"
            with answers.open("wb") as output:
                source = subprocess.Popen([sys.executable, "-c", DRAGGED, *names], env=at.environment, stdout=output)
            try:
                x, y, wide, high = at.place(at.window("Source"))
                at.do("xdotool", "mousemove", str(x + wide // 2), str(y + high // 2), "mousedown", "1")
                for step in range(1, 9):
                    to_x = x + wide // 2 + (left + width // 2 - x - wide // 2) * step // 8
                    to_y = y + high // 2 + (top + height // 3 - y - high // 2) * step // 8
                    at.do("xdotool", "mousemove", str(to_x), str(to_y), "sleep", "0.05")

                def accepted() -> bool:
                    """Returns True when the pointer shows that the files would be taken. It moves, which asks again."""
                    at.do("xdotool", "mousemove_relative", "1", "0")
                    return b"CopyAction" in answers.read_bytes()

                at.wait(accepted)
                at.do("xdotool", "mouseup", "1")
                at.wait(lambda: on_disk(home) == 2)
            finally:
                source.terminate()
                source.wait()
            at.window("Askance")
            at.type("How many?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            assert images_in(endpoint, 0) == 2


def test_text_stays_text_where_text_is_typed(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("Yes.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            owner = at.copy(b"pasted words", "UTF8_STRING")
            at.key("ctrl+v")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            owner.kill()
            owner.wait()
            assert endpoint.posts[0].json["messages"][0]["content"] == "pasted words"


def test_a_clipboard_whose_owner_is_gone_or_odd_disturbs_nothing(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("Still here.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            owner = at.copy(b"can't open", "image/png")
            at.key("ctrl+v")
            owner.kill()
            owner.wait()
            at.key("ctrl+v")
            odd = at.copy(b"x" * 100, "application/x-odd")
            at.key("ctrl+v")
            at.type("Still there?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            odd.kill()
            odd.wait()
            assert endpoint.posts[0].json["messages"][0]["content"] == "Still there?"


def test_on_a_screen_of_1024_by_600_every_window_is_whole(home: Path) -> None:
    with Endpoint(answer=saying("Yes.")) as endpoint, screen(f"{SMALL_WIDTH}x{SMALL_HEIGHT}x24") as at:
        settled(home, endpoint)

        def cut(title: str) -> str:
            left, top, wide, high = at.place(at.window(title))
            is_whole = left >= 0 and top >= 0 and left + wide <= SMALL_WIDTH and top + high <= SMALL_HEIGHT
            return "" if is_whole else f"{title}: {wide}×{high} at {left}, {top}"

        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.wait(lambda: not cut("Askance"))  # it is made smaller once it is known how wide its frame is
            problems = list[str]()
            at.type("Why?")
            for title, key in WINDOW_KEYS.items():
                at.key(key)
                problems.append(cut(title))
                at.key("Escape" if title != "Many pictures" else "alt+F4")
                at.wait(lambda: at.title_in_front() == "Askance")
    assert not any(problems), problems
