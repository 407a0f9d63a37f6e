"""Deleting conversations and turns: hidden at once, and erased when that can no longer be undone."""

import contextlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import leave_mark
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import copies_in, passes_check
from desktop.adapters.storage.deletion.aside_files import AsideFiles
from desktop.adapters.storage.deletion.deletion_record import DeletionRecord
from desktop.adapters.storage.deletion.erasing import erase, erase_from_copy, erase_turns, is_small, wipe, wipe_if_small
from desktop.adapters.storage.images.image_retention import ImageRetention
from desktop.adapters.storage.migrations import version_of
from desktop.adapters.storage.rows.list_rows import update_summary
from desktop.core.errors import ProblemKind, StorageDamageError, StorageError

_PASSING = {ProblemKind.STORE_BUSY, ProblemKind.STORE_FULL, ProblemKind.STORE_DISK_ERROR}
"""Kinds of problems that may be over at the next start."""
_DUE = "wipe.due"
"""A file that is there while large files may hold something of what was deleted."""


class Deleter:
    """Deletes from one history. Methods may block and raise StorageError."""

    def __init__(self, connection: SqliteConnection, folder: Path, retention: ImageRetention) -> None:
        self._connection = connection
        self._folder = folder
        self._retention = retention
        self._record = DeletionRecord(folder)
        self._aside = AsideFiles(folder)
        self._work = deque[Iterator[None]]()
        self._begun = set[str]()
        self._waiting = set[str]()  # deleted, but for a copy that could not be written
        self._due = folder / _DUE

    def mark(self, ids: tuple[str, ...]) -> None:
        """Hides conversations or turns that will be deleted."""
        with self._connection.transaction() as do:
            for deleted_id in ids:
                do("INSERT OR IGNORE INTO going VALUES (?)", (deleted_id,))
        with self._connection.guarded():
            self._record.add(ids)

    def unmark(self, ids: tuple[str, ...]) -> None:
        """Shows conversations or turns again that were marked."""
        self._unhide(ids)
        with self._connection.guarded():
            self._record.remove(ids)

    def finish_marked(self) -> None:
        """Deletes everything that is still marked."""
        self.delete(tuple(row[0] for row in self._connection.execute("SELECT id FROM going")))

    def delete(self, ids: tuple[str, ...]) -> None:
        """Deletes conversations with their drafts, or turns; the images that nothing else shows; and every trace."""
        self.begin(ids)
        self.finish()

    def begin(self, ids: tuple[str, ...]) -> None:
        """Marks conversations or turns, to be deleted in pieces. Whatever ends the program, the next start goes on."""
        if ids:
            self.mark(ids)
            self._begun |= set(ids)
            self._work.append(self._pieces(ids))

    def work_on(self) -> bool:
        """Does a piece of what is to be deleted. Returns True if there is more."""
        while self._work:
            try:
                with self._connection.guarded():
                    next(self._work[0])
            except StopIteration:
                self._work.popleft()
            except BaseException:
                self._work.popleft()
                raise
            else:
                return True
        self._begun.clear()
        return False

    def finish(self) -> None:
        """Deletes all that was begun."""
        while self.work_on():
            pass

    def wipe_rest(self) -> None:
        """Writes large files anew out of which something was deleted since; takes seconds in a history of years."""
        with self._connection.guarded():
            if not self._due.is_file():
                return
            wipe(self._connection)
            is_wiped = True
            for path in copies_in(self._folder):
                try:
                    with SqliteConnection(path) as copy:
                        wipe(copy)
                except StorageError as failed:
                    is_wiped = is_done_with(path, failed) and is_wiped
            if is_wiped:
                self._due.unlink()

    def finish_before(self, ids: set[str]) -> None:
        """Deletes all that was begun if any of these ids is in it: something of the same id will be saved."""
        if not self._begun.isdisjoint(ids):
            self.finish()
        if again := self._waiting & ids:
            self._unhide(again)
            self._waiting -= again

    def _pieces(self, ids: tuple[str, ...]) -> Iterator[None]:
        """Deletes in pieces of some 40 ms; the mark in the history goes last, unless a copy has to wait."""
        yield
        if not is_small(self._connection):
            leave_mark(self._due)
        texts = [text for name in ids for text in self._texts(name)]
        shown = set[str]().union(
            *(self._retention.shown_in(name) | self._retention.shown_in_turn(name) for name in ids)
        )
        with self._connection.transaction() as do:
            self._retention.mark_leaving(do, shown)
        yield from erase_turns(self._connection, ids)
        with self._connection.transaction() as do:
            for deleted_id in ids:
                for conversation_id in erase(do, deleted_id):
                    update_summary(do, conversation_id)
        yield
        gone = self._retention.unshown(shown)
        yield from self._retention.remove_in_pieces(shown)
        is_everywhere = yield from self._erase_from_copies(ids)
        self._aside.erase(ids, texts, gone)
        yield
        if is_everywhere:
            self._unhide(ids)
            yield
        else:
            self._waiting |= set(ids)
        wipe_if_small(self._connection)

    def _erase_from_copies(self, ids: tuple[str, ...]) -> Generator[None, None, bool]:
        """Erases in pieces. Returns False if a copy cannot be written now; then the next start deletes once more."""
        is_everywhere = True
        for path in copies_in(self._folder):
            try:
                with SqliteConnection(path) as copy:
                    yield from erase_from_copy(copy, ids, version_of(self._connection))
            except StorageError as failed:
                is_everywhere = is_done_with(path, failed) and is_everywhere
            yield
        return is_everywhere

    def remove_old(self, today: date) -> None:
        """Removes histories that were set aside and whose time is over."""
        self._aside.remove_old(today)

    def forget_returned(self, ids: Iterable[str] | None = None) -> None:
        """Takes off the record what is there again by the user's wish, of `ids` or of everything on it."""
        with self._connection.guarded():
            named = self._record.ids if ids is None else self._record.ids.intersection(ids)
            self._record.remove([name for name in named if self._is_there(name)])

    def _unhide(self, ids: Iterable[str]) -> None:
        with self._connection.transaction() as do:
            for deleted_id in ids:
                do("DELETE FROM going WHERE id = ?", (deleted_id,))

    def _texts(self, name: str) -> set[str]:
        """Returns the texts of a conversation or a turn, as they stand in the file."""
        return {row[0] for row in self._connection.execute(_TEXTS, (name,)) if row[0]}

    def _is_there(self, name: str) -> bool:
        return bool(self._connection.value(_IS_THERE, (name,)))


def is_done_with(path: Path, failed: StorageError) -> bool:
    """Removes a damaged copy with what SQLite has beside it: nothing can be erased from it, and nobody would use it.

    Returns False for a copy that is to be tried again: it is in use, for example, or the disk is full. One that this
    user cannot write, or that is no history, stays as it is.
    """
    if not isinstance(failed, StorageDamageError):
        return failed.problem.kind not in _PASSING
    with contextlib.suppress(OSError, StorageError):
        try:
            with SqliteConnection(path) as copy:
                if passes_check(copy):
                    return True
        except StorageDamageError:
            pass
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
    return not path.exists()


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
