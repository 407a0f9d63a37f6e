"""A history that somebody put in the place, or took away whole, is theirs to choose and no damage."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.commit_record import LARGEST, read_commits, record_commits
from desktop.adapters.storage.damage.signs import close_watched, connect_watched
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import COMMITS
from tests.adapters.storage.damage.histories import TODAY, Content, content_of, conversation, fill, used

pytestmark = pytest.mark.usefixtures("qapp")


def content_after(folder: Path) -> Content:
    """Uses a history, of which nothing may be said, and returns what it shows."""
    use = used(folder, date(2026, 11, 29))
    assert use.problems == []
    return use.content


@pytest.fixture
def forked(tmp_path: Path) -> tuple[Path, Path]:
    """Returns the data folders of two computers, one of which began as a copy of the other."""
    one, other = tmp_path / "one", tmp_path / "other"
    fill(one, range(3), TODAY, copied=True)
    shutil.copytree(one, other)
    return one, other


def test_the_history_of_a_copied_folder_that_went_on(forked: tuple[Path, Path]) -> None:
    one, other = forked
    fill(one, range(3, 13), TODAY, copied=False)
    fill(other, range(13, 18), TODAY, copied=False)
    shutil.copyfile(other / NAME, one / NAME)
    assert content_after(one) == content_of(range(3)) | content_of(range(13, 18))


def test_the_history_of_a_copied_folder_in_the_place_of_a_killed_one(forked: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = forked
    store = SqliteStore(one, lambda: TODAY)
    for number in range(3, 13):
        store.save_turns(conversation(number))
    shutil.copytree(one, tmp_path / "killed")
    store.close()
    fill(other, range(13, 18), TODAY, copied=False)
    log_of(tmp_path / "killed" / NAME).unlink()
    shutil.copyfile(other / NAME, tmp_path / "killed" / NAME)
    assert content_after(tmp_path / "killed") == content_of(range(3)) | content_of(range(13, 18))


def test_a_copy_from_the_middle_of_the_last_session(tmp_path: Path) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copy"
    fill(folder, range(1), TODAY, copied=False)
    store = SqliteStore(folder, lambda: TODAY)
    for number in range(1, 4):
        store.save_turns(conversation(number))
    with_log = shutil.copytree(folder, copy)
    store.save_turns(conversation(4))
    store.close()
    with SqliteConnection(with_log / NAME) as snapshot:
        assert snapshot.write_log_back()
    shutil.copyfile(with_log / NAME, folder / NAME)
    assert content_after(folder) == content_of(range(4))


def test_nothing_is_noted_of_an_end_whose_record_lags_behind(tmp_path: Path) -> None:
    connection = connect_watched(tmp_path)
    with connection.transaction() as do:
        do("INSERT INTO conversations (id, updated_at) VALUES ('c', 1)")
    record = (tmp_path / COMMITS).read_bytes()
    with connection.transaction() as do:
        do("UPDATE conversations SET updated_at = 2")
    (tmp_path / COMMITS).write_bytes(record)
    close_watched(connection, tmp_path)
    assert (tmp_path / COMMITS).read_bytes() == record


def test_the_note_of_an_end_bears_the_number(tmp_path: Path) -> None:
    fill(tmp_path, range(2), TODAY, copied=False)
    commits = read_commits(tmp_path)
    assert commits is not None
    assert commits.noted_end == commits.last > commits.first
    with SqliteConnection(tmp_path / NAME, immutable=True) as history:
        assert history.commit_number == commits.last


def test_a_session_after_a_clean_end_is_watched(tmp_path: Path) -> None:
    fill(tmp_path, range(2), TODAY, copied=False)
    store = SqliteStore(tmp_path)
    commits = read_commits(tmp_path)
    store.close()
    assert commits is not None
    assert commits.noted_end == 0


@pytest.mark.parametrize("copied", [True, False])
def test_a_history_that_is_removed_by_hand(tmp_path: Path, copied: bool) -> None:
    fill(tmp_path, range(2), TODAY, copied)
    for name in ("pictures", "backups"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
    (tmp_path / NAME).unlink()
    assert (tmp_path / COMMITS).exists()
    assert content_after(tmp_path) == {}


class _Killed(SqliteConnection):
    """A connection whose folder is copied as it is when a record has given the history its first number."""

    copy: Path

    def set_commit_number(self, number: int) -> None:
        super().set_commit_number(number)
        shutil.copytree(self.copy.with_name("data"), self.copy)


@pytest.mark.parametrize("in_file", [LARGEST - 2, LARGEST, 2**31 - 2, 2**31 - 1])
def test_a_kill_after_the_highest_number(tmp_path: Path, in_file: int) -> None:
    folder, copy = tmp_path / "data", tmp_path / "killed"
    fill(folder, range(2), TODAY, copied=False)
    with SqliteConnection(folder / NAME) as numbered:
        numbered.set_commit_number(in_file)
    with _Killed(folder / NAME) as connection:
        connection.execute(f"PRAGMA application_id = {max(in_file, LARGEST + 3)}")  # in the log only
        connection.copy = copy
        record_commits(connection, folder)
    assert content_after(copy) == content_of(range(2))


class _Listener:
    """What hears of commits, and remembers which record was in the place when it was closed."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self.at_its_end = b""

    def add(self, number: int, turns: object) -> None:
        """Keeps nothing."""

    def close(self) -> None:
        self.at_its_end = self._record.read_bytes()


def test_the_old_record_is_closed_before_a_new_one_takes_its_place(tmp_path: Path) -> None:
    record = tmp_path / COMMITS
    with SqliteConnection(tmp_path / NAME) as connection:
        record.write_bytes(b"old")
        listener = _Listener(record)
        connection.record_commits(lambda: listener)
        record_commits(connection, tmp_path)
        assert (listener.at_its_end, record.read_bytes() == b"old") == (b"old", False)
