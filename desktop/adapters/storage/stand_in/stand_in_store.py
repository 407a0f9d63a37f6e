"""The history in memory while that on the disk cannot be used: everything goes there as soon as it can be.

If it cannot be used until the program ends, everything is left in files, from which the next start takes it.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces
from desktop.adapters.storage.stand_in.left_conversations import UnkeptConversation
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.image.encoding import EncodedImage
from desktop.services.ports.store import Store

RETRY_S, REST = 2.5, 10
"""The least time between two tries to use the disk, and how many times as long as the last one took; chosen."""
MOST_ROWS = 1_000_000
APART_S = 0.001
"""Between the times that two conversations get, so that their order is known; chosen."""


class LeavingStore(MemoryStore):
    """Keeps the promises of a store in memory, and leaves all of it where the next start looks for it."""

    def __init__(self, places: LeavingPlaces) -> None:
        super().__init__()
        self._places = places
        self._parents: dict[str, str] = {}  # of turns that follow one which another store has
        self._left: tuple[UnkeptConversation, ...] = ()  # what has been left, so far as it was not changed since

    def save_turns(self, turns: Iterable[Turn]) -> None:
        saved = tuple(turns)
        self._parents |= {turn.id: turn.parent for turn in saved if turn.parent and not self.contains([turn.parent])}
        super().save_turns(saved)

    def leave(self, folder: Path | None = None) -> None:
        kept = self._kept()
        if kept == self._left:
            return
        (LeavingPlaces(folder) if folder else self._places).leave(kept)
        for gone in {one.id for one in self._left} - {one.id for one in kept}:
            self._places.remove(gone)
        self._left = kept

    def close(self) -> None:
        """Leaves everything. Raises StorageError if nothing can be written anywhere."""
        self.leave()

    def _kept(self) -> tuple[UnkeptConversation, ...]:
        """Returns all conversations, the one that is open last: its draft is the one to be shown next."""
        last, now = self.last_draft(), time.time()
        rows = sorted(self.page(0, MOST_ROWS), key=lambda row: last is not None and row.id == last[0])
        return tuple(
            self._part(self.conversation(row.id), now + position * APART_S) for position, row in enumerate(rows)
        )

    def _part(self, conversation: Conversation, left_at: float) -> UnkeptConversation:
        turns = tuple(replace(turn, parent=self._parents.get(turn.id, turn.parent)) for turn in conversation.all_turns)
        return UnkeptConversation(
            conversation.id,
            turns,
            conversation.last_turn_id,
            conversation.given_title,
            conversation.pinned,
            conversation.choice,
            self._images_of(turns),
            self.draft(conversation.id),
            left_at,
        )

    def _images_of(self, turns: Iterable[Turn]) -> tuple[EncodedImage, ...]:
        """Returns the images of turns that are kept."""
        sent = {image.id: image for turn in turns for image in turn.stored_images}
        found = ((image, self.image_bytes(image.id)) for image in sent.values())
        return tuple(EncodedImage.as_sent(image, data) for image, data in found if data is not None)


class StandInStore(LeavingStore):
    """Gives all of what it has to the store on disk once that opens. It begins with what was left before."""

    def __init__(
        self, open_on_disk: Callable[[], Store], places: LeavingPlaces, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`open_on_disk` raises StorageError while the history cannot be used; `now` returns seconds."""
        super().__init__(places)
        self._open_on_disk = open_on_disk
        self._now = now
        self._next_try = now() + RETRY_S
        self._is_handed_over = False
        for left in places.waiting():
            left.give_to(self)
        self._left = self._kept()

    def return_to_place(self) -> Problem | None:
        """Gives everything to the history on the disk if that can be used by now."""
        if self._now() < self._next_try:
            return None
        began = self._now()
        is_done = self._hand_over()
        self._next_try = self._now() + max(RETRY_S, REST * (self._now() - began))
        return Problem(ProblemKind.STORE_USED_AGAIN) if is_done else None

    def leave(self, folder: Path | None = None) -> None:
        """Gives everything to the history on the disk, or leaves it. Raises StorageError if neither can be done."""
        if not self._is_handed_over and not self._hand_over():
            super().leave(folder)

    def _hand_over(self) -> bool:
        """Returns True if everything is on the disk. What failed half-way is written once more at the next try."""
        kept = self._kept()
        try:
            store = self._open_on_disk()
            try:
                for one in kept:
                    one.give_to(store)
                    images = {image.id for turn in one.turns for image in turn.stored_images}
                    for image_id, ocr_result in self.ocr_results(images).items():
                        store.save_ocr_result(image_id, ocr_result)
            finally:
                store.close()
        except StorageError:
            return False
        for name in {one.id for one in (*kept, *self._left)}:
            self._places.remove(name)
        self._is_handed_over = True
        return True
