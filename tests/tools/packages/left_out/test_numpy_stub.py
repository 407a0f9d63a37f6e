"""numpy without its library for matrices: numbers are calculated as before, and a product of matrices ends in words."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.packages.left_out.numpy_stub import leave_out_matrices

SITE = Path(pytest.__file__).parents[1]
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import numpy
assert numpy.__file__.startswith(sys.argv[1])
numbers = numpy.arange(1, 10, dtype=sys.argv[2])
print(float(numbers.dot(numbers)), float(numbers[::2].dot(numbers[::2])))
print(numpy.percentile(numbers, 30), numpy.median(numbers))
if len(sys.argv) > 3:
    numpy.ones((3, 3)) @ numpy.ones((3, 3))
"""


def run(site: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", PROGRAM, str(site), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_products_of_vectors_are_right_and_those_of_matrices_end_with_a_sentence(tmp_path: Path) -> None:
    for name in ("numpy", "numpy.libs"):
        if not (SITE / name).exists():
            pytest.skip(f"this system's wheel has no {name}")
        shutil.copytree(SITE / name, tmp_path / name)
    before = [run(tmp_path, kind).stdout for kind in ("float32", "float64")]
    if not leave_out_matrices(tmp_path):
        pytest.skip("there is no C compiler here, or there are no binutils")
    assert sum(path.stat().st_size for path in (tmp_path / "numpy.libs").iterdir()) < 100_000
    assert [run(tmp_path, kind).stdout for kind in ("float32", "float64")] == before
    assert before[0].startswith("285.0 165.0\n")
    ended = run(tmp_path, "float64", "matrices")
    assert ended.returncode != 0 and "A part of a library that this package leaves out was called." in ended.stderr
