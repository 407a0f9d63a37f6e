"""Dragged files go when the program is left, and at the next start where it was killed."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.files.drag_files import DragFiles
from desktop.adapters.files.user_file import write_user_file
from tests.adapters.files.begun.leftovers import clear_leftovers, notes

DRAGGING = """
import os, signal
from desktop.adapters.files.drag_files import DragFiles
from desktop.adapters.files.user_file import write_user_file
write_user_file(DragFiles().new_path("picture.png"), b"pixels")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_they_stay_until_the_program_is_left(temporary: Path) -> None:
    with contextlib.closing(DragFiles()) as files:
        first, second = files.new_path("1.png"), files.new_path("1.png")
        assert write_user_file(first, b"pixels") is None
        assert write_user_file(second, b"others") is None
        clear_leftovers()
        assert (first.read_bytes(), second.read_bytes()) == (b"pixels", b"others")
        assert os.name != "posix" or first.parent.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []
    assert notes() == []


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_those_of_a_killed_program_go_at_the_next_start(temporary: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DRAGGING], cwd=Path(__file__).parents[3])
    assert done.returncode == -signal.SIGKILL
    (left,) = temporary.rglob("*.png")
    assert left.read_bytes() == b"pixels"
    clear_leftovers()
    assert list(temporary.iterdir()) == []
    assert notes() == []
