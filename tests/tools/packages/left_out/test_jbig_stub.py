"""The package's stand-in for JBIG-KIT: the second engine reads as before, and nothing under the GPL is left."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.ocr.scripts.language_data import data_folders
from tools.packages.facts import ROOT
from tools.packages.left_out.jbig_stub import leave_out_jbig

SITE = Path(pytest.__file__).parents[1]
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import tesserocr
assert tesserocr.__file__.startswith(sys.argv[1])
print(tesserocr.tesseract_version())
if len(sys.argv) > 3:
    from PIL import Image, ImageDraw, ImageFont
    image = Image.new("L", (400, 60), 255)
    ImageDraw.Draw(image).text((10, 10), "1234 5678", font=ImageFont.load_default(32), fill=0)
    with tesserocr.PyTessBaseAPI(path=sys.argv[2], lang=sys.argv[3]) as engine:
        engine.SetImageBytes(image.tobytes(), *image.size, 1, image.width)
        print(engine.GetUTF8Text())
"""


def read_by(site: Path) -> str:
    """Returns what the engine in `site` says of itself, and reads where this system has a language."""
    languages = [path for folder in data_folders() for path in sorted(Path(folder).glob("???.traineddata"))]
    data = (str(languages[0].parent), languages[0].stem) if languages else ()
    command = [sys.executable, "-c", PROGRAM, str(site), *data]
    environment = {"PATH": "/usr/bin:/bin", "LD_BIND_NOW": "1", "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def test_lines_are_read_without_it(tmp_path: Path) -> None:
    for name in ("tesserocr", "tesserocr.libs"):
        if not (SITE / name).exists():
            pytest.skip(f"this system's wheel has no {name}")
        shutil.copytree(SITE / name, tmp_path / name)
    before = read_by(tmp_path)
    replaced = leave_out_jbig(tmp_path)
    if not replaced:
        pytest.skip("there is no C compiler here, or there are no binutils")
    assert [library.name.split("-")[0] for library in replaced] == ["libjbig"]
    assert replaced[0].stat().st_size < 50_000
    assert b"Markus Kuhn" not in replaced[0].read_bytes()
    assert read_by(tmp_path) == before


def test_the_licences_say_where_it_is() -> None:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert "| tesserocr | JBIG-KIT | GPL 2 or later |" in text
    assert "one made without contains it, under the GPL" in text
