"""The icon in a real tray (XEmbed): it is shown there, opens the window that was closed to it, and quits."""

import contextlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen
from tests.x11.steps import ASKANCE, settled

pytestmark = [pytest.mark.x11, pytest.mark.slow]  # it needs a tray, which few machines without a desktop have

SIDE = 48  # pixels of the panel


def places(at: Screen) -> list[tuple[int, int, int, int]]:
    """Width, height, left and top of all that the program shows."""
    tree = at.do("xwininfo", "-root", "-tree")
    found = re.findall(r'\("[^"]*" "askance"\)\s+(\d+)x(\d+)\S*\s+\+(-?\d+)\+(-?\d+)$', tree, re.MULTILINE)
    return [(int(width), int(height), int(left), int(top)) for width, height, left, top in found]


def icons(at: Screen) -> list[tuple[int, int]]:
    """The middles of its icons in the panel."""
    return [
        (left + width // 2, top + height // 2)
        for width, height, left, top in places(at)
        if 8 <= width <= SIDE and 8 <= height <= SIDE
    ]


def menus(at: Screen) -> int:
    """The number of its open menus: they are larger than the icon and smaller than the window."""
    return sum(1 for width, *_ in places(at) if SIDE < width < 400)


def windows(at: Screen) -> list[str]:
    """The ids of the program's visible windows; its icon has the same name."""
    return [window for window in at.windows("Askance") if at.place(window)[2] > SIDE]


def test_the_icon_brings_the_window_back_and_quits(at: Screen, home: Path) -> None:
    if shutil.which("trayer") is None:
        pytest.skip("there is no tray here (`trayer`)")
    panel = ["trayer", "--edge", "bottom", "--align", "right", "--height", str(SIDE), "--widthtype", "request"]
    with Endpoint(answer=saying("Yes.")) as endpoint, running(panel, at.environment):
        settled(home, endpoint, tray=True, close_to_tray=True)
        with running(ASKANCE, {**at.environment, "ASKANCE_HOME": str(home)}) as process:
            at.wait(lambda: windows(at) and (home / "data" / database.NAME).exists())
            at.wait(lambda: len(icons(at)) == 1)
            at.do("xdotool", "windowactivate", "--sync", windows(at)[0])
            at.key("alt+F4")
            at.wait(lambda: not windows(at))
            assert process.poll() is None
            ((x, y),) = icons(at)
            at.do("xdotool", "mousemove", str(x), str(y), "click", "1")
            at.wait(lambda: windows(at))
            at.do("xdotool", "click", "3")
            at.wait(lambda: menus(at) == 1)
            at.key("Up", "Return")  # the last entry
            assert process.wait(timeout=240) == 0


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A program, which is ended at the end if it runs on."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
