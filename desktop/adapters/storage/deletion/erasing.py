"""Deleting rows of the history so that no page, index, log or copy holds them any more."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.database import COPIES, add_functions
from desktop.adapters.storage.migrations import INDEXES, version_of
from desktop.adapters.storage.rows.list_rows import list_draft
from desktop.core.errors import StorageError

VACUUM_AT = 10
"""A tenth of the file being free is worth the work; chosen, not measured."""

FORGET_READINGS = "DELETE FROM picture_readings WHERE picture_id NOT IN (SELECT picture_id FROM turn_pictures)"


def erase(do: Execute, wanted: str) -> tuple[str, ...]:
    """Deletes a conversation, or a turn, whose followers then follow its parent. Returns the ids of changed ones."""
    do("DELETE FROM drafts WHERE conversation_id = ?", (wanted,))
    do("DELETE FROM conversations WHERE id = ?", (wanted,))
    turn = do("SELECT conversation_id, parent FROM turns WHERE id = ?", (wanted,)).fetchone()
    if turn is None:
        do(FORGET_READINGS)
        return ()
    conversation_id, parent = turn
    do("UPDATE turns SET parent = ? WHERE parent = ?", (parent, wanted))
    do("UPDATE conversations SET last = ? WHERE last = ?", (parent, wanted))
    do("DELETE FROM turns WHERE id = ?", (wanted,))
    do(FORGET_READINGS)
    list_draft(do, conversation_id, has_changed=False)
    left = do("SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?)", (conversation_id,)).fetchone()[0]
    if not left:
        do("DELETE FROM drafts WHERE conversation_id = ?", (conversation_id,))
    return (conversation_id,) if left else ()


def secure_delete(connection: SqliteConnection, folder: Path, ids: Sequence[str]) -> None:
    """Removes deleted rows from all pages of the file, its index and its log, and from all copies of it."""
    if not ids:
        return
    tidy(connection)
    for path in (folder / COPIES).glob("*.sqlite"):
        with contextlib.suppress(StorageError), SqliteConnection(path) as copy:
            erase_from_copy(copy, ids, version_of(connection))


def erase_from_copy(copy: SqliteConnection, ids: Sequence[str], newest: int) -> None:
    """Erases conversations or turns from a copy, perhaps of an older version than the `newest`. Raises StorageError."""
    add_functions(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    copy.execute("PRAGMA secure_delete = ON")
    with copy.transaction() as do:
        for deleted_id in ids:
            if version_of(copy) == newest:
                erase(do, deleted_id)
            else:  # before turns could be deleted alone
                do("DELETE FROM conversations WHERE id = ?", (deleted_id,))
                do("DELETE FROM drafts WHERE conversation_id = ?", (deleted_id,))
                do("DELETE FROM turns WHERE id = ?", (deleted_id,))
    tidy(copy)


def tidy(connection: SqliteConnection) -> None:
    """Takes deleted rows out of the index of words, gives pages back, and empties the log."""
    for index in INDEXES:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone():
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    free = connection.value("PRAGMA freelist_count")
    if free > connection.value("PRAGMA page_count") // VACUUM_AT:
        connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
