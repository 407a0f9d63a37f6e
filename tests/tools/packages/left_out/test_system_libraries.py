"""What is left to the system, what only that needed, and links that lead nowhere are gone; the rest stays."""

import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.paths import PARTS
from tools.packages.left_out.system_libraries import leave_to_system


def library(folder: Path, name: str, *asks_for: str) -> None:
    """Compiles a library that asks for others of the folder."""
    needed = [f"-l:{other}" for other in asks_for]
    command = ["cc", "-shared", "-fPIC", "-x", "c", "/dev/null", "-o", str(folder / name), f"-Wl,-soname,{name}"]
    subprocess.run([*command, "-Wl,--no-as-needed", f"-L{folder}", *needed], check=True)


def test_what_nothing_asks_for_goes(tmp_path: Path) -> None:
    if shutil.which("cc") is None or shutil.which("readelf") is None:
        pytest.skip("there is no C compiler here, or there are no binutils")
    inside = tmp_path / PARTS
    (inside / "package").mkdir(parents=True)
    library(inside, "libdeep.so.1")
    library(inside, "libcups.so.2", "libdeep.so.1")
    library(inside, "liborphan.so.1")
    library(inside, "libused.so.1")
    library(inside, "libpython3.11.so.1.0")
    library(inside, "libX11.so.6")
    library(inside, "module.cpython-311-x86_64-linux-gnu.so", "libcups.so.2", "libused.so.1")
    (inside / "libgone.so.1").symlink_to("package/libgone.so.1")
    (inside / "libother.so.1").symlink_to("libused.so.1")
    assert leave_to_system(tmp_path) == ["libcups.so.2", "libdeep.so.1", "liborphan.so.1"]
    assert {path.name for path in inside.iterdir()} == {
        *("libused.so.1", "libpython3.11.so.1.0", "libX11.so.6", "libother.so.1", "package"),
        "module.cpython-311-x86_64-linux-gnu.so",
    }
