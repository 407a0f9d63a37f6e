"""What no history could keep until the program ended is there after the next start that can."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.files.whole_file import PRIVATE
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces
from desktop.adapters.storage.stand_in.stand_in_store import LeavingStore
from desktop.core.errors import ProblemKind, StorageError
from tests.adapters.storage.damage.histories import TODAY, content_of, fill, shown
from tests.adapters.storage.stand_in.left import SENT, TYPED, check_all, fill_with_all, opened

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="folders and links of POSIX"),
    pytest.mark.usefixtures("qapp"),
]


@pytest.fixture
def folder(home: Path) -> Path:
    """Returns a data folder with a history of three conversations that cannot be used: a folder stands in its place."""
    data = home / "data"
    fill(data, range(3), TODAY, copied=True)
    (data / NAME).rename(data / "the history")
    (data / NAME / "something").mkdir(parents=True)
    return data


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """Returns the same where nothing can be left beside the history."""
    (folder / "left").touch()
    yield folder
    (folder / "left").unlink(missing_ok=True)


def mend(folder: Path) -> None:
    (folder / NAME).rename(folder / "moved away")
    (folder / "the history").rename(folder / NAME)


@pytest.mark.parametrize("ends", [1, 2, 3])
def test_everything_is_there_once_the_history_can_be_used(folder: Path, ends: int) -> None:
    for end in range(ends):
        stand_in = opened()
        if not end:
            fill_with_all(stand_in)
        assert stand_in.last_draft() == ("e", TYPED)
        stand_in.close()
    mend(folder)
    problems = list[ProblemKind]()
    store = opened(problems)
    check_all(store)
    store.close()
    assert problems == [ProblemKind.STORE_USED_AGAIN]
    assert not (folder / "left").exists()
    again = opened(problems)
    check_all(again)
    again.close()
    assert problems == [ProblemKind.STORE_USED_AGAIN]


def test_another_folder_of_the_program_serves(read_only: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    left = [path for path in (read_only.parent / "state" / "left").rglob("*") if path.is_file()]
    assert left
    assert {path.stat().st_mode & 0o777 for path in left} == {PRIVATE}
    assert (read_only.parent / "state" / "left").stat().st_mode & 0o777 == 0o700
    mend(read_only)
    store = opened()
    check_all(store)
    store.close()
    assert not (read_only.parent / "state" / "left").exists()


def test_what_is_deleted_afterwards_does_not_come_back(folder: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    again = opened()
    again.delete(["d", "e"])
    again.close()
    mend(folder)
    store = opened()
    assert shown(store).keys() == content_of(range(3)).keys()
    assert store.image_bytes(SENT.id) is None
    store.close()


def test_where_nothing_can_be_written_that_is_said(home: Path, tmp_path: Path) -> None:
    data = home / "data"
    data.mkdir(parents=True)
    (data / NAME).mkdir()
    for name in ("data", "state", "config"):
        (home / name).mkdir(exist_ok=True)
        (home / name / "left").touch()
    stand_in = opened()
    fill_with_all(stand_in)
    with pytest.raises(StorageError):
        stand_in.leave()
    stand_in.leave(tmp_path / "chosen" / "left")
    for name in ("data", "state", "config"):
        (home / name / "left").unlink()
    (tmp_path / "chosen" / "left").rename(data / "left")
    (data / NAME).rename(data / "moved away")
    fill(data, range(3), TODAY, copied=False)
    store = opened()
    check_all(store)
    store.close()


@pytest.mark.logs("a conversation that was left cannot be read")
def test_illegible_files_stay_and_stop_nothing(folder: Path) -> None:
    stand_in = opened()
    fill_with_all(stand_in)
    stand_in.close()
    odd = {
        "a.json": b"",
        "b.json": b"[]",
        "c.json": b'{"turns": 3}',
        "d.json": b"\xff\xfe",
        "e.json": b"[" * 100_000,
        "f.json": b'{"id": "../../x", "turns": [], "draft": null, "title": "", "last": "", "left_at": 0}',
    }
    for name, content in odd.items():
        (folder / "left" / name).write_bytes(content)
    (folder / "left" / "g.json").symlink_to("/etc/passwd")
    mend(folder)
    store = opened()
    check_all(store)
    store.close()
    assert {path.name for path in (folder / "left").glob("*.json")} == {*odd, "g.json"}


def test_a_second_connection_in_the_way_until_the_end(home: Path) -> None:
    data = home / "data"
    fill(data, range(2), TODAY, copied=False)
    other = SqliteConnection(data / NAME)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.value("PRAGMA schema_version")
    stand_in = opened()
    stand_in.save_draft("e", TYPED)
    stand_in.close()
    other.close()
    store = opened()
    assert store.last_draft() == ("e", TYPED)
    store.close()


def test_nothing_is_left_where_nothing_was_typed(folder: Path) -> None:
    opened().close()
    assert not (folder / "left").exists()
    assert LeavingStore(LeavingPlaces(folder / "left")).page(0, 1) == ()
