"""Copies the rows of a history that comes from elsewhere into a database of our own making.

A stranger's file is never adopted: it may hold tables, columns, triggers and indexes that act, and a crafted full-text
index can harm the library that reads it. So its schema must be the one that this program makes, to the letter; only the
ordinary tables are read, row by row; and the indexes are built anew.
"""

from collections.abc import Iterator
from pathlib import Path

from desktop.adapters.storage.connection import Row, SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.search.word_index import UNINDEXED, add_functions
from desktop.core.conversation.turn import known_time
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import can_be_id

_SCHEMA = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"
_ALLOWED: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}
_IDS = {"id", "conversation_id", "turn_id", "picture_id", "sheet_id"}
"""The columns by which the program finds rows and files."""
_ROW_BYTES = 4  # of a row without any text: its place, its length, its number and that of its columns


class ForeignHistoryError(Exception):
    """Raised with a short reason for the user if a file is not a history of this program."""


def copy_foreign_history(source: Path, target: Path) -> None:
    """Makes `target`, which does not exist yet, a history of the newest version with the rows of `source`.

    Raises ForeignHistoryError, and StorageError if the source is newer than this program or cannot be read.
    """
    with SqliteConnection.foreign(source) as foreign, SqliteConnection(target) as own:
        version = version_of(foreign)
        if version > len(MIGRATIONS):
            raise StorageError(Problem(ProblemKind.STORE_NEWER, source.name))
        if version == 0:
            raise ForeignHistoryError("its history is empty")
        add_functions(own)
        own.execute("PRAGMA foreign_keys = ON")
        migrate(own, MIGRATIONS[:version])
        if not _same_schema(foreign, own):
            raise ForeignHistoryError("its history holds more than it should")
        left = source.stat().st_size
        with own.transaction() as do:
            for table in _tables(own):
                columns = _columns(own, table)
                names = ", ".join(columns)
                insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
                for row in foreign.execute(f"SELECT {names} FROM {table}"):
                    left -= _least_bytes(row)
                    if left < 0:
                        raise ForeignHistoryError("its history tells the same bytes again and again")
                    do(insert, _checked(row, columns))
        migrate(own)


def _same_schema(foreign: SqliteConnection, own: SqliteConnection) -> bool:
    expected = set(own.execute(_SCHEMA))
    found = foreign.execute(f"{_SCHEMA} LIMIT {len(expected) + 1}").fetchall()
    return len(found) == len(expected) and set(found) == expected


def _tables(own: SqliteConnection) -> Iterator[str]:
    """Yields the ordinary tables, those before that others refer to. Those of full-text indexes are not among them."""
    rows = own.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
    ordinary = {name for (name,) in rows if not name.startswith("sqlite_")}
    created = own.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return (name for (name,) in created if name in ordinary and name != UNINDEXED)  # what is copied is indexed at once


def _least_bytes(row: Row) -> int:
    """Returns how many bytes a row takes at least in the file of its own: pages may be shared by a million rows."""
    return _ROW_BYTES + sum(len(value) for value in row if isinstance(value, str))


def _columns(own: SqliteConnection, table: str) -> dict[str, tuple[type, ...]]:
    """Returns the columns of a table, with the types that their values may have."""
    return {
        name: _ALLOWED[kind] + (() if required or is_key else (type(None),))
        for _, name, kind, required, _, is_key in own.execute(f"PRAGMA table_info({table})")
    }


def _checked(row: Row, columns: dict[str, tuple[type, ...]]) -> Row:
    for (name, allowed), value in zip(columns.items(), row, strict=True):
        if not isinstance(value, allowed):
            raise ForeignHistoryError("its history holds a value of another kind")
        if isinstance(value, str) and name in _IDS and not can_be_id(value):
            raise ForeignHistoryError("its history holds a name of another kind")
        # an amount below 0 is none, too
        if float in allowed and isinstance(value, (int, float)) and known_time(value) != value:
            raise ForeignHistoryError("its history holds an impossible time or amount")
    return row
