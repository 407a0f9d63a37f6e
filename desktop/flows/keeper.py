"""The keeper: the one thread on which the store is used, and what waits to be written.

A turn that grows is handed over again and again; only its newest state is written, in the order in which turns were
handed over. What cannot be written stays here and is tried again with the next; `troubled` says so once.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft
from desktop.core.errors import KeepingFailed, Trouble
from desktop.core.prepare import Prepared
from desktop.core.turn import Turn
from desktop.flows.needs import Store
from desktop.flows.tasks import DaemonThreads
from desktop.log import log

_Result = TypeVar("_Result")


class Keeper(QObject):
    """Owner of the store. `save_…` never blocks; `ask` waits for its answer on the loop."""

    troubled = Signal(object)  # Trouble: something is not being saved, and why
    relieved = Signal()  # what waited has been written after all

    def __init__(self, open_store: Callable[[Callable[[Trouble], None]], Store], keeps: bool = True) -> None:
        super().__init__()
        self.keeps = keeps  # whether the user wants a history at all
        self._thread = DaemonThreads(1, "askance-keeper")
        self._lock = threading.Lock()
        self._turns: dict[str, Turn] = {}
        self._pictures: dict[str, Prepared] = {}
        self._drafts: dict[str, Draft] = {}
        self._failing = False
        self._opened: Future[Store] = self._thread.submit(open_store, self.troubled.emit)

    def save_turn(self, turn: Turn, pictures: tuple[Prepared, ...] = ()) -> None:
        """Keep `turn` as it is now, and the pictures that went with it."""
        with self._lock:
            self._turns[turn.id] = turn
            self._pictures.update((picture.id, picture) for picture in pictures)
        self._thread.submit(self._write)

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        """Keep what is on the desk of a conversation."""
        with self._lock:
            self._drafts[conversation_id] = draft
        self._thread.submit(self._write)

    def forget(self, conversation_id: str) -> None:
        """Delete a conversation, and whatever of it waits to be written."""
        with self._lock:
            self._turns = {k: turn for k, turn in self._turns.items() if turn.conversation_id != conversation_id}
            self._drafts.pop(conversation_id, None)
        self._thread.submit(self._do, lambda store: store.delete(conversation_id))

    def rename(self, conversation_id: str, title: str) -> None:
        """Give a conversation the user's own title."""
        self._thread.submit(self._do, lambda store: store.rename(conversation_id, title))

    def care(self) -> None:
        """Check and copy the history, if that has not been done today."""
        self._thread.submit(self._do, lambda store: store.care())

    async def ask(self, question: Callable[[Store], _Result]) -> _Result:
        """The answer of the store, after all that was handed over before. Raises KeepingFailed."""
        return await asyncio.wrap_future(self._thread.submit(lambda: question(self._opened.result())))

    def use(self, open_store: Callable[[Callable[[Trouble], None]], Store], keeps: bool) -> None:
        """Close the store and go on with another."""
        self.keeps = keeps

        def switch() -> Store:
            self._do(lambda store: store.close())
            return open_store(self.troubled.emit)

        self._opened = self._thread.submit(switch)

    def close(self) -> None:
        """Write what waits, and close. Blocks for as long as the disk takes."""
        self._thread.submit(self._write)
        self._thread.submit(self._do, lambda store: store.close())
        self._thread.shutdown(wait=True)

    def _write(self) -> None:
        with self._lock:
            turns, self._turns = self._turns, {}
            pictures, self._pictures = self._pictures, {}
            drafts, self._drafts = self._drafts, {}
        if not (turns or drafts or pictures):
            return
        store = self._opened.result()
        try:
            store.save_pictures(pictures.values())
            store.save_turns(turns.values())
            for conversation_id, draft in drafts.items():
                store.save_draft(conversation_id, draft)
        except KeepingFailed as failed:
            with self._lock:  # newer states that came meanwhile win
                self._turns = {**turns, **self._turns}
                self._pictures = {**pictures, **self._pictures}
                self._drafts = {**drafts, **self._drafts}
            self._complain(failed.trouble)
            return
        if self._failing:
            self._failing = False
            self.relieved.emit()

    def _do(self, work: Callable[[Store], None]) -> None:
        try:
            work(self._opened.result())
        except KeepingFailed as failed:
            self._complain(failed.trouble)

    def _complain(self, trouble: Trouble) -> None:
        log.warning("not kept: %s", trouble.kind)
        if not self._failing:
            self._failing = True
            self.troubled.emit(trouble)
