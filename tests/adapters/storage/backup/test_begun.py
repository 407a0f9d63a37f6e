"""The note of the backups that are being written: damaged, unreadable, and of folders that nobody can look at."""

import contextlib
import errno
import json
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.adapters.files.whole_file import whole_file
from desktop.adapters.storage.backup import begun
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.services.ports.work_progress import no_step
from tests.adapters.storage.backup.killed_backups import NAME, filled, maintain


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[3]", b'["/"]', b'[{"folder": "/"}]', b'[{"folder": 1}]', b"{}", b"\xff", b"[" * 100_000]
)
def test_a_damaged_note_removes_nothing(tmp_path: Path, note: bytes) -> None:
    filled(tmp_path)
    (tmp_path / "backups.begun").write_bytes(note)
    maintain(tmp_path)
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert len(store.page(0, 9)) == 2


def noted(data: Path, *folders: Path) -> None:
    """Notes folders of backups as if they were being written."""
    plain = [{"folder": str(folder), "device": 0, "inode": 0} for folder in folders]
    (data / "backups.begun").write_text(json.dumps(plain))


@pytest.mark.parametrize("place", ["/" + 300 * "n", "/a\0b", "/dev/null"])
def test_a_folder_that_nobody_can_look_at_stops_nothing_and_stays_noted(tmp_path: Path, place: str) -> None:
    filled(tmp_path)
    noted(tmp_path, Path(place, ".askance-ab3_x9zq"))
    maintain(tmp_path)
    assert "ab3_x9zq" in (tmp_path / "backups.begun").read_text()


def test_a_note_that_cannot_be_read_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    filled(data)
    noted(data, tmp_path / "gone" / ".askance-ab3_x9zq")
    before, read = (data / "backups.begun").read_bytes(), Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == "backups.begun":
            raise OSError(errno.EIO, "the disk")
        return read(path)

    with contextlib.closing(SqliteStore(data)) as store, monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", fail)
        store.back_up_to(tmp_path / NAME, {})(no_step)
    assert (data / "backups.begun").read_bytes() == before


def test_a_backup_that_a_collection_of_garbage_ends_waits_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may come in the thread that writes the note at this moment."""
    data = tmp_path / "data"
    data.mkdir()
    lost = begun.begin(data, tmp_path)

    def collected(path: Path, mode: int) -> contextlib.AbstractContextManager[BinaryIO]:
        monkeypatch.undo()
        begun.end(data, lost)
        return whole_file(path, mode)

    monkeypatch.setattr(begun, "whole_file", collected)
    private = begun.begin(data, tmp_path)
    assert not lost.exists()
    begun.end(data, private)


def test_only_what_a_backup_makes_is_removed(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    theirs, odd = tmp_path / ".askance-ab3_x9zq", tmp_path / "folder"
    for folder in (theirs, odd):
        folder.mkdir()
        (folder / "mine.txt").write_text("of the user")
    noted(tmp_path / "data", theirs, odd)
    maintain(tmp_path / "data")
    assert (theirs / "mine.txt").exists() and (odd / "mine.txt").exists()
    assert not (tmp_path / "data" / "backups.begun").exists()


def test_a_note_that_cannot_be_written_stops_no_backup(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    (tmp_path / "data" / "backups.begun").mkdir()
    with contextlib.closing(SqliteStore(tmp_path / "data")) as store:
        store.back_up_to(tmp_path / NAME, {})(no_step)
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "data"}
