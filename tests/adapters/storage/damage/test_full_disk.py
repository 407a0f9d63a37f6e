"""Healing on a full disk loses nothing, is said, and is done as soon as there is room."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.storage.damage.signs import mark_suspect
from tests.adapters.storage.damage.histories import (
    PAGE_BYTES,
    TODAY,
    YESTERDAY,
    content_of,
    fill,
    overwrite,
    page_count,
)
from tests.helpers.namespaces import unshared

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize("spare", [0, 300_000, 800_000, 1_300_000])
def test_nothing_is_lost_it_is_said_and_it_is_done_when_there_is_room(tmp_path: Path, spare: int) -> None:
    damaged, disk = tmp_path / "damaged", tmp_path / "disk"
    disk.mkdir()
    fill(damaged, range(40), YESTERDAY, copied=True)
    fill(damaged, range(40, 48), TODAY, copied=False)
    overwrite(damaged, page_count(damaged) // 2, b"\xff" * PAGE_BYTES)
    mark_suspect(damaged)
    own_disk = unshared("--mount", doing=f"mount -t tmpfs -o size=64k tmpfs {disk}")
    program = [sys.executable, "-m", "tests.adapters.storage.damage.full_disk", str(damaged), str(disk), str(spare)]
    done = subprocess.run([*own_disk, *program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found["at_first"]) == {"store_full"}
    assert found["kept"]
    assert "store_damaged" in found["then"]
    content = {name: [tuple(asked) for asked in turns] for name, turns in found["content"].items()}
    assert content.pop("new") == [("asked meanwhile", "yes")]
    assert content == content_of(range(48))
