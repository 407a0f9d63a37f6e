"""Makes the README's screenshot from the real program: `python -m tools.make_readme_screenshot`.

Needs Xvfb, openbox and xdotool.

The program runs at a screen of its own, with a home of its own and without a key, as it does after the first command of
the README.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageGrab

from tests.x11.screen import program, screen

HERE = Path(__file__).parents[1] / "docs"
SIZE = (1280, 800)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
LOG = """$ ./report.sh --night
Loading settings from /srv/report/.env
REPORT_API_KEY=sk-proj-Zk39dKe02LmQpX81vTb7
Sending the result to jane.doe@example.com

table        rows        total
orders       1,204       18,420.50
refunds         31          612.00

Traceback (most recent call last):
  File "/srv/report/main.py", line 42, in <module>
    connect("reports.example", port=5432)
ConnectionError: reports.example:5432 refused the connection"""


def terminal() -> Image.Image:
    """Returns a screenshot of a terminal."""
    image, font = Image.new("RGB", (760, 420), "#1f2329"), ImageFont.truetype(FONT, 16)
    for at, line in enumerate(LOG.split("\n")):
        ImageDraw.Draw(image).text((26, 24 + 28 * at), line, font=font, fill="#d7dae0")
    return image


class Spots:
    """Places in a window, as shares of its width and height."""

    def __init__(self, left: int, top: int, width: int, height: int) -> None:
        self._box = left, top, width, height

    def at(self, across: float, down: float) -> tuple[str, str]:
        """Returns the position on the screen as arguments for xdotool."""
        left, top, width, height = self._box
        return str(round(left + across * width)), str(round(top + down * height))


def main() -> int:
    """Starts the program with a new home, pastes, asks, redacts, and saves a screenshot of the window."""
    with tempfile.TemporaryDirectory() as home, screen(f"{SIZE[0]}x{SIZE[1]}x24") as at:
        image = Path(home) / "terminal.png"
        terminal().save(image)
        os.environ.pop("OPENAI_API_KEY", None)
        with program(at, [sys.executable, "-m", "desktop"], Path(home) / "askance"):
            window = at.window("Askance")
            at.do("xdotool", "windowmove", "--sync", window, "0", "0", "windowsize", window, "1270", "735")
            owner = at.copy(image.read_bytes(), "image/png")
            at.key("ctrl+v")
            time.sleep(5)  # the text has been read; nobody outside can tell when
            spots = Spots(*at.place(window))
            for question in ("What went wrong?", "What is the total of the orders?"):
                at.type(question)
                at.key("Return")
                time.sleep(2.5)
            at.do("xdotool", "mousemove", *spots.at(0.85, 0.93))
            left, top, width, height = at.place(window)
            box = (left, top, min(left + width, SIZE[0]), min(top + height, SIZE[1]))
            ImageGrab.grab(bbox=box, xdisplay=at.display).save(HERE / "askance.png", optimize=True)
            owner.terminate()
            owner.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
