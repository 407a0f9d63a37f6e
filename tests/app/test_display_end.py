"""The last words of a program whose display server has died; tests/x11 kills a real one."""

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from desktop.app.display_end import WAYLAND_BROKE

SPEAKING = """
from PySide6.QtCore import qWarning
from desktop import log, paths
from desktop.app.display_end import DisplayEnd

log.to_file(paths.folders())
end = DisplayEnd()
end.watch("wayland", None)
end.last_words = lambda: print("saved", flush=True)
qWarning("something else")
qWarning("The Wayland connection broke. Did the Wayland compositor die?")
print("not reached")
"""


def test_everything_is_saved_before_qt_ends_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", SPEAKING], capture_output=True, text=True, timeout=240)
    assert (done.returncode, done.stdout) == (0, "saved\n"), done.stderr
    assert done.stderr.splitlines() == [
        "something else",
        "The Wayland connection broke. Did the Wayland compositor die?",
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Wayland is Linux's")
def test_qt_still_warns_in_these_words() -> None:
    library = Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6WaylandClient.so.6"
    assert library.read_bytes().count(WAYLAND_BROKE.encode()) == 4
