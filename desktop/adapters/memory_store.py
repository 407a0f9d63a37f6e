"""The history in memory only: for "keep history: off", and where the disk will not do. Nothing here touches a disk."""

from collections.abc import Iterable

from desktop.core.conversation import Conversation, Summary
from desktop.core.draft import Draft
from desktop.core.forecast import cost_of
from desktop.core.models import model_at
from desktop.core.prepare import Prepared
from desktop.core.turn import Turn


class MemoryStore:
    """The same promises as the store on disk, until the program ends."""

    def __init__(self) -> None:
        self._conversations: dict[str, Conversation] = {}
        self._pictures: dict[str, Prepared] = {}
        self._drafts: dict[str, Draft] = {}

    def save_turns(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            held = self.conversation(turn.conversation_id)
            self._conversations[turn.conversation_id] = held.with_turn(turn)

    def save_pictures(self, pictures: Iterable[Prepared]) -> None:
        self._pictures.update((picture.id, picture) for picture in pictures)

    def spent(self, since: float) -> float:
        """US dollars of all turns asked since then (Unix seconds)."""
        turns = (turn for held in self._conversations.values() for turn in held.turns if turn.asked_at >= since)
        return sum(cost_of(turn, model_at(turn.model, turn.host)) or 0.0 for turn in turns)

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        self._drafts.pop(conversation_id, None)
        self._drafts[conversation_id] = draft

    def page(self, offset: int, count: int) -> tuple[Summary, ...]:
        rows = [held.summary() for held in self._conversations.values()]
        return tuple(sorted(rows, key=lambda row: (-row.updated_at, row.id))[offset : offset + count])

    def conversation(self, conversation_id: str) -> Conversation:
        return self._conversations.get(conversation_id) or Conversation(conversation_id)

    def draft(self, conversation_id: str) -> Draft | None:
        return self._drafts.get(conversation_id)

    def last_draft(self) -> tuple[str, Draft] | None:
        return next(reversed(self._drafts.items()), None)

    def picture_bytes(self, picture_id: str) -> bytes | None:
        return self._pictures[picture_id].data if picture_id in self._pictures else None

    def rename(self, conversation_id: str, title: str) -> None:
        if conversation_id in self._conversations:
            self._conversations[conversation_id] = self._conversations[conversation_id].titled(title)

    def delete(self, conversation_id: str) -> None:
        self._conversations.pop(conversation_id, None)
        self._drafts.pop(conversation_id, None)
        shown = {picture.id for held in self._conversations.values() for picture in held.pictures}
        self._pictures = {key: picture for key, picture in self._pictures.items() if key in shown}

    def care(self) -> None:
        """Nothing to check or copy."""

    def close(self) -> None:
        """It goes with the program."""
