"""Steps of a user at a screen, and what the program leaves in its home."""

import json
import sys
from pathlib import Path
from typing import Any

from tests.loopback import Endpoint
from tests.x11.screen import Screen

ASKANCE = [sys.executable, "-m", "desktop"]


def settled(home: Path, endpoint: Endpoint, **more: Any) -> None:
    """Writes settings that name the endpoint, and `more` by their stored names."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"endpoint": endpoint.url, **more}))


def kept_images(home: Path) -> list[Path]:
    """The files of images that the program keeps."""
    return list((home / "data" / "pictures").glob("??/" + "?" * 64))


def on_disk(home: Path) -> int:
    """The number of images that the program keeps."""
    return len(kept_images(home))


def drag(at: Screen, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drags the mouse with its left button in eight steps."""
    at.do("xdotool", "mousemove", *map(str, start), "mousedown", "1")
    for step in range(1, 9):
        x, y = (round(a + (b - a) * step / 8) for a, b in zip(start, end, strict=True))
        at.do("xdotool", "mousemove", str(x), str(y), "sleep", "0.06")
    at.do("xdotool", "mouseup", "1")
