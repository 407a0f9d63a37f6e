"""A backup may be killed at each of its steps: the next start removes what it has left, wherever that is."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.services.ports.work_progress import no_step
from tests.adapters.storage.samples import image, turn

ROOT = Path(__file__).parents[4]
WORDS = "a needle in the haystack of a long answer"
NAME = "all.askance-backup"

BACKING_UP = """
import os, signal, sys
from pathlib import Path
from desktop.adapters.storage.sqlite_store import SqliteStore
data, target, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store = SqliteStore(data)

def watch(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "tempfile.mkdtemp")
    opens = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (changes or opens) and str(data.parent) in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
store.back_up_to(target, {})(lambda done, whole: None)
store.close()
"""


def filled(folder: Path) -> None:
    with contextlib.closing(SqliteStore(folder)) as store:
        store.save_images([sent := image()])
        store.save_turns([turn("c", "what is it?", 1, sent, answer=WORDS), turn("d", "and this?", 2)])


def traces(folder: Path) -> list[str]:
    needles = (WORDS.encode(), image().data[20:60], image().id.encode())
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() or needle == path.name.encode() for needle in needles)
    ]


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
        with contextlib.closing(open_history(data, lambda _: None)) as store:
            assert {path.name for path in elsewhere.iterdir()} <= {NAME}, step
            store.delete(["c"])
        backup = elsewhere / NAME
        whole.add(backup.exists())
        if backup.exists():  # and it is one
            with zipfile.ZipFile(backup) as archive:
                assert archive.testzip() is None
            backup.unlink()
        assert traces(place) == [], step
        assert {path.name for path in data.iterdir()} >= {"history.sqlite"}
        assert [path.name for path in data.iterdir() if "begun" in path.name] == [], step
        ended_at = step
        if done.returncode == 0:
            break
    assert whole == {True, False}
    assert 5 < ended_at < 59


def killed(data: Path, target: Path) -> None:
    """Kills a backup as soon as the copy of the history lies beside it."""
    command = [sys.executable, "-c", BACKING_UP, str(data), str(target), "1000"]
    code = command[2].replace("store.back_up_to(target, {})(", "write = store.back_up_to(target, {})\nos._exit(9)\n(")
    assert subprocess.run([command[0], "-c", code, *command[3:]], cwd=ROOT).returncode == 9


def test_a_disk_that_is_not_there_at_the_next_start_is_cleared_when_it_is(tmp_path: Path) -> None:
    data, disk = tmp_path / "data", tmp_path / "disk"
    filled(data)
    disk.mkdir()
    killed(data, disk / NAME)
    assert traces(disk)
    disk.rename(tmp_path / "taken away")
    SqliteStore(data).close()
    (tmp_path / "taken away").rename(disk)
    SqliteStore(data).close()
    assert list(disk.iterdir()) == []
    assert not list(data.glob("backups.begun*"))


def test_a_backup_that_is_still_being_written_stays(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    store = SqliteStore(tmp_path / "data")
    write = store.back_up_to(tmp_path / NAME, {})
    store.close()
    with contextlib.closing(SqliteStore(tmp_path / "data")):  # a history that was opened anew meanwhile
        write(no_step)
    assert (tmp_path / NAME).is_file()
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "data"}


@pytest.mark.parametrize("note", [b"", b"{", b"[3]", b'["/"]', b"{}", b"\xff", b"[" * 100_000])
def test_a_damaged_note_removes_nothing(tmp_path: Path, note: bytes) -> None:
    filled(tmp_path)
    (tmp_path / "backups.begun").write_bytes(note)
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert len(store.page(0, 9)) == 2


def test_only_what_a_backup_makes_is_removed(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    theirs, odd = tmp_path / ".askance-ab3_x9zq", tmp_path / "folder"
    for folder in (theirs, odd):
        folder.mkdir()
        (folder / "mine.txt").write_text("of the user")
    (tmp_path / "data" / "backups.begun").write_text(f'["{theirs}", "{odd}"]')
    SqliteStore(tmp_path / "data").close()
    assert (theirs / "mine.txt").exists() and (odd / "mine.txt").exists()


def test_a_note_that_cannot_be_written_stops_no_backup(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    (tmp_path / "data" / "backups.begun").mkdir()
    with contextlib.closing(SqliteStore(tmp_path / "data")) as store:
        store.back_up_to(tmp_path / NAME, {})(no_step)
    assert {path.name for path in tmp_path.iterdir()} == {NAME, "data"}
