"""Libraries lose the names for debuggers and go on working; those that stripping would damage are left alone."""

import importlib.machinery
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.packages.elf import has_debug_symbols, segments
from tools.packages.left_out.debug_symbols import leave_out_debug_symbols

SITE = Path(pytest.__file__).parents[1]
ENDING = importlib.machinery.EXTENSION_SUFFIXES[0]


@pytest.fixture(autouse=True)
def tools() -> None:
    """Skips without what reads and strips libraries."""
    if not sys.platform.startswith("linux") or shutil.which("strip") is None or shutil.which("readelf") is None:
        pytest.skip("there are no binutils here")


def test_a_library_is_smaller_and_has_the_same_segments(tmp_path: Path) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler here")
    (tmp_path / "one.c").write_text(
        "static int hidden(int x) { return x + 41; }\nint shown(int x) { return hidden(x); }\n"
    )
    library = tmp_path / "one.so"
    subprocess.run([compiler, "-g", "-shared", "-fPIC", "-o", library, tmp_path / "one.c"], check=True)
    before, size = segments(library), library.stat().st_size
    assert before and has_debug_symbols(library)
    assert leave_out_debug_symbols(tmp_path) == [library]
    assert not has_debug_symbols(library) and segments(library) == before and library.stat().st_size < size
    call = f"import ctypes; print(ctypes.CDLL({str(library)!r}).shown(1))"
    assert subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True).stdout == "42\n"


def test_what_wheels_bring_is_loaded_as_before(tmp_path: Path) -> None:
    for name in ("regex", "numpy", "numpy.libs"):
        if not (SITE / name).exists():
            pytest.skip(f"{name} is not installed here")
        shutil.copytree(SITE / name, tmp_path / name)
    stripped = {path.name for path in leave_out_debug_symbols(tmp_path)}
    assert f"_regex{ENDING}" in stripped
    call = "import sys; sys.path.insert(0, sys.argv[1]); import numpy, regex; print(numpy.__file__, regex.__file__)"
    call += "; print(float(numpy.ones(3) @ numpy.ones(3)), bool(regex.search('b+', 'abb')))"
    done = subprocess.run([sys.executable, "-c", call, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.count(str(tmp_path)) == 2 and done.stdout.endswith("3.0 True\n")
