"""The history in one SQLite file, the images beside it. Used on one thread, that of services/storage_thread.py."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from desktop.adapters.storage import database
from desktop.adapters.storage.backup import writing
from desktop.adapters.storage.connection import WrittenTurn
from desktop.adapters.storage.damage.copies import check_and_copy
from desktop.adapters.storage.damage.quiet_day import begin_quiet_day, is_quiet_day
from desktop.adapters.storage.damage.signs import close_watched, connect_watched, mark_suspect
from desktop.adapters.storage.deletion.deleter import Deleter
from desktop.adapters.storage.deletion.erasing import forget_readings
from desktop.adapters.storage.images.image_bin import ImageBin
from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.images.image_retention import ImageRetention
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.adapters.storage.place import HistoryPlace
from desktop.adapters.storage.rows.draft_rows import draft_of, open_draft, save_draft
from desktop.adapters.storage.rows.list_rows import list_draft, update_summary
from desktop.adapters.storage.rows.ocr_rows import keep_words_in_step, ocr_results, save_ocr_result
from desktop.adapters.storage.rows.turn_rows import conversation_of, covers_of, save_turn
from desktop.adapters.storage.search.full_text_search import FullTextSearch
from desktop.adapters.storage.search.word_index import index_piece
from desktop.adapters.storage.unfinished import end_work, take_in_inbox
from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageDamageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.services.ports.work_progress import Step

_IMAGES_BEFORE = "SELECT picture_id FROM turn_pictures WHERE turn_id = ?"
_IS_KNOWN = "SELECT EXISTS (SELECT 1 FROM turns WHERE id = ?)"


class SqliteStore:
    """Everything that is kept about conversations. Every method may block and raises StorageError."""

    def __init__(
        self,
        folder: Path,
        today: Callable[[], date] = date.today,
        problem_occurred: Callable[[Problem], None] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._problem_occurred = problem_occurred  # hears of parts that cannot be read, where the rest can
        self._today = today
        self._images = ImageFiles(folder / "pictures")
        is_old = 0 < database.stored_version(folder / database.NAME) < len(MIGRATIONS)
        self._connection = connect_watched(folder)
        self._place = HistoryPlace(folder, self._connection)
        self._searching = FullTextSearch(self._connection)
        self._retention = ImageRetention(self._connection, self._images, ImageBin(folder / "bin"))
        self._deleter = Deleter(self._connection, folder, self._retention)
        try:
            with self._connection.guarded():
                if is_old:
                    begin_quiet_day(folder, today())
                self._finish_what_was_left()
        except BaseException:  # nobody gets this store, so that nobody else would close it
            self._connection.close()
            raise

    def _finish_what_was_left(self) -> None:
        """Takes in turns of the command line, and deletes what was marked; what is back the user has brought back."""
        end_work(self._connection)
        self._retention.remove_unshown(self._retention.leaving())
        take_in_inbox(self, self._folder)
        self._deleter.finish_marked()
        self._deleter.forget_returned()

    def return_to_place(self) -> Problem | None:
        return Problem(ProblemKind.STORE_WRITTEN_ANEW) if self._place.regain(self._today()) else None

    def unkept(self) -> Unkept:
        return Unkept()

    def close(self) -> None:
        """Ends deletions that were begun, and closes the file."""
        try:
            self._deleter.finish()
            self._deleter.wipe_rest()
        finally:
            with self._connection.guarded():
                close_watched(self._connection, self._folder)

    def save_images(self, images: Iterable[EncodedImage]) -> None:
        with self._connection.guarded():
            for image in images:
                self._images.put(image.id, image.data)

    def save_turns(self, turns: Iterable[Turn]) -> None:
        """Inserts or replaces; conversations come into being with their first turn."""
        saved = tuple(turns)
        self._deleter.finish_before({name for turn in saved for name in (turn.id, turn.conversation_id)})
        with self._connection.transaction([WrittenTurn(turn.conversation_id, turn.id) for turn in saved]) as do:
            for turn in saved:
                known = do(_IS_KNOWN, (turn.id,)).fetchone()[0]
                before = {row[0] for row in do(_IMAGES_BEFORE, (turn.id,))}
                do(
                    "INSERT INTO conversations (id, updated_at) VALUES (?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET updated_at = max(updated_at, excluded.updated_at)",
                    (turn.conversation_id, turn.asked_at),
                )
                save_turn(do, turn)
                if turn.images or before:
                    keep_words_in_step(do, turn.id)
                forget_readings(do, before - {image.id for image in turn.stored_images})  # what they said goes, too
                if not known:  # a question just asked is looked at
                    do("UPDATE conversations SET last = ? WHERE id = ?", (turn.id, turn.conversation_id))
                update_summary(do, turn.conversation_id)
        self._deleter.forget_returned(name for turn in saved for name in (turn.id, turn.conversation_id))

    def image_bytes(self, image_id: str) -> bytes | None:
        """Returns the bytes of a sent image; None when the file is gone or no longer matches its hash."""
        data = self._images.get(image_id)
        with self._connection.guarded():
            if data is None and self._retention.take_back(image_id):
                data = self._images.get(image_id)
        return data

    def covers_of(self, image_id: str) -> tuple[Rect, ...]:
        with self._connection.guarded():
            return covers_of(self._connection.execute, image_id)

    def save_ocr_result(self, image_id: str, ocr_result: OcrResult) -> None:
        """Saves the recognised text of a sent image; of one that no turn shows, nothing is kept."""
        with self._connection.transaction() as do:
            save_ocr_result(do, image_id, ocr_result)

    def ocr_results(self, ids: Iterable[str]) -> dict[str, OcrResult]:
        """Returns the saved text of these images; a row that cannot be read counts as missing."""
        with self._connection.guarded():
            return ocr_results(self._connection.execute, ids)

    # conversations

    def page(self, offset: int, count: int, search: SearchQuery = EMPTY_QUERY) -> tuple[Summary, ...]:
        """Returns conversations that match the search, or all: pinned ones first, then the newest."""
        with self._connection.guarded():
            return self._searching.page(offset, count, search)

    def conversation(self, conversation_id: str) -> Conversation:
        """Returns the conversation with all its turns; an empty one where there is none of that id."""
        with self._connection.guarded():
            return conversation_of(self._connection.execute, conversation_id, self._problem_occurred)

    def contains(self, ids: Iterable[str]) -> bool:
        """Returns True if there is a conversation or a turn of any of these ids."""
        sought = "SELECT EXISTS (SELECT 1 FROM conversations WHERE id = ?1 UNION ALL SELECT 1 FROM turns WHERE id = ?1)"
        with self._connection.guarded():
            return any(self._connection.value(sought, (sought_id,)) for sought_id in ids)

    def models(self) -> tuple[str, ...]:
        """Returns the models that were ever asked."""
        with self._connection.guarded():
            return tuple(row[0] for row in self._connection.execute("SELECT DISTINCT model FROM turns ORDER BY model"))

    def rename(self, conversation_id: str, title: str) -> None:
        with self._connection.transaction() as do:
            do("UPDATE conversations SET given_title = ? WHERE id = ?", (title, conversation_id))
            update_summary(do, conversation_id)

    def set_current_branch(self, conversation_id: str, last: str) -> None:
        """Makes the branch that ends in the turn `last` the one that is shown."""
        with self._connection.transaction() as do:
            do("UPDATE conversations SET last = ? WHERE id = ?", (last, conversation_id))

    def set_choice(self, conversation_id: str, choice: ConversationChoice) -> None:
        with self._connection.transaction() as do:
            do("UPDATE conversations SET choice = ? WHERE id = ?", (choice.to_text(), conversation_id))

    def pin(self, conversation_id: str, pinned: bool) -> None:
        with self._connection.transaction() as do:
            do("UPDATE conversations SET pinned = ? WHERE id = ?", (pinned, conversation_id))

    def mark_deleted(self, ids: Iterable[str]) -> None:
        """Hides conversations or turns that will be deleted, unless they are unmarked before."""
        self._deleter.mark(tuple(ids))

    def unmark_deleted(self, ids: Iterable[str]) -> None:
        """Keeps conversations or turns that were marked as deleted."""
        self._deleter.unmark(tuple(ids))

    def delete(self, ids: Iterable[str]) -> None:
        """Deletes conversations with their drafts, or turns; the images that nothing else shows; and every trace."""
        self._deleter.delete(tuple(ids))

    def begin_deleting(self, ids: Iterable[str]) -> None:
        """Hides conversations or turns; `work_on` deletes them."""
        self._deleter.begin(tuple(ids))

    def work_on(self) -> bool:
        """Does a piece of what is left to do: deletes, then indexes. Returns True if there is more."""
        with self._connection.guarded():
            return self._deleter.work_on() or index_piece(self._connection)

    def spending_since(self, since: float) -> float:
        """Returns the US dollars of all turns asked since then (Unix seconds), deleted ones included."""
        with self._connection.guarded():
            return float(self._connection.value("SELECT total(usd) FROM spending WHERE asked_at >= ?", (since,)))

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        """Saves the draft of a conversation with its images; one of which nothing was asked is listed as a draft."""
        with self._connection.guarded():
            for image in draft.images:
                self._images.put(image.source.id, image.source.data)
        with self._connection.transaction() as do:
            shown = self._retention.shown_in(conversation_id) - {sheet.source.id for sheet in draft.images}
            self._retention.mark_leaving(do, shown)
            list_draft(do, conversation_id, save_draft(do, conversation_id, draft))
        self._retention.remove_unshown(shown)

    def draft(self, conversation_id: str) -> Draft | None:
        with self._connection.guarded():
            return draft_of(self._connection.execute, conversation_id, self._images.get, self._problem_occurred)

    def last_draft(self) -> tuple[str, Draft] | None:
        """Returns the draft that was in the workspace last, after its conversation's id."""
        with self._connection.guarded():
            conversation_id = open_draft(self._connection.execute)
        draft = self.draft(conversation_id)
        return (conversation_id, draft) if draft else None

    def back_up_to(self, path: Path, beside: dict[str, Any]) -> Callable[[Step], None]:
        """Copies the history, and returns the function that writes everything to one file (backup/)."""
        return writing.begin_backup(self._connection, self._folder, path, beside)

    def run_maintenance(self) -> None:
        """Checks a copy of the whole file and keeps it as today's; then puts unreferenced images into the bin."""
        self._deleter.finish()
        self._deleter.wipe_rest()
        try:
            check_and_copy(self._connection, self._folder, self._today())
        except StorageDamageError:
            mark_suspect(self._folder)
            raise
        self._deleter.remove_old(self._today())
        with self._connection.guarded():
            if not is_quiet_day(self._folder, self._today()):
                self._retention.sweep(self._today())
