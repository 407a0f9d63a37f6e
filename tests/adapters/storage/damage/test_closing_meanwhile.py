"""A history is sound though the program that had it open ends, and takes its log along, while the next one starts."""

from pathlib import Path

import pytest

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage import healing
from desktop.adapters.storage.damage.healing import is_really_damaged
from desktop.adapters.storage.damage.log_frames import frames_named
from desktop.adapters.storage.database import NAME, connect
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import Problem, ProblemKind, StorageError
from tests.adapters.storage.damage.histories import TODAY, content_of, conversation, shown


@pytest.fixture
def open_elsewhere(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path, lambda: TODAY)
    store.save_turns(conversation(0))
    assert frames_named(log_of(tmp_path / NAME)) > 0
    return store


def test_a_start_that_meets_a_program_that_is_closing_heals_nothing(
    tmp_path: Path, open_elsewhere: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = list[Problem]()

    def close_first(folder: Path) -> Path:
        """Stands where a start is about to open the file."""
        open_elsewhere.close()
        return private_folder(folder)

    monkeypatch.setattr(f"{connect.__module__}.private_folder", close_first)
    store = open_history(tmp_path, problems.append, lambda: TODAY)
    assert (problems, shown(store)) == ([], content_of(range(1)))
    store.close()


def test_a_check_that_meets_a_program_that_is_closing_finds_no_damage(
    tmp_path: Path, open_elsewhere: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def close_first(path: Path) -> SqliteConnection:
        open_elsewhere.close()
        return SqliteConnection(path)

    monkeypatch.setattr(healing, "SqliteConnection", close_first)
    assert not is_really_damaged(tmp_path)


def test_a_history_that_is_open_elsewhere_is_not_called_damaged(tmp_path: Path, open_elsewhere: SqliteStore) -> None:
    with pytest.raises(StorageError) as refused:
        is_really_damaged(tmp_path)
    assert refused.value.problem.kind is ProblemKind.STORE_BUSY
    open_elsewhere.close()
