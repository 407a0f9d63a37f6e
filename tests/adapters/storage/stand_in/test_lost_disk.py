"""A disk that is lost under the running program loses nothing: it is said, and all is written when it is back."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.storage.damage.histories import content_of
from tests.adapters.storage.stand_in.lost_disk import LOSSES
from tests.helpers.namespaces import unshared

ROOT = Path(__file__).parents[4]


@pytest.mark.skipif(shutil.which("mkfs.ext4") is None, reason="needs a file system of Linux")
@pytest.mark.parametrize("lost", LOSSES)
def test_what_is_asked_meanwhile_is_kept_and_written(tmp_path: Path, lost: str) -> None:
    mounts = f"mkdir -p {tmp_path}/try && truncate -s 9M {tmp_path}/tried && mkfs.ext4 -q {tmp_path}/tried"
    command = unshared("--mount", doing=f"{mounts} && mount -o loop {tmp_path}/tried {tmp_path}/try")
    program = [sys.executable, "-m", "tests.adapters.storage.stand_in.lost_disk", str(tmp_path), lost]
    done = subprocess.run([*command, *program], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    expected = content_of(range(2)) | {
        "before": [("asked before", "yes")],
        "meanwhile": [("asked meanwhile", "yes")],
    }
    content = {name: [tuple(turn) for turn in turns] for name, turns in result["content"].items()}
    kept = {name: [tuple(turn) for turn in turns] for name, turns in result["kept"].items()}
    assert content == kept == expected
    assert result["at_first"]
    assert set(result["at_first"]) <= {"store_disk_error", "store_read_only", "store_written_anew"}
    assert set(result["then"]) <= {"store_written_anew", "store_used_again"}
