"""A backup removes the copies of the history that a killed program has left beside one, and nothing else."""

import contextlib
import os
from pathlib import Path

import pytest

from desktop.adapters.storage.backup.file_format import HISTORY
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.services.ports.work_progress import no_step

LONG_AGO = 1_700_000_000


def left(place: Path, name: str = ".askance-ab3_x9zq", content: str = HISTORY) -> Path:
    """Returns a folder as a program that was killed long ago has left it."""
    folder = place / name
    folder.mkdir()
    (folder / content).write_bytes(b"the whole history")
    os.utime(folder, (LONG_AGO, LONG_AGO))
    return folder


def back_up(place: Path) -> None:
    with contextlib.closing(SqliteStore(place / "data")) as store:
        store.back_up_to(place / "all.askance-backup", {})(no_step)


@pytest.mark.parametrize("content", [HISTORY, f".{HISTORY}.k2_d8s0a.part"])
def test_what_was_left_is_removed_at_the_next_backup(tmp_path: Path, content: str) -> None:
    folder = left(tmp_path, content=content)
    (folder / "runs").mkdir()
    (folder / "runs" / f"{'a' * 32}.sqlite").write_bytes(b"a run")
    os.utime(folder, (LONG_AGO, LONG_AGO))
    back_up(tmp_path)
    assert not folder.exists()
    assert (tmp_path / "all.askance-backup").is_file()


def test_a_folder_that_another_program_may_be_using_stays(tmp_path: Path) -> None:
    folder = left(tmp_path)
    os.utime(folder)
    back_up(tmp_path)
    assert folder.exists()


@pytest.mark.parametrize(("name", "content"), [(".askance-ab3_x9zq", "mine.txt"), (".askance-notes", HISTORY)])
def test_a_folder_of_the_users_own_stays(tmp_path: Path, name: str, content: str) -> None:
    folder = left(tmp_path, name, content)
    back_up(tmp_path)
    assert (folder / content).exists()


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder, link = left(elsewhere), tmp_path / ".askance-ab3_x9zq"
    link.symlink_to(folder, target_is_directory=True)
    os.utime(link, (LONG_AGO, LONG_AGO), follow_symlinks=False)
    back_up(tmp_path)
    assert link.is_symlink() and (folder / HISTORY).exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_another_user_stays(tmp_path: Path) -> None:
    folder = left(tmp_path)
    os.chown(folder, 4321, 4321)
    back_up(tmp_path)
    assert folder.exists()
