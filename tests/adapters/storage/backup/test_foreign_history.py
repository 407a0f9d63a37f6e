"""A history that comes from elsewhere is copied row by row, and only if it is what this program makes."""

import contextlib
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.backup.foreign_history import ForeignHistoryError, copy_foreign_history
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.search.word_index import add_functions
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.errors import ProblemKind, StorageError
from tests.adapters.storage.backup.shared_pages import WITH_ANSWERS, share_pages
from tests.adapters.storage.samples import image, turn


def history(folder: Path) -> Path:
    """A history with two conversations, one of them with a picture, closed."""
    with contextlib.closing(SqliteStore(folder)) as store:
        sent = image()
        store.save_images([sent])
        store.save_turns([turn("c", "what is it?", 1, sent, answer="a needle"), turn("d", "and this?", 2)])
        store.pin("d", True)
    return folder / "history.sqlite"


def changed(path: Path, *statements: str) -> Path:
    """The file after statements of a stranger, for whom no protection is on."""
    with contextlib.closing(apsw.Connection(str(path))) as connection:
        for name in ("spaced", "index_words"):
            connection.create_scalar_function(name, lambda *values: str(values[0]), 1, deterministic=True)
        for statement in statements:
            connection.execute(statement)
    return path


def test_every_row_comes_along_and_words_are_found(tmp_path: Path) -> None:
    source = history(tmp_path / "old")
    copy_foreign_history(source, tmp_path / "history.sqlite")
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert [row.id for row in store.page(0, 9)] == ["d", "c"]
        assert [row.id for row in store.page(0, 9, SearchQuery("needle"))] == ["c"]
        assert store.conversation("c").turns[0].images[0].id == image().id


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_history_of_each_version_is_brought_to_the_newest(tmp_path: Path, version: int) -> None:
    with SqliteConnection(tmp_path / "old.sqlite") as old:
        add_functions(old)
        migrate(old, MIGRATIONS[:version])
        with old.transaction() as do:
            do("INSERT INTO conversations (id, updated_at) VALUES ('c', 1.0)")
            do(
                "INSERT INTO turns (id, conversation_id, asked_at, prompt, model, host, stage, answer) "
                "VALUES ('t', 'c', 1.0, 'what?', 'm', 'h', 'done', 'a needle')"
            )
            if version >= 3:
                do("UPDATE turns SET number = 1")
    copy_foreign_history(tmp_path / "old.sqlite", tmp_path / "history.sqlite")
    with SqliteConnection(tmp_path / "history.sqlite") as own:
        assert version_of(own) == len(MIGRATIONS)
        assert own.execute("SELECT answer FROM turns").fetchall() == [("a needle",)]


@pytest.mark.parametrize(
    "statements",
    [
        ["ALTER TABLE turns ADD COLUMN huge TEXT AS (hex(zeroblob(50000000)))"],
        ["DROP TABLE leaving"],
        ["CREATE VIRTUAL TABLE more USING fts5(x)"],
        ["CREATE TABLE more (x)"],
        ["CREATE VIEW more AS SELECT 1"],
        ["CREATE INDEX more ON turns (length(answer))"],
        ["CREATE TRIGGER more AFTER INSERT ON turns BEGIN DELETE FROM turns; END"],
        ["DROP TRIGGER words_in"],
        ["PRAGMA foreign_keys = OFF", "UPDATE turns SET conversation_id = 'nobody'"],
        ["UPDATE turns SET answer = x'00ff'"],
        ["UPDATE conversations SET updated_at = 'soon'"],
        ["UPDATE conversations SET updated_at = 9e999"],
        ["UPDATE turns SET asked_at = -1e300"],
        ["INSERT INTO spending VALUES ('nothing', 1.0, -1000.0)"],
        ["UPDATE turns SET id = NULL"],
        ["INSERT INTO going VALUES ('x' || char(10) || '+another')"],
        ["INSERT INTO leaving VALUES (printf('%.300c', 'a'))"],
        ["PRAGMA user_version = 2"],
        ["PRAGMA user_version = 0"],
    ],
)
def test_what_this_program_would_not_make_is_refused(tmp_path: Path, statements: list[str]) -> None:
    source = changed(history(tmp_path / "old"), *statements)
    with pytest.raises((ForeignHistoryError, StorageError)):
        copy_foreign_history(source, tmp_path / "history.sqlite")


def test_a_newer_history_is_named_as_such(tmp_path: Path) -> None:
    source = changed(history(tmp_path / "old"), "PRAGMA user_version = 99")
    with pytest.raises(StorageError) as failed:
        copy_foreign_history(source, tmp_path / "history.sqlite")
    assert failed.value.problem.kind is ProblemKind.STORE_NEWER


def test_a_value_that_is_too_large_is_refused(tmp_path: Path) -> None:
    source = changed(history(tmp_path / "old"), "UPDATE turns SET answer = hex(zeroblob(40000000))")
    with pytest.raises(StorageError):
        copy_foreign_history(source, tmp_path / "history.sqlite")


def test_pages_that_many_rows_share_are_not_copied_for_each(tmp_path: Path) -> None:
    source = changed(history(tmp_path / "old"), WITH_ANSWERS)
    copy_foreign_history(source, tmp_path / "sound.sqlite")
    source.write_bytes(share_pages(source.read_bytes()))
    with SqliteConnection.foreign(source) as bomb:
        assert bomb.value("SELECT sum(length(answer)) FROM turns") > 10 * source.stat().st_size
    with pytest.raises(ForeignHistoryError, match="again and again"):
        copy_foreign_history(source, tmp_path / "history.sqlite")
    assert (tmp_path / "history.sqlite").stat().st_size < 3 * source.stat().st_size


def test_the_indexes_of_a_stranger_are_never_read(tmp_path: Path) -> None:
    source = changed(
        history(tmp_path / "old"),
        "UPDATE asked_data SET block = x'ffffffffffffffffffffffffffffffffffffffff'",
        "UPDATE said_data SET block = zeroblob(4000)",
    )
    copy_foreign_history(source, tmp_path / "history.sqlite")
    with contextlib.closing(SqliteStore(tmp_path)) as store:
        assert [row.id for row in store.page(0, 9, SearchQuery("needle"))] == ["c"]


def test_the_file_of_a_stranger_is_not_written(tmp_path: Path) -> None:
    source = history(tmp_path / "old")
    before = source.read_bytes()
    copy_foreign_history(source, tmp_path / "history.sqlite")
    assert source.read_bytes() == before
    assert [path.name for path in source.parent.glob("history*")] == ["history.sqlite"]
