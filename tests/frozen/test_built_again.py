"""A second build of the same files on the same machine, compared with the first byte for byte."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.packages.facts import ROOT

DIST = ROOT / "dist"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


def digests(folder: Path) -> dict[str, str]:
    """Returns the SHA-256 of each file below a folder, and where each link leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = os.readlink(path)
        elif path.is_file():
            with path.open("rb") as file:
                found[name] = f"{path.stat().st_mode:o} {hashlib.file_digest(file, 'sha256').hexdigest()}"
    return found


@pytest.mark.skipif("ASKANCE_BUILD_AGAIN" not in os.environ, reason="on request: ASKANCE_BUILD_AGAIN=1 run.py build")
def test_a_second_build_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    subprocess.run([*command, "--distpath", str(tmp_path), "build.spec"], cwd=ROOT, check=True)
    assert digests(tmp_path / "askance") == digests(DIST / "askance")
    assert (tmp_path / "askance.tar.xz").read_bytes() == (DIST / "askance.tar.xz").read_bytes()
