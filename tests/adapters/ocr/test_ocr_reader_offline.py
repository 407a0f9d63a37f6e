"""The reader asks nobody and writes nothing: watched in namespaces of its own, with CI unset and a fresh home."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.namespaces import LOOPBACK, unshared

ROOT = Path(__file__).parents[3]
STAGE = (
    f"{LOOPBACK}; ip link add out0 type veth peer name far0; mount --bind /etc/resolv.conf /etc/resolv.conf; "
    "mount -o remount,bind,ro /"
)


@pytest.mark.slow  # it watches a silence
def test_no_look_up_no_connection_no_file(tmp_path: Path) -> None:
    for name in ("home", "askance", "tmp"):
        (tmp_path / name).mkdir()
    bare = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(tmp_path / "home"),
        "ASKANCE_HOME": str(tmp_path / "askance"),
        "TMPDIR": str(tmp_path / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
    }
    namespaces = unshared("--net", "--mount", doing=STAGE)
    command = [*namespaces, sys.executable, "-m", "tests.adapters.ocr.offline_reader", str(tmp_path)]
    done = subprocess.run(command, env=bare, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert "the server refused the connection" in report["text"]
    assert report["alive"], "it was there all the time"
    assert report["controls"], "a look-up, a packet and a file would have been seen"
    assert report["questions"] == []
    assert report["sent"] == 0
    assert report["files"] == ["resolv.conf"]
