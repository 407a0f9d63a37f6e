"""The letters that the self-test draws: with the system's fonts, with the one that comes along, and without any."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NO_FONT = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)
REPORT = "import sys; from desktop.app.fonts import qt_check; sys.exit(qt_check.main())"
OVERWRITTEN = {"MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.perturb=165"}
"""With these, whatever is given back to the system's allocator is overwritten at once."""
BARE = "from desktop.app.fonts import fallback_font; fallback_font.use_font_that_comes_along = lambda app: None\n"


def report(script: str, **environment: str) -> dict[str, object]:
    """Returns what the check reports in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_letters_have_shapes_of_their_own() -> None:
    assert report(REPORT)["letters"] is True


def test_no_letter_is_looked_at_after_it_is_gone() -> None:
    assert report(REPORT, **OVERWRITTEN)["letters"] is True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is of Linux")
def test_without_a_font_of_the_systems_the_one_that_comes_along_draws_them(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONT.format(tmp_path / "cache"))
    without = {"FONTCONFIG_FILE": str(config)}
    assert report(REPORT, **without)["letters"] is True
    assert report(BARE + REPORT, **without)["letters"] is False
