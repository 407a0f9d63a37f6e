"""What a real LibreOffice copies: cells are text where text is wanted, and a picture where a picture is."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.x11.programs.clipboard_reader import TITLE
from tests.x11.screen import Screen

OFFICE = shutil.which("soffice") or ""
TABLE = "Item,Price\nLamp,17\nCup,4\n"

pytestmark = [
    pytest.mark.x11,
    pytest.mark.slow,
    pytest.mark.xdist_group("x11"),
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed"),
]


def test_copied_cells_are_text_or_a_picture_of_them(at: Screen, tmp_path: Path) -> None:
    table = tmp_path / "prices.csv"
    table.write_text(TABLE)
    how = ("--calc", "--norestore", "--nologo", "--nofirststartwizard", f"-env:UserInstallation=file://{tmp_path}/user")
    environment = {**at.environment, "HOME": str(tmp_path), "SAL_USE_VCLPLUGIN": "gen"}
    office = subprocess.Popen(
        [OFFICE, *how, "--infilter=CSV:44,34,76,1", str(table)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    reader = subprocess.Popen(
        [sys.executable, "-m", "tests.x11.programs.clipboard_reader", str(tmp_path)], env=at.environment
    )

    def copied() -> bool:
        window = at.do("sh", "-c", "xdotool search --onlyvisible --name 'prices.csv' || true").split()
        if window:
            at.do("xdotool", "windowactivate", "--sync", window[-1])
            at.key("ctrl+Home", "ctrl+shift+End", "ctrl+c")
        return "text/html" in at.targets()

    try:
        at.wait(copied, within_s=120)
        at.window(TITLE)
        at.key("p")
        at.wait((tmp_path / "found.json").exists, within_s=60)
        found = json.loads((tmp_path / "found.json").read_text())
        assert found["as_text"].split() == ["Item", "Price", "Lamp", "17", "Cup", "4"]
        assert found["image_beside"] and found["has_image"]
        with Image.open(tmp_path / "image") as image:
            assert image.width > 40 and image.height > 20 and len(image.convert("L").getcolors() or ()) > 1
    finally:
        reader.terminate()
        reader.wait()
        os.killpg(office.pid, signal.SIGTERM)
        office.wait()
