"""Makes the README's picture from the real program: `python -m docs.picture` (needs Xvfb, openbox and xdotool).

The program runs at a screen of its own, with a home of its own, and asks a server on loopback.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from PIL import ImageGrab

from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, program, screen

HERE = Path(__file__).parent
SIZE = (1280, 800)
FIRST, SECOND = (0.226, 0.347), (0.227, 0.422)  # where the two marks begin
ANSWER = """At ① the report could not reach its database: `reports.example:5432` **refused** the connection, so \
nothing listens on that port, or a firewall rejects it.

Check from the same host:

```bash
nc -vz reports.example 5432
psql "host=reports.example" -c 'select 1'
```

The totals in ② add up to **$19,032.50**:

| Table | Rows | Total |
|:------|-----:|------:|
| orders | 1,204 | $18,420.50 |
| refunds | 31 | $612.00 |
"""


class Spots:
    """Places in a window, as shares of its width and height."""

    def __init__(self, left: int, top: int, width: int, height: int) -> None:
        self._box = left, top, width, height

    def at(self, across: float, down: float) -> tuple[str, str]:
        """The place on the screen, as xdotool wants it."""
        left, top, width, height = self._box
        return str(round(left + across * width)), str(round(top + down * height))

    def drag(self, screen: Screen, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A drag as a hand does it."""
        steps = [tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)) for part in (0.3, 0.6, 1.0)]
        screen.do("xdotool", "mousemove", *self.at(*start), "mousedown", "1")
        for across, down in steps:
            screen.do("xdotool", "mousemove", *self.at(across, down), "sleep", "0.08")
        screen.do("xdotool", "mouseup", "1", "sleep", "0.2")


def main() -> int:
    """Start, ask, wait for the answer, take the picture."""
    pieces = [ANSWER[at : at + 24] for at in range(0, len(ANSWER), 24)]
    with (
        tempfile.TemporaryDirectory() as home,
        Endpoint(answer=saying(*pieces, usage=(1181, 214))) as endpoint,
        screen(f"{SIZE[0]}x{SIZE[1]}x24") as at,
    ):
        config = Path(home) / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"endpoint": endpoint.url, "theme": "light"}))
        sample = str(HERE.parent / "resources" / "sample.png")
        with program(at, [sys.executable, "-m", "desktop", sample], Path(home)):
            window = at.window("Askance")
            at.do("xdotool", "windowmove", "--sync", window, "0", "0", "windowsize", window, "1270", "770")
            time.sleep(2)  # the picture is there; nobody outside can tell when
            spots = Spots(*at.place(window))
            at.do("xdotool", "mousemove", *spots.at(0.3, 0.35), "click", "1")
            at.key("n")
            spots.drag(at, FIRST, (0.395, 0.367))
            spots.drag(at, SECOND, (0.507, 0.546))
            at.key("r")
            spots.drag(at, (0.231, 0.308), (0.29, 0.325))
            at.key("v", "Escape")
            at.do("xdotool", "mousemove", *spots.at(0.2, 0.2))
            for number, words in ((1, "Why does it fail at "), (2, ", and what is the total in ")):
                at.do("xdotool", "mousemove", *spots.at(0.85, 0.93), "click", "1")
                at.key("ctrl+End")
                at.type(words)
                place = spots.at(*(FIRST if number == 1 else SECOND))
                at.do("xdotool", "mousemove", *place, "click", "--repeat", "2", "--delay", "80", "1")
            at.do("xdotool", "mousemove", *spots.at(0.45, 0.8), "click", "1")
            at.do("xdotool", "mousemove", *spots.at(0.85, 0.93), "click", "1")
            at.key("ctrl+End")
            at.type("?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            time.sleep(2)  # the answer is painted; nobody outside can tell when
            left, top, width, height = at.place(window)
            box = (left, top, min(left + width, SIZE[0]), min(top + height, SIZE[1]))
            ImageGrab.grab(bbox=box, xdisplay=at.display).save(HERE / "askance.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
