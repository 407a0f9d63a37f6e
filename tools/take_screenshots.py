"""Takes pictures of the real program in its sizes, themes and scales: `python -m tools.take_screenshots FOLDER`.

Needs Xvfb, openbox and xdotool. Each picture is `SCENE-LOOK.png`; `--scene` and `--look` choose some of them. The
program has a screen and a home of its own, and a server of this computer answers it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageGrab

from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, program, screen

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
ROWS = (
    ("2041", "Adler & Sons", "12 Nov", "$1,480.00"),
    ("2042", "Birch Studio", "14 Nov", "$512.50"),
    ("2043", "Cedar Clinic", "18 Nov", "$2,310.00"),
    ("2044", "Dune Logistics", "21 Nov", "$1,012.50"),
)
ANSWER = """At **connection refused (111)** nothing listens on that port. The log gave up after `45 s`. Check it:

```bash
nc -vz db-prod-3.internal 5432
sudo systemctl status postgresql
```

Two invoices are overdue, **$1,525.00** together:

| No. | Customer | Amount |
|---|---|---:|
| 2042 | Birch Studio | $512.50 |
| 2044 | Dune Logistics | $1,012.50 |

> [!NOTE]
> The address is in the dialog.
"""

RECEIPT = '{"Shop": "Adler & Sons", "Total": 12.9, "Currency": "EUR", "Date": "2026-11-12"}'


@dataclass(frozen=True, slots=True)
class Look:
    """The size of the window in logical pixels, its theme, scale and language, and the dots per inch of its text."""

    width: int = 1440
    height: int = 900
    theme: str = "light"
    scale: float = 1.0
    text_dpi: int = 96
    language: str = "en"


LOOKS = {
    "1440": Look(),
    "1440-dark": Look(theme="dark"),
    "1440-contrast": Look(theme="contrast"),
    "1000": Look(1000, 640),
    "680": Look(680, 400),
    "680-dark": Look(680, 400, "dark"),
    "680-contrast": Look(680, 400, "contrast"),
    "1440-scale-1.5": Look(scale=1.5),
    "1440-scale-2": Look(scale=2.0),
    "1440-text-18pt": Look(text_dpi=192),
    "1000-text-18pt": Look(1000, 640, text_dpi=192),
    "680-text-18pt": Look(680, 400, text_dpi=192),
    "1440-dark-scale-2": Look(theme="dark", scale=2.0),
    "1440-arabic": Look(language="ar"),
    "680-arabic": Look(680, 400, language="ar"),
}


def invoices() -> Image.Image:
    """Returns a picture of a program with a table and a dialog."""
    image, draw_font = Image.new("RGB", (1100, 720), "#ffffff"), ImageFont.truetype(FONT, 16)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1100, 42), fill="#e6e9f0")
    draw.rectangle((0, 42, 170, 720), fill="#1f3a5f")
    draw.text((16, 12), "Northwind Billing", font=draw_font, fill="#333333")
    for at, name in enumerate(("Overview", "Invoices", "Customers", "Payments")):
        draw.text((20, 70 + 40 * at), name, font=draw_font, fill="#dfe8f5")
    for at, row in enumerate((("No.", "Customer", "Due", "Amount"), *ROWS)):
        for column, words in enumerate(row):
            draw.text((200 + 200 * column, 100 + 44 * at), words, font=draw_font, fill="#222222")
    draw.rectangle((440, 370, 1010, 660), fill="#ffffff", outline="#777777", width=2)
    lines = ("Couldn't sync invoices", "host   db-prod-3.internal:5432", "error  connection refused (111)")
    for at, line in enumerate((*lines, "user   maria.lind@northwind.example", "token  nw_live_8fK2xQ71LmV0aB3")):
        draw.text((470, 395 + 44 * at), line, font=draw_font, fill="#222222")
    return image


def press(at: Screen, *keys: str, pause_s: float = 1.0) -> None:
    """Presses keys and gives the window time to follow; nobody outside can tell when it has."""
    at.key(*keys)
    time.sleep(pause_s)


def paste(at: Screen) -> None:
    """Pastes the picture and waits until its text has been read."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        invoices().save(file.name)
        owner = at.copy(Path(file.name).read_bytes(), "image/png")
    press(at, "ctrl+v", pause_s=5)
    owner.terminate()
    owner.wait()


def work(at: Screen) -> None:
    """Pastes a picture, asks about it, and has the answer."""
    paste(at)
    at.type("Why does the sync fail, and how much is overdue?")
    press(at, "Return", pause_s=5)


def gate(at: Screen) -> None:
    """Asks about a picture on which something private stands."""
    paste(at)
    at.type("Why does the sync fail?")
    press(at, "Return", pause_s=6)


def settings(at: Screen) -> None:
    """Opens the settings."""
    press(at, "ctrl+comma", pause_s=2)


def sent(at: Screen) -> None:
    """Opens “What is sent” for a picture."""
    paste(at)
    at.type("What is this?")
    press(at, "ctrl+i", pause_s=3)


