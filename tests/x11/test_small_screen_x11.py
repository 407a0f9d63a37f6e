"""A screen of 1024×600: every window is whole on it."""

from pathlib import Path

import pytest

from tests.loopback import Endpoint, saying
from tests.x11.screen import program, screen
from tests.x11.steps import ASKANCE, settled

pytestmark = pytest.mark.x11

WIDTH, HEIGHT = 1024, 600
KEYS = {"Keyboard shortcuts": "F1", "Settings": "ctrl+comma", "What is sent": "ctrl+i", "Many pictures": "ctrl+shift+m"}


def test_every_window_is_whole(home: Path) -> None:
    with Endpoint(answer=saying("Yes.")) as endpoint, screen(f"{WIDTH}x{HEIGHT}x24") as at:
        settled(home, endpoint)

        def cut(title: str) -> str:
            left, top, wide, high = at.place(at.window(title))
            is_whole = left >= 0 and top >= 0 and left + wide <= WIDTH and top + high <= HEIGHT
            return "" if is_whole else f"{title}: {wide}×{high} at {left}, {top}"

        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.wait(lambda: not cut("Askance"))  # it is made smaller once it is known how wide its frame is
            problems = list[str]()
            at.type("Why?")
            for title, key in KEYS.items():
                at.key(key)
                problems.append(cut(title))
                at.key("Escape" if title != "Many pictures" else "alt+F4")
                at.wait(lambda: "Askance" in at.do("xdotool", "getactivewindow", "getwindowname").splitlines())
    assert not any(problems), problems
