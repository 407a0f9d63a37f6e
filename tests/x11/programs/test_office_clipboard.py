"""What a real LibreOffice copies: cells are text or a picture, as is wanted; a chart and a slide are pictures."""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from PIL import Image

from tests.x11.programs.clipboard_reader import TITLE
from tests.x11.screen import Screen

OFFICE = shutil.which("soffice") or ""
SLIDES = Path(OFFICE).resolve().parent / "libsdlo.so"  # the part that shows them, a package of its own
DOCUMENTS = Path(__file__).parents[2] / "data" / "office"
TABLE = "Item,Price\nLamp,17\nCup,4\n"
ON_CHART, ON_SLIDE = ("570", "390"), ("75", "155")  # the first where the document has it, the second in the list
BLUE = (0x99, 0xCC, 0xFF), (0x72, 0x9F, 0xCF)  # of the chart's bars, and of a shape

pytestmark = [
    pytest.mark.x11,
    pytest.mark.slow,
    pytest.mark.xdist_group("x11"),
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed"),
]


@contextlib.contextmanager
def opened(at: Screen, folder: Path, document: Path, *options: str) -> Iterator[None]:
    """A document in a LibreOffice of its own, and the reader of the clipboard beside it."""
    how = ("--norestore", "--nologo", "--nofirststartwizard", f"-env:UserInstallation=file://{folder}/user")
    office = subprocess.Popen(
        [OFFICE, *how, *options, str(document)],
        env={**at.environment, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "gen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.x11.programs.clipboard_reader", str(folder)], env=at.environment
    )
    try:
        yield
    finally:
        reader.terminate()
        reader.wait()
        os.killpg(office.pid, signal.SIGTERM)
        office.wait()


def is_in_front(at: Screen, name: str) -> bool:
    """Puts the window of a document in front; False while there is none."""
    window = at.do("sh", "-c", f"xdotool search --onlyvisible --name '{name}' || true").split()
    if window:
        at.do("xdotool", "windowactivate", "--sync", window[-1])
    return bool(window)


def pasted(at: Screen, folder: Path) -> dict[str, Any]:
    """What the program finds on the clipboard; the image is written as `image`."""
    at.window(TITLE)
    at.key("p")
    at.wait((folder / "found.json").exists)
    found: dict[str, Any] = json.loads((folder / "found.json").read_text())
    return found


def blue_share(image: IO[bytes] | Path) -> float:
    """The share of an image that is as blue as a bar of the chart or a shape of the slide."""
    with Image.open(image) as opened_image:
        pixels = opened_image.width * opened_image.height
        found = opened_image.convert("RGB").getcolors(pixels)
    return sum(count for count, color in found or () if color in BLUE) / pixels


def test_copied_cells_are_text_or_a_picture_of_them(at: Screen, tmp_path: Path) -> None:
    table = tmp_path / "prices.csv"
    table.write_text(TABLE)

    def copied() -> bool:
        if is_in_front(at, table.name):
            at.key("ctrl+Home", "ctrl+shift+End", "ctrl+c")
        return "text/html" in at.targets()

    with opened(at, tmp_path, table, "--calc", "--infilter=CSV:44,34,76,1"):
        at.wait(copied, within_s=120)
        found = pasted(at, tmp_path)
    assert found["as_text"].split() == ["Item", "Price", "Lamp", "17", "Cup", "4"]
    assert found["image_beside"] and found["has_image"]
    with Image.open(tmp_path / "image") as image:
        assert image.width > 40 and image.height > 20 and len(image.convert("L").getcolors() or ()) > 1


@pytest.mark.parametrize(("name", "place"), [("chart.fods", ON_CHART), ("slide.fodp", ON_SLIDE)])
def test_a_copied_chart_or_slide_is_a_picture(at: Screen, tmp_path: Path, name: str, place: tuple[str, str]) -> None:
    if name == "slide.fodp" and not SLIDES.exists():
        pytest.skip("LibreOffice shows no slides here (`libreoffice-impress`)")

    def is_offered() -> bool:
        offered = at.targets()
        return "image/png" in offered and "text/html" not in offered

    def copied() -> bool:
        """Copies it until it is what is seen: what is not drawn yet is copied white, even if the screen shows it."""
        if is_in_front(at, name) and blue_share(io.BytesIO(at.picture())) > 0.01:
            if not is_offered():  # a second click would open it
                at.do("xdotool", "mousemove", *place, "click", "1")
            at.key("ctrl+c")
        return is_offered() and blue_share(io.BytesIO(at.pasted_bytes("image/png"))) > 0.1

    document = Path(shutil.copy(DOCUMENTS / name, tmp_path))  # the office locks what it opens, beside it
    with opened(at, tmp_path, document):
        at.wait(copied, within_s=120)
        found = pasted(at, tmp_path)
    assert found["has_image"] and not found["image_beside"] and not found["as_text"]
    with Image.open(tmp_path / "image") as image:
        assert image.width > 200 and image.height > 150
    assert blue_share(tmp_path / "image") > 0.1
