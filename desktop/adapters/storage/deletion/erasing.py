"""Deleting rows of the history so that no page, index, log or copy holds them any more.

Words of deleted turns leave a secure index at once. For many turns it takes less to build the index anew: merging its
parts does not do, since FTS5 may keep the words with a mark. Pages that become free are zeros, but gaps between rows
may hold what was moved from there: a small file is written anew at once, a large one later (`wipe`).
"""

from collections.abc import Iterator, Sequence

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.migrations import version_of
from desktop.adapters.storage.rows.list_rows import list_draft
from desktop.adapters.storage.search.word_index import (
    add_functions,
    build_anew,
    can_be_built_anew,
    indexes_in,
    set_secure,
)

FEW_TURNS, FEW_PIECE, MANY_PIECE = 60, 2, 40
"""Turns up to which it takes less to delete them from the index than to build it anew, and turns that are deleted at a
time, from the index or without. Chosen by measuring: a piece takes some 40 ms in a history of 100,000 turns.
"""
VACUUM_AT = 10
"""A tenth of the file being free is worth the work; chosen, not measured."""
AT_ONCE_BYTES = 8_000_000
"""A file of this size is written anew in some 50 ms; measured."""

_FORGET_READING = (
    "DELETE FROM picture_readings WHERE picture_id = ?1 "
    "AND NOT EXISTS (SELECT 1 FROM turn_pictures WHERE picture_id = ?1)"
)
_IMAGES = (
    "SELECT picture_id FROM turn_pictures WHERE turn_id IN (SELECT id FROM turns WHERE id = ?1 OR conversation_id = ?1)"
)


def forget_readings(do: Execute, images: set[str]) -> None:
    """Deletes the recognised text of those images that no turn shows any more, in versions that keep such text."""
    if images and not do("SELECT 1 FROM sqlite_master WHERE name = 'picture_readings'").fetchone():
        return
    for image_id in images:
        do(_FORGET_READING, (image_id,))


def erase(do: Execute, wanted: str) -> tuple[str, ...]:
    """Deletes a conversation, or a turn, whose followers then follow its parent. Returns the ids of changed ones."""
    images = {row[0] for row in do(_IMAGES, (wanted,))}
    do("DELETE FROM drafts WHERE conversation_id = ?", (wanted,))
    do("DELETE FROM conversations WHERE id = ?", (wanted,))
    turn = do("SELECT conversation_id, parent FROM turns WHERE id = ?", (wanted,)).fetchone()
    if turn is None:
        forget_readings(do, images)
        return ()
    conversation_id, parent = turn
    do("UPDATE turns SET parent = ? WHERE parent = ? AND conversation_id = ?", (parent, wanted, conversation_id))
    do("UPDATE conversations SET last = ? WHERE id = ? AND last = ?", (parent, conversation_id, wanted))
    do("DELETE FROM turns WHERE id = ?", (wanted,))
    forget_readings(do, images)
    list_draft(do, conversation_id, has_changed=False)
    left = do("SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?)", (conversation_id,)).fetchone()[0]
    if not left:
        do("DELETE FROM drafts WHERE conversation_id = ?", (conversation_id,))
    return (conversation_id,) if left else ()


def erase_turns(connection: SqliteConnection, wanted: Sequence[str]) -> Iterator[None]:
    """Deletes the turns of conversations, a few at a time; the rows of the conversations stay, for `erase`.

    Yields between pieces. A history in which this was broken off goes on with what is left.
    """
    chosen = "SELECT id FROM turns WHERE conversation_id = ?"
    turns = [row[0] for name in wanted for row in connection.execute(chosen, (name,))]
    if len(turns) > FEW_TURNS and can_be_built_anew(connection):
        with connection.transaction():
            build_anew(connection)
    for index in indexes_in(connection):
        set_secure(connection, index)
    size = FEW_PIECE if len(turns) <= FEW_TURNS else MANY_PIECE
    for at in range(0, len(turns), size):
        with connection.transaction() as do:
            for turn_id in turns[at : at + size]:
                images = {row[0] for row in do(_IMAGES, (turn_id,))}
                do("DELETE FROM turns WHERE id = ?", (turn_id,))
                forget_readings(do, images)
        yield


def erase_from_copy(copy: SqliteConnection, ids: Sequence[str], newest: int) -> Iterator[None]:
    """Erases conversations or turns from a copy, perhaps of an older version than the `newest`, in pieces.

    Raises StorageError.
    """
    add_functions(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    copy.execute("PRAGMA secure_delete = ON")
    yield from erase_turns(copy, ids)
    with copy.transaction() as do:
        for deleted_id in ids:
            if version_of(copy) == newest:
                erase(do, deleted_id)
            else:  # before turns could be deleted alone
                images = {row[0] for row in do(_IMAGES, (deleted_id,))}
                do("DELETE FROM conversations WHERE id = ?", (deleted_id,))
                do("DELETE FROM drafts WHERE conversation_id = ?", (deleted_id,))
                do("DELETE FROM turns WHERE id = ?", (deleted_id,))
                forget_readings(do, images)
    yield
    wipe_if_small(copy)


def empty_log(connection: SqliteConnection) -> None:
    """Writes everything into the file itself, and leaves nothing in the log beside it."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def is_small(connection: SqliteConnection) -> bool:
    """Returns True if a file can be written anew while somebody waits."""
    return bool(connection.value("PRAGMA page_count") * connection.value("PRAGMA page_size") <= AT_ONCE_BYTES)


def wipe(connection: SqliteConnection) -> None:
    """Writes the whole file anew, without anything that was deleted from it."""
    connection.execute("VACUUM")
    empty_log(connection)


def wipe_if_small(connection: SqliteConnection) -> None:
    """Writes a small file anew; of a large one only the log is emptied."""
    if is_small(connection):
        wipe(connection)
    else:
        empty_log(connection)


def tidy(connection: SqliteConnection) -> None:
    """Gives pages back if many are free, and empties the log."""
    if connection.value("PRAGMA freelist_count") > connection.value("PRAGMA page_count") // VACUUM_AT:
        connection.execute("VACUUM")
    empty_log(connection)
