"""The version of a history by its schema: more evidence than the number in its header, which may be damaged."""

from functools import cache

from desktop.adapters.storage.connection import Row, SqliteConnection
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.search.word_index import add_functions

_SCHEMA = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"


def contradicts_its_schema(connection: SqliteConnection) -> bool:
    """Returns True if the file's version is not the one whose schema it has to the letter: the number is damaged.

    A newer version has another schema than all that are known (each migration changes it). Raises StorageError.
    """
    version = version_of(connection)
    return version != len(MIGRATIONS) and version_by_schema(connection) not in (0, version)


def version_by_schema(connection: SqliteConnection) -> int:
    """Returns the version whose schema a file has to the letter; 0 for another. Raises StorageError."""
    found = frozenset(connection.execute(_SCHEMA))
    return next((number for number in range(len(MIGRATIONS), 0, -1) if schema_of_version(number) == found), 0)


@cache
def schema_of_version(version: int) -> frozenset[Row]:
    """Returns kinds, names and statements of all that a history has that has seen that many migrations."""
    with SqliteConnection(":memory:") as empty:
        add_functions(empty)
        migrate(empty, MIGRATIONS[:version])
        return frozenset(empty.execute(_SCHEMA))
