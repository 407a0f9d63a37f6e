"""The one thread on which the store is used, and the values that wait to be written.

A turn that grows is handed over again and again; only its newest state is written, in the order in which turns were
handed over. Values that cannot be written stay here and are tried again with the next; `write_failed` says so once.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.healing_report import HealingReport
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, StorageDamageError, StorageError
from desktop.core.image.encoding import EncodedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.log import log
from desktop.services.image.draft_redactor import DraftRedactor
from desktop.services.pending_writes import PendingWrites
from desktop.services.ports.store import PutBackup, RestoredBackup, Store
from desktop.services.store_writing import problem_of, write_values
from desktop.services.tasks import DaemonThreads

CLOSE_S = 30.0  # the window is gone by then; a large picture may still have to be covered
MOST_HEALINGS = 5  # signs of damage in one run of the program after which the store is used as it is; chosen
OpenStore = Callable[[Callable[[Problem], None]], Store]
_Result = TypeVar("_Result")


class StorageThread(QObject):
    """Owner of the store. `save_…` never blocks; `query` waits for its answer on the loop."""

    write_failed = Signal(object)  # Problem: something is not being saved, and why
    write_recovered = Signal()  # everything that waited has been written
    healed = Signal()  # the store was damaged or unusable, and another took its place: all that is shown may change

    def __init__(self, open_store: OpenStore, keeps: bool = True, covering: DraftRedactor | None = None) -> None:
        super().__init__()
        self._covering = covering
        self.keeps = keeps  # False if the user wants no history
        self._thread = DaemonThreads(1, "askance-keeper")
        self.waiting = PendingWrites()
        self._failing = False
        self._healings_left = MOST_HEALINGS
        self._open_store = open_store
        self._store: Store | None = None  # touched on the storage thread alone

    def start(self) -> None:
        """Opens the store; everything that listens for problems is connected by now."""
        self._thread.submit(self._open)

    def look_after(self) -> None:
        """Writes what waits, and the history anew if it was deleted or moved meanwhile."""
        self._thread.submit(self._look_after)

    def save_turn(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Saves `turn` as it is now, and the images that were sent with it."""
        if self.waiting.add_turn(turn, images):
            self._thread.submit(self._write)

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        """Saves the draft of a conversation."""
        if self.waiting.add_draft(conversation_id, draft):
            self._thread.submit(self._write)

    def save_ocr_result(self, image_id: str, ocr_result: OcrResult) -> None:
        """Saves the recognised text of a sent image."""
        self._thread.submit(self._do, lambda store: store.save_ocr_result(image_id, ocr_result))

    def mark_deleted(self, ids: tuple[str, ...]) -> None:
        """Hides conversations or turns that will be deleted, even if the program ends before `delete`."""
        self.waiting.mark_deleted(ids)
        self._thread.submit(self._do, lambda store: store.mark_deleted(ids))

    def unmark_deleted(self, ids: tuple[str, ...]) -> None:
        """Keeps conversations or turns that were marked as deleted."""
        self.waiting.unmark_deleted(ids)
        self._thread.submit(self._do, lambda store: store.unmark_deleted(ids))

    def delete(self, ids: tuple[str, ...]) -> None:
        """Deletes conversations or turns, and all of them that waits to be written."""
        self.waiting.delete(ids)
        self._thread.submit(self._do, lambda store: store.begin_deleting(ids))
        self._thread.submit(self._work_on)

    def undelete_imported(self, ids: Iterable[str]) -> None:
        """Lets imported conversations and turns be saved, even if some of these ids were deleted before."""
        self.waiting.undelete(ids)

    def set_current_branch(self, conversation_id: str, last: str) -> None:
        """Saves the branch of a conversation that is shown."""
        self._thread.submit(self._do, lambda store: store.set_current_branch(conversation_id, last))

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Pins a conversation to the top of the list, or unpins it."""
        self._thread.submit(self._do, lambda store: store.pin(conversation_id, pinned))

    def set_choice(self, conversation_id: str, choice: ConversationChoice) -> None:
        """Saves what a conversation is asked of; of one that is not stored, nothing."""
        self._thread.submit(self._do, lambda store: store.set_choice(conversation_id, choice))

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives a conversation a title of the user's."""
        self._thread.submit(self._do, lambda store: store.rename(conversation_id, title))

    def run_maintenance(self) -> None:
        """Checks the history and makes today's copy of it."""
        self._thread.submit(self._do, lambda store: store.run_maintenance())

    async def query(self, question: Callable[[Store], _Result]) -> _Result:
        """Returns the store's answer, after everything that was handed over before. Raises StorageError."""
        try:
            return await asyncio.wrap_future(self._thread.submit(self._with_healing, question))
        except StorageError as failed:
            self.write_failed.emit(failed.problem)
            raise

    async def images(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Returns the bytes of sent images by id, including those that still wait to be written."""
        wanted = tuple(ids)
        found = await self.query(lambda store: {image_id: store.image_bytes(image_id) for image_id in wanted})
        waiting = self.waiting.image_bytes(wanted)
        return {**{name: data for name, data in found.items() if data is not None}, **waiting}

    def image_now(self, image_id: str) -> bytes | None:
        """Returns the bytes of a sent image. Waits for them, on a worker thread. Raises StorageError."""
        waiting = self.waiting.image_bytes((image_id,)).get(image_id)
        read = waiting or self._thread.submit(self._with_healing, lambda store: store.image_bytes(image_id)).result()
        return bytes(read) if read is not None else None

    def switch_to(self, open_store: OpenStore, keeps: bool) -> None:
        """Closes the store and goes on with another."""
        self.keeps = keeps
        self.waiting.forget_deletions()
        self._thread.submit(self._switch, open_store)

    async def restore_from_backup(self, put_in_place: PutBackup, open_store: OpenStore) -> RestoredBackup:
        """Replaces the store by a backup, while nothing is open. Raises StorageError; the old store is then used on."""

        def work() -> RestoredBackup:
            self._write()
            self._opened().close()
            self.waiting.clear()  # values that could not be written belong to the store that is set aside
            self._store, self._open_store = None, open_store
            try:
                return put_in_place()
            finally:
                self._open()

        return await asyncio.wrap_future(self._thread.submit(work))

    def close(self) -> None:
        """Writes everything that waits, and closes the store. Waits for the disk, at most CLOSE_S seconds."""
        self._thread.submit(self._write)
        self._thread.submit(self._do, lambda store: store.close())
        self._thread.shutdown(wait=True, within_s=CLOSE_S)

    def _open(self) -> None:
        self._store = self._open_store(self._tell)
        self._thread.submit(self._work_on)

    def _tell(self, problem: Problem) -> None:
        self.write_failed.emit(problem)
        if isinstance(problem, HealingReport):
            self.healed.emit()

    def _with_healing(self, work: Callable[[Store], _Result]) -> _Result:
        """Does `work`. At a sign of damage, opens the store anew, which heals it, and does it once more."""
        try:
            return work(self._opened())
        except StorageDamageError as failed:
            if self._healings_left <= 0:
                raise
            self._healings_left -= 1
            log.warning("the history may be damaged: %s", failed.problem.detail or failed.problem.kind)
            store, self._store = self._store, None
            with contextlib.suppress(StorageError):
                if store is not None:
                    store.close()
            return work(self._opened())

    def _switch(self, open_store: OpenStore) -> None:
        self._do(lambda store: store.close())
        self._store, self._open_store = None, open_store
        self._open()

    def _opened(self) -> Store:
        if self._store is None:
            self._open()
        assert self._store is not None
        if (problem := self._store.return_to_place()) is not None:
            with contextlib.suppress(StorageError):
                self._store.close()
            self._open()
            self.write_failed.emit(problem)
            self.healed.emit()
        return self._store

    def _look_after(self) -> None:
        try:
            self._with_healing(lambda store: None)
        except Exception as failed:  # the disk may be back at the next look
            self._complain(failed)
        else:
            self._write()
            self._recover()

    def _write(self) -> None:
        if not (writes := self.waiting.take()):
            return
        try:
            self._with_healing(lambda store: write_values(store, writes, self._covering))
        except Exception as failed:  # whatever it is, nothing that waits may be lost by it
            self.waiting.put_back(writes)
            self._complain(failed)
            return
        self.waiting.note_written()
        self._recover()

    def _recover(self) -> None:
        if self._failing and self.waiting.is_empty:
            self._failing = False
            self.write_recovered.emit()

    def _work_on(self) -> None:
        """Does a piece of what the store has left to do, and the next after all that was handed over meanwhile."""
        if self._store is not None and self._do(lambda store: store.work_on()):
            self._thread.submit(self._work_on)

    def _do(self, work: Callable[[Store], _Result]) -> _Result | None:
        try:
            return self._with_healing(work)
        except Exception as failed:
            log.warning("not done: %s", type(failed).__name__, exc_info=failed)
            self.write_failed.emit(problem_of(failed))
            return None

    def _complain(self, failed: Exception) -> None:
        problem = problem_of(failed)
        log.warning("not kept: %s", problem.kind, exc_info=None if isinstance(failed, StorageError) else failed)
        if not self._failing:
            self._failing = True
            self.write_failed.emit(problem)
