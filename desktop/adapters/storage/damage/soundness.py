"""Checking a whole file of the history."""

from desktop.adapters.storage.connection import SqliteConnection
from desktop.core.errors import StorageError


def is_intact(connection: SqliteConnection) -> bool:
    """Runs SQLite's integrity check over the whole file. Returns True if it is sound."""
    try:
        return bool(connection.value("PRAGMA quick_check(1)") == "ok")
    except StorageError:
        return False
