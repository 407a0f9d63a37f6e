"""Landlock by itself: what is allowed can be read, everything else is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, os, sys
from desktop.adapters.cage.landlock import program_files, restrict_to_reading
folder, allowed = sys.argv[1:]
try:
    abi = restrict_to_reading((*program_files(), allowed, "/nowhere"))
except OSError as error:
    print(json.dumps({"refused": str(error)}))
    sys.exit()
def attempt(act):
    try:
        act()
        return True
    except OSError:
        return False
import wave  # a module of Python's own, loaded now
print(json.dumps({
    "abi": abi,
    "read": attempt(lambda: open(allowed + "/a").read()),
    "list": attempt(lambda: os.listdir(allowed)),
    "write": attempt(lambda: open(allowed + "/a", "w")),
    "read elsewhere": attempt(lambda: open(folder + "/b").read()),
    "list elsewhere": attempt(lambda: os.listdir(folder)),
    "delete": attempt(lambda: os.unlink(allowed + "/a")),
    "signal": attempt(lambda: os.kill(os.getppid(), 0)),
}))
"""


def test_only_what_is_allowed_can_be_read(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.mkdir()
    for path in (allowed / "a", tmp_path / "b"):
        path.write_text("x")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(allowed)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout)
    if "refused" in report:
        pytest.skip(f"this kernel has no Landlock: {report['refused']}")
    assert report.pop("abi") >= 1
    can_signal = report.pop("signal")
    assert report == {
        "read": True,
        "list": True,
        "write": False,
        "read elsewhere": False,
        "list elsewhere": False,
        "delete": False,
    }
    assert can_signal is (json.loads(done.stdout)["abi"] < 6)
