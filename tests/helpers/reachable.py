"""Finds rows and files of a history that nothing leads to from the list of conversations."""

from collections.abc import Iterator
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.rows.turn_rows import conversation_of
from desktop.adapters.storage.search.full_text_search import FullTextSearch
from desktop.adapters.storage.search.word_index import INDEXES
from desktop.core.conversation.search_query import EMPTY_QUERY

_SHOWN = "SELECT picture_id FROM turn_pictures UNION SELECT picture_id FROM draft_sheets"
_FILLED = "SELECT conversation_id FROM drafts WHERE prompt <> '' UNION SELECT conversation_id FROM draft_sheets"
_LEFT_OVER = {  # what may be in no table once the program has ended
    "turn_pictures": "turn_id NOT IN (SELECT id FROM turns)",
    "draft_sheets": "conversation_id NOT IN (SELECT conversation_id FROM drafts)",
    "picture_readings": "picture_id NOT IN (SELECT picture_id FROM turn_pictures)",
    "going": "true",
    "leaving": "true",
}


def unreachable(folder: Path) -> list[str]:
    """Returns a word on each row and file of a closed history that cannot be reached, and on each that is missing.

    What was spent stays by intention when its turn is deleted, and so do the ids of what was deleted.
    """
    with SqliteConnection(folder / NAME) as connection:
        return [*_rows(connection), *_files(connection, folder)]


def _rows(connection: SqliteConnection) -> Iterator[str]:
    listed = {row.id for row in FullTextSearch(connection).page(0, 1_000_000, EMPTY_QUERY)}
    for table, column in (("conversations", "id"), ("turns", "conversation_id"), ("drafts", "conversation_id")):
        for row in connection.execute(f"SELECT {column} FROM {table}"):
            if row[0] not in listed:
                yield f"{table}: {row[0]}"
    for table, condition in _LEFT_OVER.items():
        count = connection.value(f"SELECT count(*) FROM {table} WHERE {condition}")
        yield from [table] * count
    shown = {turn.id for name in listed for turn in conversation_of(connection.execute, name, print).all_turns}
    yield from (f"turn: {row[0]}" for row in connection.execute("SELECT id FROM turns") if row[0] not in shown)
    filled = {row[0] for row in connection.execute(f"{_FILLED} UNION SELECT conversation_id FROM turns")}
    yield from (f"listed and empty: {name}" for name in listed - filled)
    for index in INDEXES:
        count = connection.value(f"SELECT count(*) FROM {index} WHERE rowid NOT IN (SELECT number FROM turns)")
        yield from [f"index {index}"] * count


def _files(connection: SqliteConnection, folder: Path) -> Iterator[str]:
    shown = {row[0] for row in connection.execute(_SHOWN)}
    here = set(ImageFiles(folder / "pictures").all_ids())
    yield from (f"file: {image_id}" for image_id in here - shown)
    yield from (f"no file: {image_id}" for image_id in shown - here)
    yield from (f"in the bin: {path.name}" for path in (folder / "bin").rglob("*") if path.is_file())
