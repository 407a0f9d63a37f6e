"""Older histories are brought to the newest version, whole or not at all."""

import contextlib
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import StorageError
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import ResendPolicy
from tests.adapters.storage.samples import save, turn
from tests.helpers.images import png


def test_a_migration_is_whole_or_not_at_all_and_copies_first(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    save(store, turn("c", "why?", 1))
    store.close()

    def second(connection: SqliteConnection) -> None:
        connection.execute("CREATE TABLE extra (x)")

    def broken(connection: SqliteConnection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise apsw.SQLError("half way")

    with pytest.raises(StorageError):
        database.connect(tmp_path, (*MIGRATIONS, broken))
    assert (tmp_path / "backups" / f"before-version-{len(MIGRATIONS) + 1}.sqlite").exists()
    with contextlib.closing(database.connect(tmp_path, (*MIGRATIONS, second))) as connection:
        assert version_of(connection) == len(MIGRATIONS) + 1
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert "extra" in tables
        assert "half" not in tables
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (1,)
        migrate(connection, (*MIGRATIONS, second))
        assert version_of(connection) == len(MIGRATIONS) + 1


def test_a_folder_in_the_place_of_the_copy_stops_no_migration(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    save(store, turn("c", "why?", 1))
    store.close()
    version = len(MIGRATIONS) + 1
    place = tmp_path / "backups" / f"before-version-{version}.sqlite"
    (place / "of the user").mkdir(parents=True)
    with contextlib.closing(database.connect(tmp_path, (*MIGRATIONS, lambda connection: None))) as connection:
        assert version_of(connection) == version
    assert (place / "of the user").is_dir()
    assert database.copies_in(tmp_path) == [place.with_name(f"before-version-{version}-1.sqlite")]


def test_a_history_of_the_first_version_opens_with_its_desk(tmp_path: Path) -> None:
    with contextlib.closing(database.connect(tmp_path, MIGRATIONS[:1])) as connection:
        connection.execute("INSERT INTO conversations (id, updated_at) VALUES ('c', 1)")
        connection.execute(
            "INSERT INTO turns VALUES ('t', 'c', 1, 'why?', 'gpt-4o', 'h', 'done', 'yes', 9, 2, 0, NULL, 0.5)"
        )
        connection.execute("INSERT INTO turn_pictures VALUES ('t', 0, ?, 'image/png', 80, 60, 9)", (sha256_hex(png()),))
        connection.execute("INSERT INTO drafts VALUES ('c', 1, 'half', 0)")
        connection.execute(
            "INSERT INTO draft_sheets VALUES ('c', 0, 's', ?, 'image/png', 80, 60, 'a.png')", (sha256_hex(png()),)
        )
    ImageFiles(tmp_path / "pictures").put(sha256_hex(png()), png())
    store = SqliteStore(tmp_path)
    (asked,) = store.conversation("c").turns
    assert (asked.prompt, asked.images[0].detail, asked.images[0].resend_policy) == ("why?", "auto", ResendPolicy.FULL)
    draft = store.draft("c")
    assert draft is not None
    assert (draft.images[0].id, draft.images[0].annotations, draft.images[0].crop) == ("s", (), None)
    store.close()
