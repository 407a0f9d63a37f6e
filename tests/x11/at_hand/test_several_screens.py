"""Two screens with different scale at a real X server: captured each in its own pixels, and one that is unplugged."""

import struct
from pathlib import Path
from typing import Any

import pytest
import xcffib
import xcffib.randr
import xcffib.xproto

from desktop.adapters.storage import database
from tests.loopback import Endpoint
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, drag, kept_images, settled

pytestmark = pytest.mark.x11

SCALES = "LEFT=1;RIGHT=2"


class Monitors:
    """The left and the right half of a display, each a screen of its own."""

    def __init__(self, at: Screen) -> None:
        self._connection: Any = xcffib.connect(at.display)
        self._randr = self._connection(xcffib.randr.key)
        self._root = self._connection.get_setup().roots[0].root

    def plug(self, name: str, left: int, width: int, is_first: bool) -> None:
        outputs = list(self._randr.GetScreenResources(self._root).reply().outputs) if is_first else []
        place = left, 0, width, 800, width, 800
        monitor = xcffib.randr.MonitorInfo.synthetic(self._atom(name), is_first, 0, len(outputs), *place, outputs)
        self._randr.SetMonitor(self._root, monitor, is_checked=True).check()

    def unplug(self, name: str) -> None:
        self._randr.DeleteMonitor(self._root, self._atom(name), is_checked=True).check()

    def close(self) -> None:
        self._connection.disconnect()

    def _atom(self, name: str) -> int:
        atom: int = self._connection.core.InternAtom(False, len(name), name).reply().atom
        return atom


@pytest.fixture
def monitors(at: Screen) -> Any:
    plugged = Monitors(at)
    plugged.plug("LEFT", 0, 640, is_first=True)
    plugged.plug("RIGHT", 640, 640, is_first=False)
    yield plugged
    plugged.close()


def overlays(at: Screen) -> list[str]:
    """The ids of the overlays that are in view."""
    return at.windows("Askance capture")


def opened(at: Screen, home: Path) -> None:
    """Waits for the window, and begins a capture."""
    window = at.window("Askance")
    at.wait((home / "data" / database.NAME).exists)
    at.do("xdotool", "windowactivate", "--sync", window)
    at.key("ctrl+shift+s")
    at.wait(lambda: len(overlays(at)) == 2)


def test_each_screen_is_covered_and_a_region_has_its_own_pixels(at: Screen, home: Path, monitors: Monitors) -> None:
    with Endpoint() as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x", QT_SCREEN_SCALE_FACTORS=SCALES):
            opened(at, home)
            assert sorted(at.place(overlay) for overlay in overlays(at)) == [(0, 0, 640, 800), (640, 0, 640, 800)]
            drag(at, (800, 300), (1000, 400))
            at.key("Return")
            at.wait(lambda: kept_images(home))
            (kept,) = kept_images(home)
            assert struct.unpack(">II", kept.read_bytes()[16:24]) == (200, 100)


def test_a_screen_that_is_unplugged_while_one_chooses_ends_it_and_the_window_is_back(
    at: Screen, home: Path, monitors: Monitors
) -> None:
    with Endpoint() as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x", QT_SCREEN_SCALE_FACTORS=SCALES):
            opened(at, home)
            monitors.unplug("RIGHT")
            at.wait(lambda: not overlays(at))
            at.window("Askance")
            at.key("ctrl+shift+s")
            at.wait(lambda: len(overlays(at)) == 1)
            drag(at, (100, 300), (300, 400))
            at.key("Return")
            at.wait(lambda: kept_images(home))
