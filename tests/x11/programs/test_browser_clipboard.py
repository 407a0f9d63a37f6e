"""What a real Chromium copies and drags out: an image, and a selection with images, is found as what it is."""

import io
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.helpers.images import encoded, quarters
from tests.x11.programs.clipboard_reader import PLACE, TITLE
from tests.x11.screen import Screen
from tests.x11.steps import drag

BROWSER = shutil.which("chromium") or ""
PAGE = """<title>Pictures</title><style>body { margin: 20px }</style>
<img src="lamp.png"><p>Words and <img src="cup.png"> more"""
SIZE = 200, 150
LAMP, WORDS = (100, 90), (60, 185)  # places on the page

pytestmark = [
    pytest.mark.x11,
    pytest.mark.slow,
    pytest.mark.xdist_group("x11"),
    pytest.mark.skipif(not BROWSER, reason="Chromium is not installed"),
]


class Browser:
    """A page in a window of Chromium, and beside it a window that reads what is copied or dropped."""

    def __init__(self, at: Screen, folder: Path, address: str) -> None:
        self._at = at
        self._found = folder / "found.json"
        self._image = folder / "image"
        self.address = address
        self.left, self.top, _, _ = at.place(at.window("Pictures"))

    def on_page(self, place: tuple[int, int]) -> tuple[int, int]:
        return self.left + place[0], self.top + place[1]

    def click(self, place: tuple[int, int], button: int = 1) -> None:
        self._at.window("Pictures")
        self._at.do("xdotool", "mousemove", *map(str, self.on_page(place)), "click", str(button))

    def pasted(self, target: str) -> dict[str, Any]:
        """What is found on the clipboard, once it offers `target`."""
        self._at.wait(lambda: target in self._at.targets())
        self._at.window(TITLE)
        self._at.key("p")
        return self.read()

    def read(self) -> dict[str, Any]:
        self._at.wait(self._found.exists)
        found: dict[str, Any] = json.loads(self._found.read_text())
        return found

    def image(self) -> Image.Image:
        return Image.open(io.BytesIO(self._image.read_bytes())).convert("RGB")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE)
    for name, size in (("lamp.png", SIZE), ("cup.png", (40, 30))):
        (folder / name).write_bytes(encoded(quarters(*size)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(at: Screen, tmp_path: Path, site: str) -> Iterator[Browser]:
    how = ("--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--window-position=0,0")
    command = [
        BROWSER,
        *how,
        "--window-size=900,500",
        f"--user-data-dir={tmp_path}/profile",
        f"--app={site}/index.html",
    ]
    environment = {**at.environment, "HOME": str(tmp_path)}
    page = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.x11.programs.clipboard_reader", str(tmp_path)], env=at.environment
    )
    try:
        at.wait(lambda: "Pictures" in names_of_windows(at), within_s=120)
        at.window(TITLE)
        yield Browser(at, tmp_path, site)
    finally:
        for process in (page, reader):
            process.terminate()
            process.wait()


def names_of_windows(at: Screen) -> list[str]:
    return at.do("sh", "-c", "xdotool search --onlyvisible --name . getwindowname %@ || true").splitlines()


def test_a_copied_image_is_found_as_an_image(browser: Browser, at: Screen) -> None:
    browser.click(LAMP, 3)

    def copied() -> bool:
        at.key("y")  # “Copy image” in its menu; the page itself does nothing with the letter
        return "image/png" in at.targets()

    at.wait(copied)
    found = browser.pasted("image/png")
    assert found["has_image"] and not found["paths"] and not found["addresses"]
    assert browser.image().tobytes() == quarters(*SIZE).tobytes()


def test_a_copied_selection_names_its_images_and_is_text_where_that_is_wanted(browser: Browser, at: Screen) -> None:
    browser.click(WORDS)
    at.key("ctrl+a", "ctrl+c")
    found = browser.pasted("text/html")
    assert found["addresses"] == [f"{browser.address}/lamp.png", f"{browser.address}/cup.png"]
    assert not found["has_image"]
    assert found["as_text"].split() == ["Words", "and", "more"]


def test_a_dragged_image_is_an_image_or_names_one(browser: Browser, at: Screen) -> None:
    browser.click(WORDS)
    drag(at, browser.on_page(LAMP), (PLACE[0] + 100, PLACE[1] + 80))
    found = browser.read()
    if found["has_image"]:
        assert browser.image().size == SIZE
    else:
        assert found["addresses"] == [f"{browser.address}/lamp.png"] or [Path(path).suffix for path in found["paths"]]
