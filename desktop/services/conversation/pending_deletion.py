"""Deleting with undo: what was deleted last stays on the disk for some seconds."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from desktop.core.conversation.conversation import Conversation
from desktop.services.conversation.conversation_switch import LeftConversation
from desktop.services.storage_thread import StorageThread

UNDO_MS = 12_500  # a little longer than the notice that offers it


@dataclass(frozen=True, slots=True)
class DeletedItem:
    """A deleted conversation, with what was in its workspace if it was open; or a deleted turn, then `before` is its
    conversation as it was with it.
    """

    id: str
    left: LeftConversation | None = None
    before: Conversation | None = None


class PendingDeletion(QObject):
    """Hides one item at a time and deletes it for good when the time to undo is over; then `on_purged` is called."""

    def __init__(self, storage: StorageThread, on_purged: Callable[[], None]) -> None:
        super().__init__()
        self._storage = storage
        self._on_purged = on_purged
        self._item: DeletedItem | None = None
        self._timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._timer.timeout.connect(self.purge)

    @property
    def is_pending(self) -> bool:
        """True while there is an item that can be brought back."""
        return self._item is not None

    def start(self, item: DeletedItem) -> None:
        """Hides an item from the store and starts the time to undo. An earlier item must have been purged."""
        self._item = item
        self._storage.mark_deleted((item.id,))
        self._timer.start()

    def undo(self) -> DeletedItem | None:
        """Shows the item in the store again and returns it; None if it is too late."""
        item = self.forget()
        if item is not None:
            self._storage.unmark_deleted((item.id,))
        return item

    def purge(self) -> None:
        """Deletes the item from the disk, if there is one."""
        item = self.forget()
        if item is not None:
            self._storage.delete((item.id,))
            self._on_purged()

    def forget(self) -> DeletedItem | None:
        """Ends the time to undo without a change in the store. Returns the item."""
        item, self._item = self._item, None
        self._timer.stop()
        return item
