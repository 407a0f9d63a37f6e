"""The last words of a program whose Wayland compositor has died."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from desktop.app.wayland_end import BROKEN

SPEAKING = """
from PySide6.QtCore import qWarning
from desktop.app.wayland_end import on_wayland_end

on_wayland_end(lambda: print("saved", flush=True))
qWarning("something else")
qWarning("The Wayland connection broke. Did the Wayland compositor die?")
print("not reached")
"""


def test_everything_is_saved_before_qt_ends_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPEAKING], env={**os.environ}, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "saved\n"), done.stderr
    assert done.stderr.splitlines() == [
        "something else",
        "The Wayland connection broke. Did the Wayland compositor die?",
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Wayland is Linux's")
def test_qt_still_warns_in_these_words() -> None:
    library = Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6WaylandClient.so.6"
    assert library.read_bytes().count(BROKEN.encode()) == 4
