"""A start and a self-test on a system that lacks libraries of the window: a sentence, and no import of Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries of Linux")

ROOT = Path(__file__).parents[2]
LACKING = "import _ctypes; _real = _ctypes.dlopen\n" + (
    "def _dlopen(name, flags=0):\n"
    "    if name in ('libEGL.so.1', 'libGL.so.1'):\n"
    "        raise OSError(f'{name}: cannot open shared object file: No such file or directory')\n"
    "    return _real(name, flags)\n"
    "_ctypes.dlopen = _dlopen\n"
)
IMPORTED = "open({log!r}, 'a').write('Qt was imported')\nraise SystemExit(9)\n"


def run(folder: Path, site: str, qt: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Runs the program with a module that Python imports first, and another PySide6 than the real one."""
    stand_in = folder / "PySide6" / "__init__.py"
    stand_in.parent.mkdir()
    stand_in.write_text(qt)
    (folder / "sitecustomize.py").write_text(site)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")},
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    command = [sys.executable, "-m", "desktop", *words]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=240)


def test_a_start_names_all_of_them_before_qt_is_imported(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = run(tmp_path, LACKING, IMPORTED.format(log=str(log)))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Askance needs libEGL.so.1, libGL.so.1, which this system lacks. ")
    assert done.stderr.count("\n") == 1 and ("libegl1 libgl1" in done.stderr or "libglvnd-egl" in done.stderr)
    assert not log.exists()


def test_so_does_the_part_of_the_self_test_that_needs_qt(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = run(tmp_path, LACKING, IMPORTED.format(log=str(log)), "--qt-check")
    assert done.returncode == 1 and done.stderr.startswith("Askance needs libEGL.so.1, libGL.so.1, which this system")
    assert not log.exists()


def test_a_library_that_only_the_import_misses_is_named_too(tmp_path: Path) -> None:
    reason = "libodd-2.so.7: cannot open shared object file: No such file or directory"
    done = run(tmp_path, "", f"raise ImportError({reason!r})\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Askance needs libodd-2.so.7, which this system lacks.\n"


def test_another_fault_keeps_its_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, "", "raise ImportError('cannot import name x')\n")
    assert done.returncode == 1 and "Traceback" in done.stderr
