"""The ids of everything that the user has deleted, so that no copy and no damaged file brings it back unsaid.

A text file beside the history: a line `+id;` for each deletion, `-id;` where it was taken back. The last line about an
id counts, and only a line that has its end. Ids say nothing about what was deleted.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection

_NAME = "deleted.ids"


class DeletionRecord:
    """The record in one data folder. Methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._ids: set[str] | None = None

    @property
    def ids(self) -> set[str]:
        """The ids of deleted conversations and turns."""
        if self._ids is None:
            self._ids = self._read()
        return self._ids

    def add(self, ids: Iterable[str]) -> None:
        """Records deletions; they are on the disk when this returns."""
        self._append("+", [deleted_id for deleted_id in ids if deleted_id not in self.ids])

    def remove(self, ids: Iterable[str]) -> None:
        """Records that conversations or turns are there again by the user's wish."""
        self._append("-", [kept_id for kept_id in ids if kept_id in self.ids])

    def _read(self) -> set[str]:
        ids = set[str]()
        try:
            lines = self._path.read_text("utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return ids
        for line in lines:
            if line.endswith(";") and line[0] in "+-":  # the program may have been killed while it wrote one
                (ids.add if line[0] == "+" else ids.discard)(_unquoted(line[1:-1]))
        return ids

    def _append(self, sign: str, ids: list[str]) -> None:
        if not ids:
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
            file.write("".join(f"\n{sign}{_quoted(changed_id)};\n" for changed_id in ids).encode())
            file.flush()
            os.fsync(file.fileno())
        self.ids.update(ids) if sign == "+" else self.ids.difference_update(ids)


def _quoted(changed_id: str) -> str:
    """Returns an id as it is; one of a stranger that might pass for several lines, in the form of JSON."""
    return changed_id if changed_id.isprintable() and not changed_id.startswith('"') else json.dumps(changed_id)


def _unquoted(written: str) -> str:
    try:
        return str(json.loads(written)) if written.startswith('"') else written
    except ValueError:
        return written


def conversations_that_return(deleted: set[str], history: Path) -> int:
    """Returns how many conversations of another history are among the ids of what was deleted, wholly or in part."""
    with SqliteConnection(history, immutable=True) as connection:
        rows = connection.execute("SELECT id, id FROM conversations UNION ALL SELECT conversation_id, id FROM turns")
        return len({conversation for conversation, name in rows if not deleted.isdisjoint((conversation, name))})
