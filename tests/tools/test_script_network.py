"""Lines that the network of scripts is trained on: their form, and labels where letters are."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FONTS = Path("/usr/share/fonts/truetype/dejavu")
NEEDED = ("numpy", "cv2", "onnxruntime", "babel")
LINES = 24

pytestmark = [
    pytest.mark.skipif(not FONTS.is_dir(), reason="needs the fonts of DejaVu"),
    pytest.mark.skipif(not all(map(importlib.util.find_spec, NEEDED)), reason=f"needs {', '.join(NEEDED)}"),
]


def drawn(path: Path) -> tuple[Any, Any]:
    """Returns the images and labels that the command draws, in a process of its own, for it loads fonts."""
    import numpy

    command = [sys.executable, "-m", "tools.script_network", "draw", "--seed", "5", "--lines", str(LINES)]
    subprocess.run([*command, "--fonts", str(FONTS), str(path)], cwd=ROOT, check=True, capture_output=True)
    with numpy.load(path) as saved:
        return saved["images"], saved["labels"]


def test_lines_have_letters_where_their_labels_are(tmp_path: Path) -> None:
    import numpy

    from desktop.adapters.ocr.scripts.script_finder import COLUMN, HEIGHT, SCRIPTS

    images, labels = drawn(tmp_path / "first.npz")
    assert images.shape == (LINES, HEIGHT, 256) and images.dtype == numpy.uint8
    assert labels.shape == (LINES, 256 // COLUMN) and labels.dtype == numpy.int8
    assert labels.min() == -1 and labels.max() < len(SCRIPTS)
    assert (images.max(axis=(1, 2)) == 255).all()  # the letters farthest from the background
    inked = images.reshape(LINES, HEIGHT, -1, COLUMN).max(axis=(1, 3)) > 60
    assert inked[labels >= 0].mean() > 0.8 > inked[labels < 0].mean()
    names = {SCRIPTS[label] for label in labels[labels >= 0]}
    assert {"latin", "cyrillic"} <= names  # DejaVu has both
    assert not names & {"cjk", "devanagari", "thai", "khmer"}  # and none of these


def test_the_same_seed_draws_the_same_lines(tmp_path: Path) -> None:
    first, second = drawn(tmp_path / "first.npz"), drawn(tmp_path / "second.npz")
    assert (first[0] == second[0]).all() and (first[1] == second[1]).all()
