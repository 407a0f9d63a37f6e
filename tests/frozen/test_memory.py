"""The memory of a session that docs/admin.md tells to administrators, measured with the package."""

import json
import os
import re
import sys
import tarfile
from pathlib import Path

import pytest

from tests.x11.screen import program, screen

ROOT = Path(__file__).parents[2]
WITH_READER = os.environ.get("ASKANCE_WITHOUT_READER") != "1"
MORE = 1.2  # of what is said: machines differ
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the share of a process is told by Linux")


def shares(pid: int) -> dict[str, float]:
    """Returns the proportional share in MB of a process and all below it, the reader of text apart."""
    found = {"reader": 0.0, "window": 0.0}
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            words = Path(f"/proc/{one}/cmdline").read_bytes()
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
        kilobytes = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
        found["reader" if b"--reader-child" in words else "window"] += int(kilobytes[1]) / 1000 if kilobytes else 0.0
    return found


@pytest.mark.skipif(not WITH_READER, reason="there is no reader inside")
@pytest.mark.skipif("ASKANCE_MEASURE" not in os.environ, reason="memory is measured on request: ASKANCE_MEASURE=1")
def test_sessions_take_the_memory_that_is_said(tmp_path: Path, home: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the system tells the memory of a process without dumps to root alone")
    words = " ".join((ROOT / "docs/admin.md").read_text(encoding="utf-8").split())
    figures = re.search(r"takes (\d+) MB, while the reader is there (\d+) MB more, and (\d+) MB while it reads", words)
    assert figures is not None
    window_mb, reader_mb, reading_mb = map(int, figures.groups())
    with tarfile.open(ROOT / "dist" / "askance.tar.xz") as archive:
        archive.extractall(tmp_path, filter="tar")
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"answers": "computer"}))
    most = {"reader": 0.0, "window": 0.0}
    command = [str(tmp_path / "askance" / "askance"), str(ROOT / "resources" / "sample.png")]
    with screen() as at, program(at, command, home) as process:
        at.window("Askance")

        def has_read() -> bool:
            now = shares(process.pid)
            for name, value in now.items():
                most[name] = max(most[name], value)
            return 0 < now["reader"] < 0.8 * most["reader"] or (0 < now["reader"] <= reader_mb * MORE < most["reader"])

        at.wait(has_read, within_s=120.0)
        now = shares(process.pid)
    assert now["window"] <= window_mb * MORE, now
    assert now["reader"] <= reader_mb * MORE, now
    assert most["reader"] <= reading_mb * MORE, most
    assert 50 * window_mb == 5000 and "So fifty sessions take 5 GB" in words
