"""Reading at a real X server, with nothing set up: a paste from another program, a question, text dragged over."""

from pathlib import Path

import pytest
from PIL import ImageGrab

from tests.stories.ocr_screens import LOG, screen
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, drag

pytestmark = pytest.mark.x11
GROUND = (0x1E, 0x1E, 0x1E)


def image_at(at: Screen, place: tuple[int, int, int, int]) -> tuple[int, int, int]:
    """Left, top and width of the dark picture on the canvas, once it is painted."""
    left, top, width, height = place
    found: list[tuple[int, int, int]] = []

    def look() -> bool:
        image = ImageGrab.grab(bbox=(left, top, left + width, top + height), xdisplay=at.display).convert("RGB")
        rows = ([x for x in range(image.width) if image.getpixel((x, y)) == GROUND] for y in range(0, image.height, 6))
        dark = next((row for row in rows if len(row) >= 200), [])
        if not dark:
            return False
        column = [y for y in range(image.height) if image.getpixel((dark[2], y)) == GROUND]
        found.append((left + dark[0], top + column[0], dark[-1] - dark[0]))
        return len(found) > 1 and found[-1] == found[-2]

    at.wait(look)
    return found[-1]


def test_an_error_is_pasted_asked_about_and_its_text_copied(at: Screen, home: Path) -> None:
    with program(at, ASKANCE, home, OPENAI_API_KEY=""):
        window = at.window("Askance")
        owner = at.copy(screen(*LOG[:4]), "image/png")
        at.key("ctrl+v")
        image_at(at, at.place(window))
        at.type("what went wrong?")
        at.key("Return")
        log = home / "data" / "history.sqlite-wal"
        at.wait(lambda: log.exists() and b"ConnectionError: db-prod-3 refused the call" in log.read_bytes())
        owner.terminate()
        owner.wait()
        left, top, width = image_at(at, at.place(window))  # the foot of the canvas has made it smaller by now
        scale = width / 760
        line = top + round((20 + 30 * 3 + 9) * scale)
        drag(at, (left + round(22 * scale), line), (left + round(420 * scale), line))
        at.key("ctrl+c")
        at.wait(lambda: at.pasted() == "ConnectionError: db-prod-3 refused the call")
