"""What version 0.1.0 wrote, and what tests need to compare it."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.export.bundle import ExportBundle
from desktop.core.conversation.export.json import to_plain

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


def opened(path: Path) -> apsw.Connection:
    """A database that is only looked at: no file appears beside it."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"{path.as_uri()}?mode=ro&immutable=1", flags=flags)


def rows(path: Path, statement: str) -> list[dict[str, Any]]:
    """What a statement finds in a database, in any order, each row by the names of its columns."""
    with closing(opened(path)) as connection:
        found = connection.execute(statement)
        return sorted(
            (dict(zip((name for name, _ in found.get_description()), row, strict=True)) for row in found), key=repr
        )
