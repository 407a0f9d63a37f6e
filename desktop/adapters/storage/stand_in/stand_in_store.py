"""The history in memory while that on the disk cannot be used: everything goes there as soon as it can be.

If it cannot be used until the program ends, the turns are left in the inbox, from which the next start takes them;
drafts are not, so the user is asked before.
"""

import contextlib
import time
from collections.abc import Callable

from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.image.encoding import EncodedImage
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store

RETRY_S, REST = 2.5, 10
"""The least time between two tries to use the disk, and how many times as long as the last one took; chosen."""
MOST_ROWS = 1_000_000


class StandInStore(MemoryStore):
    """Keeps the promises of a store in memory, and gives all of it to the one on disk once that opens."""

    def __init__(
        self, open_on_disk: Callable[[], Store], inbox: CliInbox, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`open_on_disk` raises StorageError while the history cannot be used; `now` returns seconds."""
        super().__init__()
        self._open_on_disk = open_on_disk
        self._inbox = inbox
        self._now = now
        self._next_try = now() + RETRY_S
        self._is_handed_over = False

    def return_to_place(self) -> Problem | None:
        """Gives everything to the history on the disk if that can be used by now."""
        if self._now() < self._next_try:
            return None
        began = self._now()
        is_done = self._hand_over()
        self._next_try = self._now() + max(RETRY_S, REST * (self._now() - began))
        return Problem(ProblemKind.STORE_USED_AGAIN) if is_done else None

    def unkept(self) -> Unkept:
        """Returns the drafts, for which there is no inbox, and conversations if that cannot be written either."""
        if self._is_handed_over:
            return Unkept()
        kept = self._kept()
        drafts = {row.id for row in kept if not (self.draft(row.id) or Draft()).is_empty}
        asked = {row.id for row in kept if row.all_turns}
        return Unkept(frozenset() if not asked or self._inbox.is_writable() else frozenset(asked), frozenset(drafts))

    def close(self) -> None:
        """Gives everything to the history on the disk, or leaves the turns in the inbox. What fails is lost."""
        if self._is_handed_over or not self.page(0, 1) or self._hand_over():
            return
        with contextlib.suppress(OSError, StorageError):
            for conversation in self._kept():
                for turn in conversation.all_turns:
                    self._inbox.leave(turn, self._images_of(conversation, turn.id))

    def _hand_over(self) -> bool:
        """Returns True if everything is on the disk. What failed half-way is written once more at the next try."""
        try:
            store = self._open_on_disk()
            try:
                for conversation in self._kept():
                    self._give(conversation, store)
            finally:
                store.close()
        except StorageError:
            return False
        self._is_handed_over = True
        return True

    def _give(self, conversation: Conversation, store: Store) -> None:
        turns, draft = conversation.all_turns, self.draft(conversation.id)
        if turns:
            store.save_images(self._images_of(conversation))
            store.save_turns(turns)
            store.set_current_branch(conversation.id, conversation.last_turn_id)
            store.set_choice(conversation.id, conversation.choice)
        if draft is not None:
            store.save_draft(conversation.id, draft)
        if conversation.given_title:
            store.rename(conversation.id, conversation.given_title)
        if conversation.pinned:
            store.pin(conversation.id, True)
        images = {image.id for turn in turns for image in turn.stored_images}
        for image_id, ocr_result in self.ocr_results(images).items():
            store.save_ocr_result(image_id, ocr_result)

    def _kept(self) -> list[Conversation]:
        """Returns all conversations, the one that is open last: its draft is the one to be shown next."""
        last = self.last_draft()
        rows = sorted(self.page(0, MOST_ROWS), key=lambda row: last is not None and row.id == last[0])
        return [self.conversation(row.id) for row in rows]

    def _images_of(self, conversation: Conversation, turn_id: str = "") -> tuple[EncodedImage, ...]:
        """Returns the images of a conversation, or of one of its turns, that are kept."""
        turns = (turn for turn in conversation.all_turns if turn_id in ("", turn.id))
        sent = {image.id: image for turn in turns for image in turn.stored_images}
        found = ((image, self.image_bytes(image.id)) for image in sent.values())
        return tuple(EncodedImage.as_sent(image, data) for image, data in found if data is not None)
