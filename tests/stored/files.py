"""What version 0.1.0 wrote, and what tests need to compare it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.export import ExportBundle, to_plain

OLD = Path(__file__).parents[1] / "data" / "0.1.0"
FIRST = "a" * 31 + "0"  # the conversation with branches, pictures and marks


def document(name: str) -> Any:
    """A JSON file of 0.1.0."""
    return json.loads((OLD / name).read_text("utf-8"))


def exported(store: SqliteStore, *ids: str) -> list[dict[str, Any]]:
    """Conversations as the JSON export writes them."""
    plain = to_plain(ExportBundle(tuple(store.conversation(conversation_id) for conversation_id in ids), {}))
    conversations: list[dict[str, Any]] = json.loads(json.dumps(plain))["conversations"]
    return conversations


def shape(value: Any) -> Any:
    """A JSON document with the kinds of its values in their places. Lists show their first item."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return type(value).__name__


def opened(path: Path) -> sqlite3.Connection:
    """A database that is only looked at: no file appears beside it."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


def rows(path: Path, statement: str) -> list[dict[str, Any]]:
    """What a statement finds in a database, in any order, each row by the names of its columns."""
    with closing(opened(path)) as connection:
        connection.row_factory = sqlite3.Row
        return sorted((dict(row) for row in connection.execute(statement)), key=repr)
