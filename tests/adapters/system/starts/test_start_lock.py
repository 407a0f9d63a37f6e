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
    assert first.take(f"{tmp_path}/first") is LockOutcome.TAKEN
    assert first.take("again") is LockOutcome.TAKEN
    assert second.take(f"{tmp_path}/second") is LockOutcome.HELD_ELSEWHERE
    assert (first.is_held, second.is_held) == (True, False)
    assert second.socket_of_holder() == f"{tmp_path}/first"
    first.release()
    assert second.take(f"{tmp_path}/second") is LockOutcome.TAKEN
    assert first.take("x") is LockOutcome.HELD_ELSEWHERE
    assert first.socket_of_holder() == f"{tmp_path}/second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    second.release()


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 4000, b'{"socket": 3', b'{"socket": null}', b'{"socket": "x"}']
)
def test_a_holder_that_has_not_written_yet_is_still_one(tmp_path: Path, note: bytes) -> None:
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path)
    first.take("/socket")
    path.write_bytes(note)
    assert second.take("/other") is LockOutcome.HELD_ELSEWHERE
    assert second.socket_of_holder() == ""
    first.release()


@pytest.fixture
def boot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that names this start of the system."""
    path = tmp_path / "boot_id"
    path.write_text("this\n")
    monkeypatch.setattr("desktop.adapters.system.starts.start_lock._BOOT", path)
    return path


@pytest.mark.usefixtures("boot")
def test_the_note_of_the_last_holder_is_not_taken_for_that_of_this_one(tmp_path: Path) -> None:
    """It stands in the file until the one that has the lock has written its own."""
    path = tmp_path / "name.lock"
    first = StartLock(path)
    first.take("/socket")
    own = path.read_bytes()
    waits: list[float] = []

    def write(wait_s: float) -> None:
        waits.append(wait_s)
        if len(waits) == 2:
            path.write_bytes(own)

    for last in ({"computer": "before the restart", "socket": "/socket"}, {"socket": f"{tmp_path}/ended/socket"}):
        waits.clear()
        path.write_text(json.dumps(last))
        assert StartLock(path, write).take("/other") is LockOutcome.HELD_ELSEWHERE
        assert len(waits) == 2
    first.release()


def test_where_computers_have_no_sign_the_holder_is_of_here(tmp_path: Path, boot: Path) -> None:
    """A name would not do: that of a laptop changes with the network."""
    boot.unlink()
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path)
    first.take("/socket")
    path.write_text('{"computer": "laptop.example", "socket": "/socket"}')
    assert second.take("/other") is LockOutcome.HELD_ELSEWHERE
    first.release()


def test_a_holder_whose_socket_cannot_be_here_is_out_of_reach(tmp_path: Path) -> None:
    """It is in another container, with folders of its own."""
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path, lambda _: None)
    first.take(f"{tmp_path}/of its own/socket")
    assert second.take("/other") is LockOutcome.IMPOSSIBLE
    first.release()


@pytest.mark.usefixtures("boot")
def test_a_holder_on_another_computer_is_not_one_of_this_computer(tmp_path: Path) -> None:
    path = tmp_path / "name.lock"
    first, second = StartLock(path), StartLock(path, lambda _: None)
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
