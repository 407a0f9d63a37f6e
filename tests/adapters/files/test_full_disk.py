"""A file that is saved on a full disk: the user is told, and what was there stays."""

import subprocess
import sys
from pathlib import Path

from tests.helpers.namespaces import unshared

ROOT = Path(__file__).parents[3]
SAVING = """
import subprocess, sys
from pathlib import Path
from desktop.adapters.files.user_file import write_user_file
from desktop.messages.problems import message_for
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=True)
file = disk / "picture.png"
assert write_user_file(file, b"before") is None
problem = write_user_file(file, b"x" * 1_000_000)
print(message_for(problem).text)
assert file.read_bytes() == b"before", "the picture from before is gone"
assert [path.name for path in disk.iterdir()] == ["picture.png"], "something was left behind"
"""


def test_a_picture_that_does_not_fit_is_told_and_the_one_before_stays(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    own_disk = unshared("--mount", doing=f"mount -t tmpfs -o size=64k tmpfs {disk}")
    command = [*own_disk, sys.executable, "-c", SAVING, str(disk)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert (done.returncode, done.stderr) == (0, "")
    assert "picture.png" in done.stdout
    assert "No space left on device" in done.stdout
