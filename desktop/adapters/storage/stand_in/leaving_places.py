"""The folders in which a program that ends leaves what no history could keep, and the next one looks for it."""

from collections.abc import Iterable
from pathlib import Path

from desktop.adapters.storage.stand_in.left_conversations import LeftConversations, UnkeptConversation
from desktop.core.errors import StorageError
from desktop.services.ports.store import Store


class LeavingPlaces:
    """The folders in which conversations may be left, the best one first."""

    def __init__(self, *folders: Path) -> None:
        self._places = tuple(LeftConversations(folder) for folder in folders)

    def leave(self, left: Iterable[UnkeptConversation]) -> None:
        """Writes conversations into the first folder that takes all of them. Raises StorageError if none does."""
        left = tuple(left)
        failed = None
        for place in self._places:
            try:
                place.leave(left)
            except StorageError as error:
                failed = failed or error
                continue
            return
        if failed is not None:
            raise failed

    def waiting(self) -> list[UnkeptConversation]:
        """Returns everything that was left, in the order in which it was."""
        return sorted((one for place in self._places for one in place.waiting()), key=lambda one: one.left_at)

    def remove(self, conversation_id: str) -> None:
        """Removes a conversation wherever it was left."""
        for place in self._places:
            place.remove(conversation_id)

    def take_in(self, store: Store) -> bool:
        """Gives everything that was left to a store, and removes it. Returns True if there was any.

        Raises StorageError; what was not given by then stays.
        """
        left = self.waiting()
        for one in left:
            one.give_to(store)
        for one in left:
            self.remove(one.id)
        return bool(left)
