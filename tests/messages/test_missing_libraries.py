"""A system that lacks a library of the window gets a sentence with the package's name, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.messages.missing_libraries import PACKAGES, sentence

REASON = "{library}: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize("library", PACKAGES)
def test_a_known_library_is_named_with_its_package(library: str) -> None:
    words = sentence(ImportError(REASON.format(library=library)))
    assert library in words and words.endswith(f"sudo apt install {PACKAGES[library]}")


def test_an_unknown_library_is_named_alone() -> None:
    assert sentence(ImportError(REASON.format(library="libodd-2.so.7"))) == (
        "Askance needs libodd-2.so.7, which this system lacks."
    )


@pytest.mark.parametrize("message", ["No module named 'desktop.nowhere'", "cannot import name 'x' from 'y'", ""])
def test_a_fault_of_the_program_stays_one(message: str) -> None:
    assert sentence(ImportError(message)) == ""


def test_a_start_without_the_library_ends_with_the_sentence(tmp_path: Path) -> None:
    stand_in = tmp_path / "PySide6" / "__init__.py"
    stand_in.parent.mkdir()
    stand_in.write_text(f"raise ImportError({REASON.format(library='libEGL.so.1')!r})\n")
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", "desktop"], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Askance needs libEGL.so.1, which this system lacks. On Debian and Ubuntu, type: sudo apt install libegl1\n"
    )
