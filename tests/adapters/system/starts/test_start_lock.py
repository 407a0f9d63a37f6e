"""One process holds the lock; its file names its socket, and of another computer's holder nobody waits for a word."""

import json
import os
import stat
from pathlib import Path

import pytest

from desktop.adapters.system.starts.start_lock import LockOutcome, StartLock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a locked file cannot be read elsewhere")


def test_the_holder_is_named_and_the_next_one_too(tmp_path: Path) -> None:
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path)
    assert first.take("/run/a/long/path/of/the/first") is LockOutcome.TAKEN
    assert first.take("again") is LockOutcome.TAKEN
    assert second.take("/data/second") is LockOutcome.HELD_ELSEWHERE
    assert (first.is_held, second.is_held) == (True, False)
    assert second.socket_of_holder() == "/run/a/long/path/of/the/first"
    first.release()
    assert second.take("/data/second") is LockOutcome.TAKEN
    assert first.take("x") is LockOutcome.HELD_ELSEWHERE
    assert first.socket_of_holder() == "/data/second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    second.release()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 4000, b'{"socket": 3'])
def test_a_holder_that_has_not_written_yet_is_still_one(tmp_path: Path, note: bytes) -> None:
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path)
    first.take("/socket")
    path.write_bytes(note)
    assert second.take("/other") is LockOutcome.HELD_ELSEWHERE
    assert second.socket_of_holder() == ""
    first.release()


def test_a_holder_on_another_computer_is_not_one_of_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path)
    first.take("/socket")
    note = json.loads(path.read_bytes())
    path.write_text(json.dumps(note | {"computer": "another"}))
    assert second.take("/other") is LockOutcome.IMPOSSIBLE
    first.release()


def test_a_link_is_not_followed_and_a_folder_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "link.lock").symlink_to("theirs")
    (tmp_path / "folder.lock").mkdir()
    for name in ("link.lock", "folder.lock", "missing/name.lock"):
        assert StartLock(tmp_path / name).take("/socket") is LockOutcome.IMPOSSIBLE
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
