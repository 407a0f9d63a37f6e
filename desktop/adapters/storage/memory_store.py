"""The history in memory only: for "keep history: off", and where the disk will not do. Nothing here touches a disk."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery, excerpt
from desktop.core.conversation.search_words import has_words
from desktop.core.conversation.turn import Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.conversation.unkept import Unkept
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.text_export import plain_text
from desktop.core.search.fold import folded
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.services.ports.work_progress import Step


class MemoryStore:
    """The same promises as the store on disk, until the program ends."""

    def __init__(self) -> None:
        self._conversations: dict[str, Conversation] = {}
        self._images: dict[str, EncodedImage] = {}
        self._drafts: dict[str, Draft] = {}
        self._drafted_at: dict[str, float] = {}  # Unix seconds of the last change of a draft, by conversation
        self._open = ""  # the conversation of the draft that was saved last; empty if that was a new one
        self._going: set[str] = set()
        self._ocr_results: dict[str, OcrResult] = {}

    def return_to_place(self) -> Problem | None:
        """Returns None: there is no place that it could lose."""
        return None

    def save_turns(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            conversation = self._conversations.get(turn.conversation_id) or Conversation(turn.conversation_id)
            self._conversations[turn.conversation_id] = conversation.with_turn(turn)
        self._forget_unshown_readings()

    def save_images(self, images: Iterable[EncodedImage]) -> None:
        self._images.update((image.id, image) for image in images)

    def spending_since(self, since: float) -> float:
        """US dollars of all turns asked since then (Unix seconds)."""
        turns = (
            turn
            for conversation in self._conversations.values()
            for turn in conversation.all_turns
            if turn.asked_at >= since
        )
        return sum(cost_of(turn, model_at(turn.model, turn.host)) or 0.0 for turn in turns)

    def save_draft(self, conversation_id: str, draft: Draft) -> None:
        conversation = self._conversations.get(conversation_id) or Conversation(conversation_id)
        is_row = bool(conversation.all_turns) or not draft.is_empty
        if draft != self._drafts.get(conversation_id, Draft()):
            self._drafted_at[conversation_id] = time.time()
        self._open = conversation_id if is_row else ""
        if is_row:
            self._conversations[conversation_id], self._drafts[conversation_id] = conversation, draft
        else:
            self._forget(conversation_id)

    def page(self, offset: int, count: int, search: SearchQuery = EMPTY_QUERY) -> tuple[Summary, ...]:
        rows = [
            found
            for conversation in self._conversations.values()
            if conversation.id not in self._going
            and (found := self._draft_in(conversation, search) or _in(conversation, search, self._seen))
        ]
        return tuple(sorted(rows, key=lambda row: (not row.pinned, -row.updated_at, row.id))[offset : offset + count])

    def _draft_in(self, conversation: Conversation, search: SearchQuery) -> Summary | None:
        """Returns the summary of a conversation of which nothing was asked yet, if it matches the search."""
        if conversation.all_turns or search.model:
            return None
        draft, pinned = self._drafts[conversation.id], conversation.pinned
        text = folded(f"{conversation.given_title}\n{draft.question}")
        changed_at = self._drafted_at[conversation.id]
        if (
            changed_at < search.since
            or (search.pinned and not pinned)
            or (search.with_images and not draft.images)
            or not all(folded(part) in text for part in search.parts)
        ):
            return None
        words = excerpt(draft.question, search) if search.words.strip() else ""
        thumbnail = draft.images[0].content_key if draft.images else ""
        title, count = conversation.given_title or draft.title, len(draft.images)
        return Summary(conversation.id, title, changed_at, count, thumbnail, pinned, words, is_draft=True)

    def _seen(self, turn: Turn) -> str:
        """Returns the recognised text of a turn's images."""
        read = (self._ocr_results.get(image.id) for image in turn.images)
        return "\n".join(plain_text(ocr_result) for ocr_result in read if ocr_result is not None)

    def contains(self, ids: Iterable[str]) -> bool:
        known = {turn.id for conversation in self._conversations.values() for turn in conversation.all_turns} | set(
            self._conversations
        )
        return not known.isdisjoint(ids)

    def models(self) -> tuple[str, ...]:
        return tuple(
            sorted({turn.model for conversation in self._conversations.values() for turn in conversation.all_turns})
        )

    def conversation(self, conversation_id: str) -> Conversation:
        conversation = self._conversations.get(conversation_id) or Conversation(conversation_id)
        for turn_id in [turn.id for turn in conversation.all_turns if turn.id in self._going]:
            conversation = conversation.without(turn_id)
        return conversation

    def draft(self, conversation_id: str) -> Draft | None:
        return self._drafts.get(conversation_id)

    def last_draft(self) -> tuple[str, Draft] | None:
        return (self._open, self._drafts[self._open]) if self._open in self._drafts else None

    def image_bytes(self, image_id: str) -> bytes | None:
        return self._images[image_id].data if image_id in self._images else None

    def covers_of(self, image_id: str) -> tuple[Rect, ...]:
        turns = (turn for conversation in self._conversations.values() for turn in conversation.all_turns)
        sent = (image for turn in turns for image in turn.images if image.id == image_id)
        return tuple(dict.fromkeys(cover for image in sent for cover in image.covers))

    def save_ocr_result(self, image_id: str, ocr_result: OcrResult) -> None:
        self._ocr_results[image_id] = ocr_result

    def ocr_results(self, ids: Iterable[str]) -> dict[str, OcrResult]:
        return {image_id: self._ocr_results[image_id] for image_id in ids if image_id in self._ocr_results}

    def rename(self, conversation_id: str, title: str) -> None:
        if conversation_id in self._conversations:
            self._conversations[conversation_id] = self._conversations[conversation_id].titled(title)

    def set_current_branch(self, conversation_id: str, last: str) -> None:
        if conversation_id in self._conversations:
            conversation = self._conversations[conversation_id]
            self._conversations[conversation_id] = conversation.showing(conversation.all_turns, last)

    def set_choice(self, conversation_id: str, choice: ConversationChoice) -> None:
        if conversation_id in self._conversations:
            self._conversations[conversation_id] = replace(self._conversations[conversation_id], choice=choice)

    def pin(self, conversation_id: str, pinned: bool) -> None:
        if conversation_id in self._conversations:
            conversation = self._conversations[conversation_id]
            self._conversations[conversation_id] = replace(conversation, pinned=pinned)

    def mark_deleted(self, ids: Iterable[str]) -> None:
        self._going |= set(ids)

    def unmark_deleted(self, ids: Iterable[str]) -> None:
        self._going -= set(ids)

    def delete(self, ids: Iterable[str]) -> None:
        for deleted_id in ids:
            self._forget(deleted_id)
            for key, conversation in list(self._conversations.items()):
                if any(turn.id == deleted_id for turn in conversation.all_turns):
                    self._conversations[key] = conversation.without(deleted_id)
        for key, conversation in list(self._conversations.items()):
            if not conversation.all_turns and self._drafts.get(key, Draft()).is_empty:
                self._forget(key)
        shown = self._shown()
        self._images = {key: image for key, image in self._images.items() if key in shown}
        self._forget_unshown_readings()

    def begin_deleting(self, ids: Iterable[str]) -> None:
        self.delete(ids)

    def work_on(self) -> bool:
        """Returns False: nothing is ever left to do."""
        return False

    def _forget(self, conversation_id: str) -> None:
        for kept in (self._conversations, self._drafts, self._drafted_at):
            kept.pop(conversation_id, None)

    def _forget_unshown_readings(self) -> None:
        if self._ocr_results:
            shown = self._shown()
            self._ocr_results = {key: ocr_result for key, ocr_result in self._ocr_results.items() if key in shown}

    def _shown(self) -> set[str]:
        """Returns the ids of all images of all turns."""
        return {
            image.id
            for conversation in self._conversations.values()
            for turn in conversation.all_turns
            for image in turn.stored_images
        }

    def back_up_to(self, path: Path, beside: dict[str, Any]) -> Callable[[Step], None]:
        raise StorageError(Problem(ProblemKind.HISTORY_DISABLED, path.name))

    def run_maintenance(self) -> None:
        """Does nothing: there is no file to check or copy."""

    def unkept(self) -> Unkept:
        """Returns nothing: it is the user's wish that all of it goes."""
        return Unkept()

    def close(self) -> None:
        """Does nothing: the history goes with the program."""


def _in(conversation: Conversation, search: SearchQuery, seen: Callable[[Turn], str]) -> Summary | None:
    """Returns the conversation's summary if it matches the search."""
    turns = [
        turn for turn in conversation.all_turns if turn.asked_at >= search.since and search.model in ("", turn.model)
    ]
    if search.pinned and not (conversation.pinned or any(turn.pinned for turn in turns)):
        return None
    if (search.with_images and not any(turn.images for turn in turns)) or not turns:
        return None
    if not search.words.strip():
        return conversation.summary()
    for turn in reversed(turns):
        if has_words(f"{conversation.given_title}\n{turn.prompt}\n{turn.answer}\n{seen(turn)}", search):
            return replace(
                conversation.summary(),
                excerpt=excerpt(f"{turn.prompt} {turn.answer} {seen(turn)}", search),
                turn=turn.id,
            )
    return None
