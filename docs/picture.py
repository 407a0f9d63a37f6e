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
from tests.x11.screen import program, screen

HERE = Path(__file__).parent
SIZE = (1280, 800)
ANSWER = """The report could not reach its database: `reports.example:5432` **refused** the connection, so nothing \
listens on that port, or a firewall rejects it.

Check from the same host:

```bash
nc -vz reports.example 5432
psql "host=reports.example" -c 'select 1'
```

The totals in the picture add up to **$19,032.50**:

| Table | Rows | Total |
|:------|-----:|------:|
| orders | 1,204 | $18,420.50 |
| refunds | 31 | $612.00 |
"""


def main() -> int:
    """Start, ask, wait for the answer, take the picture."""
    pieces = [ANSWER[at : at + 24] for at in range(0, len(ANSWER), 24)]
    with (
        tempfile.TemporaryDirectory() as home,
        Endpoint(answer=saying(*pieces, usage=(1562, 214))) as endpoint,
        screen(f"{SIZE[0]}x{SIZE[1]}x24") as at,
    ):
        config = Path(home) / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"endpoint": endpoint.url, "theme": "light"}))
        sample = str(HERE.parent / "resources" / "sample.png")
        with program(at, [sys.executable, "-m", "desktop", sample], Path(home)):
            window = at.window("Askance")
            at.do("xdotool", "windowmove", "--sync", window, "0", "0", "windowsize", window, "1270", "770")
            at.type("Why did it fail, and what is the total?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            time.sleep(2)  # the answer is painted; nobody outside can tell when
            left, top, width, height = at.place(window)
            box = (left, top, min(left + width, SIZE[0]), min(top + height, SIZE[1]))
            ImageGrab.grab(bbox=box, xdisplay=at.display).save(HERE / "askance.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
