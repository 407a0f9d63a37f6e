"""Deleting conversations and turns: hidden at once, and erased when that can no longer be undone."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.deletion.aside_files import AsideFiles
from desktop.adapters.storage.deletion.deletion_record import DeletionRecord
from desktop.adapters.storage.deletion.erasing import erase, secure_delete
from desktop.adapters.storage.images.image_retention import ImageRetention
from desktop.adapters.storage.rows.list_rows import update_summary


class Deleter:
    """Deletes from one history. Methods may block and raise StorageError."""

    def __init__(self, connection: SqliteConnection, folder: Path, retention: ImageRetention) -> None:
        self._connection = connection
        self._folder = folder
        self._retention = retention
        self._record = DeletionRecord(folder)
        self._aside = AsideFiles(folder)

    def mark(self, ids: tuple[str, ...]) -> None:
        """Hides conversations or turns that will be deleted."""
        with self._connection.transaction() as do:
            for deleted_id in ids:
                do("INSERT OR IGNORE INTO going VALUES (?)", (deleted_id,))
        with self._connection.guarded():
            self._record.add(ids)

    def unmark(self, ids: tuple[str, ...]) -> None:
        """Shows conversations or turns again that were marked."""
        with self._connection.transaction() as do:
            for deleted_id in ids:
                do("DELETE FROM going WHERE id = ?", (deleted_id,))
        with self._connection.guarded():
            self._record.remove(ids)

    def finish_marked(self) -> None:
        """Deletes everything that is still marked."""
        self.delete(tuple(row[0] for row in self._connection.execute("SELECT id FROM going")))

    def delete(self, ids: tuple[str, ...]) -> None:
        """Deletes conversations with their drafts, or turns; the images that nothing else shows; and every trace."""
        with self._connection.guarded():
            self._record.add(ids)
            texts = [text for name in ids for text in self._texts(name)]
        with self._connection.transaction() as do:
            shown = set().union(*(self._retention.shown_in(name) | self._retention.shown_in_turn(name) for name in ids))
            self._retention.mark_leaving(do, shown)
            for deleted_id in ids:
                erased_in = erase(do, deleted_id)
                do("DELETE FROM going WHERE id = ?", (deleted_id,))
                for conversation_id in erased_in:
                    update_summary(do, conversation_id)
        self._retention.remove_unshown(shown)
        with self._connection.guarded():
            secure_delete(self._connection, self._folder, ids)
            if ids:
                self._aside.erase(ids, texts, self._retention.unshown(shown))

    def remove_old(self, today: date) -> None:
        """Removes histories that were set aside and whose time is over."""
        self._aside.remove_old(today)

    def forget_returned(self, ids: Iterable[str] | None = None) -> None:
        """Takes off the record what is there again by the user's wish, of `ids` or of everything on it."""
        with self._connection.guarded():
            named = self._record.ids if ids is None else self._record.ids.intersection(ids)
            self._record.remove([name for name in named if self._is_there(name)])

    def _texts(self, name: str) -> set[str]:
        """Returns the texts of a conversation or a turn, as they stand in the file."""
        return {row[0] for row in self._connection.execute(_TEXTS, (name,)) if row[0]}

    def _is_there(self, name: str) -> bool:
        return bool(self._connection.value(_IS_THERE, (name,)))


_TEXTS = (
    "SELECT unnested.text FROM (SELECT prompt AS text, id, conversation_id FROM turns "
    "UNION ALL SELECT answer, id, conversation_id FROM turns UNION ALL SELECT seen, id, conversation_id FROM turns "
    "UNION ALL SELECT title, id, id FROM conversations UNION ALL SELECT given_title, id, id FROM conversations "
    "UNION ALL SELECT prompt, conversation_id, conversation_id FROM drafts) AS unnested "
    "WHERE unnested.id = ?1 OR unnested.conversation_id = ?1"
)
_IS_THERE = (
    "SELECT ?1 NOT IN (SELECT id FROM going) AND "
    "(EXISTS (SELECT 1 FROM conversations WHERE id = ?1) OR EXISTS (SELECT 1 FROM turns WHERE id = ?1))"
)