def cover(at: Screen) -> None:
    """Covers a place in the middle of the picture by keyboard."""
    press(at, "ctrl+shift+p", "r", "Return", pause_s=0.5)
    press(at, *["Right"] * 12, *["Down"] * 3, "Return", pause_s=0.2)


def sent_again(at: Screen) -> None:
    """Opens “What is sent” for a second question with a picture on which something is covered."""
    work(at)
    paste(at)
    cover(at)
    at.type("And what about this one?")
    press(at, "ctrl+i", pause_s=3)


def keys(at: Screen) -> None:
    """Opens the list of all shortcuts."""
    press(at, "F1", pause_s=2)


def capture(at: Screen) -> None:
    """Begins to choose a region of the screen."""
    paste(at)
    press(at, "ctrl+shift+s", pause_s=3)


def history(at: Screen) -> None:
    """Has an answer and folds the history in or out."""
    work(at)
    press(at, "F9")


def asked_run(folder: Path, home: Path, endpoint: str, environment: dict[str, str]) -> None:
    """Has a run over some receipts, half of which are asked when its budget is used up."""
    folder.mkdir()
    for at, (number, shop, day, _) in enumerate(ROWS * 4):
        image, font = Image.new("RGB", (520, 640), "#f7f3ea"), ImageFont.truetype(FONT, 26)
        total = f"TOTAL EUR   {11 + at}.90"
        for line, words in enumerate((shop.upper(), f"{day} 2026", "", "2 Flat white   7.80", "1 Toast   4.20", total)):
            ImageDraw.Draw(image).text((60, 60 + 60 * line), words, font=font, fill="#333333")
        image.save(folder / f"receipt-{number}-{at:02}.png")
    fields = ("--field", "Shop", "--field", "Total:number", "--field", "Currency:EUR|USD", "--field", "Date:date")
    command = [sys.executable, "-m", "desktop", "many", str(folder), "--ask", "Read this receipt.", *fields]
    command += ["--endpoint", endpoint, "--budget", "0.025"]
    subprocess.run(command, env={**environment, "ASKANCE_HOME": str(home)}, capture_output=True, check=False)


def many(at: Screen) -> None:
    """Opens a run over many pictures, and chooses a value of it."""
    place = at.place(at.window("Askance"))
    press(at, "ctrl+shift+m", pause_s=3)
    window = at.window("Many pictures")
    at.do("xdotool", "windowsize", "--sync", window, str(place[2]), str(place[3]), "windowmove", window, "0", "0")
    press(at, "Return", pause_s=8)
    press(at, "Right", "Right", pause_s=6)
    at.do("xdotool", "windowactivate", "--sync", window)


SCENES: dict[str, Callable[[Screen], None]] = {
    "welcome": lambda at: time.sleep(1),
    "work": work,
    "gate": gate,
    "settings": settings,
    "sent": sent,
    "sent-again": sent_again,
    "keys": keys,
    "capture": capture,
    "history": history,
    "many": many,
}


def take(scene: str, look: Look, target: Path) -> None:
    """Starts the program in this look, plays a scene and saves a picture of its screen."""
    wide, high = round(look.width * look.scale), round(look.height * look.scale)
    with (
        tempfile.TemporaryDirectory() as home,
        Endpoint(saying(*(RECEIPT if scene == "many" else ANSWER).splitlines(keepends=True))) as endpoint,
        screen(f"{wide + 4}x{high + 30}x24") as at,
    ):
        config = Path(home) / "askance" / "config"
        config.mkdir(parents=True)
        values = {"theme": look.theme, "language": look.language}
        if scene != "welcome":
            values |= {"answers": "endpoint", "endpoint": endpoint.url, "unfound": "always"}
        if scene in ("work", "history", "many", "sent-again"):
            values["private_text"] = "off"
        values |= {"prices": "gpt-4o: 2.5, 10"} if scene == "many" else {}
        (config / "settings.json").write_text(json.dumps(values))
        if scene == "many":
            asked_run(Path(home) / "Receipts, November", Path(home) / "askance", endpoint.url, at.environment)
        environment = {"QT_SCALE_FACTOR": str(look.scale), "QT_FONT_DPI": str(look.text_dpi)}
        with program(at, [sys.executable, "-m", "desktop"], Path(home) / "askance", **environment):
            window = at.window("Askance")
            at.do("xdotool", "windowsize", "--sync", window, str(wide), str(high), "windowmove", window, "0", "0")
            time.sleep(1.5)
            SCENES[scene](at)
            ImageGrab.grab(xdisplay=at.display).save(target, optimize=True)
            press(at, "Escape")  # a dialog would keep the window open


def main(arguments: list[str] | None = None) -> int:
    """Takes the chosen pictures. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", action="append", choices=tuple(SCENES))
    parser.add_argument("--look", action="append", choices=tuple(LOOKS))
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    os.environ.pop("OPENAI_API_KEY", None)
    for scene in chosen.scene or SCENES:
        for name in chosen.look or LOOKS:
            take(scene, LOOKS[name], chosen.folder / f"{scene}-{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
