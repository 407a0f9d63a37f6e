"""Values that wait to be written into the store, each in its newest state."""

import threading
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.unkept import Unkept
from desktop.core.image.encoding import EncodedImage
from desktop.core.workspace.draft import Draft


@dataclass(frozen=True, slots=True)
class Writes:
    """Turns, images and drafts by their ids, in the order in which they were handed over."""

    turns: dict[str, Turn] = field(default_factory=dict)
    images: dict[str, EncodedImage] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.turns or self.images or self.drafts)


class PendingWrites:
    """The values that wait. Every method may be called on any thread.

    Deleted conversations and turns are refused: an answer may still be on its way when its question is deleted. What is
    marked as deleted can be brought back, so it waits, and is told by nothing.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = Writes()
        self._taken = Writes()  # what is being written; a disk that hangs may hold it for good
        self._deleted: set[str] = set()
        self._marked: set[str] = set()

    def add_turn(self, turn: Turn, images: Iterable[EncodedImage]) -> bool:
        """Adds a turn with its images, unless it is deleted. Returns True if it was added."""
        with self._lock:
            if self._is_deleted(turn):
                return False
            self._waiting.turns[turn.id] = turn
            self._waiting.images.update((image.id, image) for image in images)
        return True

    def add_draft(self, conversation_id: str, draft: Draft) -> bool:
        """Adds a draft, unless its conversation is deleted. Returns True if it was added."""
        with self._lock:
            if conversation_id in self._deleted:
                return False
            self._waiting.drafts[conversation_id] = draft
        return True

    def mark_deleted(self, ids: Iterable[str]) -> None:
        """Tells nothing of these conversations and turns, until they are unmarked."""
        with self._lock:
            self._marked |= set(ids)

    def unmark_deleted(self, ids: Iterable[str]) -> None:
        """Tells of these conversations and turns again."""
        with self._lock:
            self._marked -= set(ids)

    def delete(self, ids: Iterable[str]) -> None:
        """Drops everything of these conversations and turns, now and from now on."""
        with self._lock:
            self._deleted |= set(ids)
            self._marked -= self._deleted
            self._waiting = _without(self._deleted, self._waiting)

    def undelete(self, ids: Iterable[str]) -> None:
        """Takes these conversations and turns again."""
        with self._lock:
            self._deleted -= set(ids)

    def forget_deletions(self) -> None:
        """Takes everything again, for another store."""
        with self._lock:
            self._deleted, self._marked = set(), set()

    def clear(self) -> None:
        """Drops everything that waits, and takes everything again."""
        with self._lock:
            self._waiting, self._taken, self._deleted, self._marked = Writes(), Writes(), set(), set()

    @property
    def is_empty(self) -> bool:
        """True if nothing waits."""
        with self._lock:
            return not self._waiting

    def added_to(self, conversation: Conversation) -> Conversation:
        """Returns a conversation as it will be once its turns that wait are written."""
        with self._lock:
            waiting = _without(self._marked, self._waiting).turns.values()
            turns = [turn for turn in waiting if turn.conversation_id == conversation.id]
        for turn in turns:
            conversation = conversation.with_turn(turn)
        return conversation

    @property
    def unkept(self) -> Unkept:
        """What waits, if it cannot be written any more."""
        with self._lock:
            return self._told(self._waiting)

    @property
    def unwritten(self) -> Unkept:
        """What waits or is being written, if neither comes to its end."""
        with self._lock:
            return self._told(self._waiting).joined(self._told(self._taken))

    def take(self) -> Writes:
        """Returns everything that waits, to be written; nothing waits afterwards."""
        with self._lock:
            writes, self._waiting = self._waiting, Writes()
            self._taken = writes
        return writes

    def note_written(self) -> None:
        """Forgets what was taken last: it is written."""
        with self._lock:
            self._taken = Writes()

    def put_back(self, writes: Writes) -> None:
        """Lets writes wait again that could not be done. Newer states that came meanwhile win.

        What was deleted meanwhile is dropped.
        """
        with self._lock:
            writes, newer, self._taken = _without(self._deleted, writes), self._waiting, Writes()
            self._waiting = Writes(
                {**writes.turns, **newer.turns}, {**writes.images, **newer.images}, {**writes.drafts, **newer.drafts}
            )

    def image_bytes(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Returns the bytes of those of these images that wait."""
        with self._lock:
            return {name: self._waiting.images[name].data for name in ids if name in self._waiting.images}

    def _told(self, writes: Writes) -> Unkept:
        """Returns what goes with these writes."""
        writes = _without(self._deleted | self._marked, writes)
        drafts = {name for name, draft in writes.drafts.items() if not draft.is_empty}
        return Unkept(frozenset(turn.conversation_id for turn in writes.turns.values()), frozenset(drafts))

    def _is_deleted(self, turn: Turn) -> bool:
        return _is_among(self._deleted, turn)


def _without(ids: Set[str], writes: Writes) -> Writes:
    """Returns the writes without these conversations and turns, and without images that nothing else in them shows."""
    turns = {name: turn for name, turn in writes.turns.items() if not _is_among(ids, turn)}
    drafts = {name: draft for name, draft in writes.drafts.items() if name not in ids}
    shown = {image.id for turn in turns.values() for image in turn.stored_images}
    return Writes(turns, {name: image for name, image in writes.images.items() if name in shown}, drafts)


def _is_among(ids: Set[str], turn: Turn) -> bool:
    return turn.conversation_id in ids or turn.id in ids
