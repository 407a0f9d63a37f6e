"""A backup may be killed at each of its steps: the next program removes what it has left, wherever that is."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from desktop.adapters.files.begun.removing import THREAD
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.composition.leftovers import remove_leftovers
from desktop.core.errors import StorageError
from desktop.services.ports.work_progress import no_step
from tests.adapters.files.begun.leftovers import notes
from tests.adapters.storage.backup.killed_backups import BACKING_UP, NAME, ROOT, filled, killed, maintain, traces


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_kill_at_any_step_leaves_no_trace_of_what_is_deleted_afterwards(tmp_path: Path) -> None:
    whole, ended_at = set[bool](), 0
    filled(tmp_path / "filled")
    for step in range(1, 60):
        place = tmp_path / str(step)
        data, elsewhere = place / "data", place / "elsewhere"
        shutil.copytree(tmp_path / "filled", data)
        elsewhere.mkdir()
        command = [sys.executable, "-c", BACKING_UP, str(data), str(elsewhere / NAME), str(step)]
        done = subprocess.run(command, cwd=ROOT)
        assert done.returncode in (0, -signal.SIGKILL)
        maintain(data)
        assert {path.name for path in elsewhere.iterdir()} <= {NAME}, step
        with contextlib.closing(open_history(data, lambda _: None)) as store:
            store.delete(["c"])
        backup = elsewhere / NAME
        whole.add(backup.exists())
        if backup.exists():  # and it is one
            with zipfile.ZipFile(backup) as archive:
                assert archive.testzip() is None
            backup.unlink()
        assert traces(place) == [], step
        assert {path.name for path in data.iterdir()} >= {"history.sqlite"}
        assert notes() == [], step
        ended_at = step
        if done.returncode == 0:
            break
    assert whole == {True, False}
    assert 5 < ended_at < 59


def test_a_disk_that_is_not_there_at_the_next_start_is_cleared_when_it_is(tmp_path: Path) -> None:
    data, disk = tmp_path / "data", tmp_path / "disk"
    filled(data)
    disk.mkdir()
    killed(data, disk / NAME)
    assert traces(disk)
    disk.rename(tmp_path / "taken away")
    maintain(data)
    disk.mkdir()  # the mount point alone is no disk
    maintain(data)
    disk.rmdir()
    (tmp_path / "taken away").rename(disk)
    maintain(data)
    assert list(disk.iterdir()) == []
    assert notes() == []


def test_a_backup_that_is_still_being_written_stays(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    store = SqliteStore(tmp_path / "data")
    write = store.back_up_to(tmp_path / NAME, {})
    store.close()
    maintain(tmp_path / "data")  # a history that was opened anew meanwhile
    write(no_step)
    assert (tmp_path / NAME).is_file()
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "data", "home"}


def test_the_opening_looks_at_no_other_disk_and_one_that_hangs_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, disk = tmp_path / "data", tmp_path / "disk"
    filled(data)
    disk.mkdir()
    killed(data, disk / NAME)
    SqliteStore(data).close()
    assert traces(disk)
    is_back, remove = threading.Event(), shutil.rmtree

    def hang(folder: Path, ignore_errors: bool = False) -> None:
        if threading.current_thread().name == THREAD:
            is_back.wait()
        remove(folder, ignore_errors)

    monkeypatch.setattr("desktop.adapters.files.begun.removing.shutil.rmtree", hang)
    with contextlib.closing(SqliteStore(data)) as store:
        remove_leftovers()
        remove_leftovers()
        assert [thread.name for thread in threading.enumerate()].count(THREAD) == 1
        store.back_up_to(tmp_path / NAME, {})(no_step)
        assert traces(disk)
    is_back.set()
    maintain(data)
    assert list(disk.iterdir()) == []
    assert notes() == []


def test_a_disk_that_goes_during_a_backup_is_cleared_when_it_is_there_again(tmp_path: Path) -> None:
    data, disk = tmp_path / "data", tmp_path / "disk"
    filled(data)
    disk.mkdir()
    with contextlib.closing(SqliteStore(data)) as store:
        write = store.back_up_to(disk / NAME, {})
        disk.rename(tmp_path / "taken away")
        with pytest.raises(StorageError):
            write(no_step)
    (tmp_path / "taken away").rename(disk)
    assert traces(disk)
    maintain(data)
    assert list(disk.iterdir()) == []
    assert notes() == []
