"""Opening the history: newer, damaged, in use elsewhere, in a place that cannot be written; and its copies."""

import contextlib
import os
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.copies import check_and_copy, newest_good_copy
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.composition import factories
from desktop.core.errors import Problem, ProblemKind, StorageError
from tests.adapters.storage.samples import save, turn


def refusal(folder: Path) -> ProblemKind:
    with pytest.raises(StorageError) as failed:
        SqliteStore(folder)
    return failed.value.problem.kind


def test_a_newer_history_is_refused_and_not_touched(tmp_path: Path) -> None:
    with SqliteConnection(tmp_path / database.NAME) as newer:
        newer.execute("CREATE TABLE future (x)")
        newer.execute("PRAGMA user_version = 99")
    before = (tmp_path / database.NAME).read_bytes()
    assert refusal(tmp_path) is ProblemKind.STORE_NEWER
    assert (tmp_path / database.NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [database.NAME]


def test_a_damaged_history_is_set_aside_and_the_newest_good_copy_takes_its_place(home: Path) -> None:
    folder = home / "data"
    store = SqliteStore(folder, lambda: date(2026, 1, 5))
    save(store, turn("c", "why?", 1))
    store.run_maintenance()
    save(store, turn("d", "later", 2))
    store.close()
    (folder / database.NAME).write_bytes(b"rubbish" * 1000)
    heard: list[Problem] = []
    opened = factories.open_store(keep_history=True)(heard.append)
    assert [row.title for row in opened.page(0, 9)] == ["why?"]
    assert heard[0].kind is ProblemKind.STORE_DAMAGED
    assert (folder / heard[0].name).read_bytes() == b"rubbish" * 1000
    opened.close()


def test_a_damaged_history_without_a_copy_starts_afresh(home: Path) -> None:
    folder = home / "data"
    folder.mkdir(parents=True)
    (folder / database.NAME).write_bytes(b"SQLite format 3\0" + bytes(84) + b"\xff" * 5000)
    heard: list[Problem] = []
    opened = factories.open_store(keep_history=True)(heard.append)
    save(opened, turn("c", "why?", 1))
    assert len(opened.page(0, 9)) == 1
    assert heard[0].kind is ProblemKind.STORE_RESET
    opened.close()


def test_another_program_has_the_history(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    script = "import sys, pathlib; from desktop.adapters.storage.sqlite_store import SqliteStore; "
    script += "SqliteStore(pathlib.Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True)
    assert "store_busy" in done.stderr
    store.close()


def test_a_place_that_cannot_be_written_is_said(home: Path) -> None:
    home.mkdir()
    (home / "data").write_text("a file where the folder should be")
    heard: list[Problem] = []
    opened = factories.open_store(keep_history=True)(heard.append)
    save(opened, turn("c", "why?", 1))
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_READ_ONLY]
    assert len(opened.page(0, 9)) == 1


def test_copies_five_days_and_four_weeks(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    for _ in range(60):
        with contextlib.closing(database.connect(tmp_path)) as connection:
            check_and_copy(connection, tmp_path, day)
        day += timedelta(days=1)
    left = sorted(date.fromisoformat(path.stem) for path in (tmp_path / "backups").glob("20*.sqlite"))
    assert left[-5:] == [day - timedelta(days=ago) for ago in (5, 4, 3, 2, 1)]
    assert len(left) <= 9
    assert len({path.isocalendar()[:2] for path in left}) >= 4


def test_folders_in_the_places_of_copies_stop_no_care(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, lambda: date(2026, 3, 1))
    save(store, turn("c", "why?", 1))
    stray = tmp_path / "pictures" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"found, and shown by nothing")
    backups = tmp_path / "backups"
    for name in ("2026-03-01.sqlite", "2026-03-01-1.sqlite", "2025-01-01.sqlite", "unchecked.sqlite"):
        (backups / name / "of the user").mkdir(parents=True)
        (backups / name).chmod(0o755)
    before = stat.S_IMODE((backups / "2026-03-01.sqlite").stat().st_mode)
    store.run_maintenance()
    copied = newest_good_copy(tmp_path, date(2026, 3, 1))
    assert copied == (date(2026, 3, 1), backups / "2026-03-01-2.sqlite")
    with SqliteConnection(copied[1], immutable=True) as copy:
        assert copy.value("SELECT prompt FROM turns") == "why?"
    assert not stray.exists()  # the rest of the care was done, too
    store.delete(["c"])
    store.run_maintenance()
    store.close()
    assert b"why?" not in copied[1].read_bytes()
    assert {path.name for path in backups.iterdir() if path.is_dir() and (path / "of the user").is_dir()} == {
        "2026-03-01.sqlite",
        "2026-03-01-1.sqlite",
        "2025-01-01.sqlite",
        "unchecked.sqlite",
    }
    assert stat.S_IMODE((backups / "2026-03-01.sqlite").stat().st_mode) == before


def test_a_copy_beside_a_folder_grows_old_as_others_do(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    (tmp_path / "backups" / f"{day}.sqlite").mkdir(parents=True)
    for _ in range(60):
        with contextlib.closing(database.connect(tmp_path)) as connection:
            check_and_copy(connection, tmp_path, day)
        if day == date(2026, 1, 1):
            assert (tmp_path / "backups" / f"{day}-1.sqlite").is_file()
        day += timedelta(days=1)
    assert not (tmp_path / "backups" / "2026-01-01-1.sqlite").exists()
    assert (tmp_path / "backups" / "2026-01-01.sqlite").is_dir()


@pytest.mark.parametrize("name", ["wipe.due", "history.suspect", "switch.json", "quiet-day"])
def test_a_folder_in_the_place_of_a_note_stops_neither_the_start_nor_the_care(tmp_path: Path, name: str) -> None:
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        save(store, turn("c", "why?", 1), turn("d", "and?", 2))
    (tmp_path / name / "of the user").mkdir(parents=True)
    problems: list[Problem] = []
    store = open_history(tmp_path, problems.append, lambda: date(2026, 3, 1))
    store.run_maintenance()
    store.delete(["c"])
    store.close()
    with contextlib.closing(open_history(tmp_path, problems.append, lambda: date(2026, 3, 2))) as store:
        assert [row.id for row in store.page(0, 9)] == ["d"]
    assert problems == []
    assert (tmp_path / "backups" / "2026-03-01.sqlite").is_file()
    assert (tmp_path / name / "of the user").is_dir()


def test_a_file_in_the_place_of_the_folder_of_copies_is_said(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(StorageError) as failed:
        store.run_maintenance()
    assert failed.value.problem.kind is ProblemKind.STORE_READ_ONLY
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_can_read_the_history(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    (folder / "history.sqlite").touch(mode=0o644)
    before = os.umask(0)
    try:
        connection = database.connect(folder)
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        connection.close()
    finally:
        os.umask(before)
    assert set(files.values()) == {0o600}
    assert "history.sqlite-wal" in files
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
