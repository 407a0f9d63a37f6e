"""A part of the screen through memory that the X server shares."""

import gc
import io
from pathlib import Path
from typing import Any

import pytest
import xcffib
import xcffib.xproto
from PIL import Image

from desktop.adapters.system.x11.screen_memory import pixels_of_root
from desktop.core.geometry.rect import Rect
from tests.x11.screen import Screen

pytestmark = pytest.mark.x11


def paint(at: Screen, color: int, area: Rect) -> None:
    """Paints a part of the root window."""
    connection: Any = xcffib.connect(at.display)
    try:
        root = connection.get_setup().roots[0].root
        context = connection.generate_id()
        connection.core.CreateGC(context, root, xcffib.xproto.GC.Foreground, [color])
        place = xcffib.xproto.RECTANGLE.synthetic(area.left, area.top, area.width, area.height)
        connection.core.PolyFillRectangle(root, context, 1, [place], is_checked=True).check()
    finally:
        connection.disconnect()


def segments() -> int:
    """The number of pieces of shared memory of this computer."""
    return len(Path("/proc/sysvipc/shm").read_text().splitlines())


def test_it_is_what_the_screen_shows(at: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", at.display)
    paint(at, 0x336699, Rect(100, 50, 300, 150))
    shown = Image.open(io.BytesIO(at.picture())).convert("RGB")
    for area in (Rect(0, 0, *shown.size), Rect(90, 40, 231, 107)):
        pixels = pixels_of_root(area)
        assert pixels is not None
        assert pixels.image().tobytes() == shown.crop((area.left, area.top, area.right, area.bottom)).tobytes()
    assert shown.getpixel((200, 100)) == (0x33, 0x66, 0x99)


def test_it_stays_as_it_was_and_the_memory_goes_with_it(at: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", at.display)
    paint(at, 0x336699, Rect(100, 50, 300, 150))
    before, area = segments(), Rect(100, 50, 300, 150)
    pixels = pixels_of_root(area)
    paint(at, 0x000000, area)
    assert pixels is not None
    assert pixels.image().getpixel((0, 0)) == (0x33, 0x66, 0x99)
    assert segments() == before + 1
    del pixels
    gc.collect()
    assert segments() == before


def test_where_there_is_none_another_way_is_left(at: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", at.display)
    assert pixels_of_root(Rect(-10, 0, 20, 20)) is None  # a part that is not there
    assert pixels_of_root(Rect(5, 5, 5, 5)) is None
    monkeypatch.setenv("DISPLAY", ":4711")
    assert pixels_of_root(Rect(0, 0, 20, 20)) is None
    monkeypatch.delenv("DISPLAY")
    assert pixels_of_root(Rect(0, 0, 20, 20)) is None
