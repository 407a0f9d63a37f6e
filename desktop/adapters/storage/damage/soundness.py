"""Checking a whole file of the history."""

from functools import cache

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import is_intact
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.search.word_index import add_functions
from desktop.core.errors import StorageError

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
_WIPED = "\0" * 32
"""Longer than any that people or models write; chosen."""


def is_sound(connection: SqliteConnection) -> bool:
    """Returns True if the file is intact, has the tables of its version, and every text in it can be read."""
    try:
        version = version_of(connection)
        if not 0 < version <= len(MIGRATIONS):
            return False
        own = tables_of_version(version)
        found = {row[0] for row in connection.execute(_TABLES)}
        return own <= found and is_intact(connection) and all(_has_legible_rows(connection, name) for name in own)
    except StorageError:
        return False


@cache
def tables_of_version(version: int) -> frozenset[str]:
    """Returns the names of all tables of a history that has seen that many migrations."""
    with SqliteConnection(":memory:") as empty:
        add_functions(empty)
        migrate(empty, MIGRATIONS[:version])
        return frozenset(row[0] for row in empty.execute(_TABLES))


def _has_legible_rows(connection: SqliteConnection, table: str) -> bool:
    """Reads every row of a table: SQLite's check does not look into what is stored. Raises StorageError."""
    if "_" in table and table.rpartition("_")[2] in ("data", "idx", "content", "docsize", "config"):
        return True  # an index of words, which SQLite checks
    if connection.value("SELECT sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE name = ?", (table,)):
        return True
    return all(is_legible(value) for row in connection.execute(f"SELECT * FROM {table}") for value in row)


def is_legible(value: object) -> bool:
    """Returns False for a text with a run of zero bytes, as a page has it that was never written or was wiped."""
    return not (isinstance(value, str) and _WIPED in value)
