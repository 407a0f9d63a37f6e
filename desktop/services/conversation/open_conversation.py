"""The open conversation: changes of its turns, and the states of turns that are answered elsewhere."""

from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.settings.connections.connection_list import NO_CHOICE, ConversationChoice
from desktop.core.workspace.draft import Draft
from desktop.services.storage_thread import StorageThread
from desktop.services.workspace import Workspace


class OpenConversation(QObject):
    """Owner of the open conversation.

    `value` may be set without a signal where nothing of its turns changes (title, pin); `change` is for all else.
    """

    grown = Signal(Conversation)  # its turns have changed

    def __init__(self, storage: StorageThread, workspace: Workspace) -> None:
        super().__init__()
        self._storage = storage
        self._workspace_images: tuple[AnnotatedImage, ...] = ()
        workspace.changed.connect(self._follow)
        self.value = Conversation.new()
        self._answering_elsewhere: dict[str, Turn] = {}  # newest states, by turn id

    @property
    def id(self) -> str:
        return self.value.id

    def change(self, conversation: Conversation) -> None:
        """Shows another branch or other turns of the open conversation, and keeps which branch is shown."""
        if conversation.last_turn_id != self.value.last_turn_id:
            self._storage.set_current_branch(conversation.id, conversation.last_turn_id)
        if conversation != self.value:
            self.value = conversation
            self.grown.emit(conversation)

    def replace(self, conversation: Conversation) -> None:
        """Opens another conversation, without a signal. Answers that are still coming in go on elsewhere."""
        self._answering_elsewhere |= {turn.id: turn for turn in self.value.all_turns if not turn.stage.ended}
        self.value = conversation

    def with_newest_states(self, conversation: Conversation) -> Conversation:
        """Returns a stored conversation with the newest states of its turns, which are then no longer kept here."""
        turns = [turn for turn in self._answering_elsewhere.values() if turn.conversation_id == conversation.id]
        for turn in turns:
            conversation = conversation.with_turn(turn)
            del self._answering_elsewhere[turn.id]
        return conversation

    def update_elsewhere(self, turn: Turn, may_forget: bool) -> None:
        """Keeps the newest state of a turn of another conversation, and what the user chose while that was open.

        An ended one is forgotten if the store has it.
        """
        known = self._answering_elsewhere.get(turn.id)
        if known is not None and turn.with_user_choices_from(known) != turn:
            turn = turn.with_user_choices_from(known)
            if turn.stage.ended:
                self._storage.save_turn(turn)
        self._answering_elsewhere[turn.id] = turn
        if turn.stage.ended and may_forget:
            del self._answering_elsewhere[turn.id]

    def forget_elsewhere(self, conversation_id: str) -> None:
        """Forgets the states of a conversation's turns, because it is deleted."""
        self._answering_elsewhere = {
            turn_id: turn
            for turn_id, turn in self._answering_elsewhere.items()
            if turn.conversation_id != conversation_id
        }

    def update_turn(self, turn: Turn) -> bool:
        """Takes in a new state of a turn, but keeps what the user chose meanwhile. Returns True if the turn is new."""
        turns = chain(reversed(self.value.turns), self.value.other_branches)
        known = next((candidate for candidate in turns if candidate.id == turn.id), None)
        if known is not None and turn.with_user_choices_from(known) != turn:
            turn = turn.with_user_choices_from(known)
            if turn.stage.ended:
                self._storage.save_turn(turn)
        has_new_images = bool(turn.images) and (known is None or len(known.images) != len(turn.images))
        self.value = self.value.with_turn(turn)
        if has_new_images:
            self._cover_images()
        self.grown.emit(self.value)
        return known is None

    def _follow(self, draft: Draft) -> None:
        """Covers the sent images as their images in the workspace are covered now."""
        if draft.images != self._workspace_images:
            self._workspace_images = draft.images
            if self._cover_images():
                self.grown.emit(self.value)

    def _cover_images(self) -> bool:
        """Takes over the covers of the workspace. Returns True if anything has changed."""
        before, self.value = self.value, self.value.with_todays_covers(self._workspace_images)
        return self._save_changed(before)

    def _save_changed(self, before: Conversation) -> bool:
        """Saves the turns that were others in `before`. Returns True if there are any."""
        changed = [new for old, new in zip(before.all_turns, self.value.all_turns, strict=True) if old != new]
        for turn in changed:
            self._storage.save_turn(turn)
        return bool(changed)

    def pin_turn(self, turn_id: str) -> None:
        """Pins a turn of the shown branch, or unpins it."""
        turn = next((turn for turn in self.value.turns if turn.id == turn_id), None)
        if turn is not None:
            turn = replace(turn, pinned=not turn.pinned)
            self._storage.save_turn(turn)
            self.change(self.value.with_turn(turn))

    def set_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> None:
        """Chooses how a sent image goes along with later questions."""
        before, self.value = self.value, self.value.with_resend_policy(image_id, resend_policy)
        self._save_changed(before)
        self.grown.emit(self.value)

    def choose(self, choice: ConversationChoice) -> None:
        """Remembers what the conversation is asked of; it is stored as soon as the conversation is."""
        self.value = replace(self.value, choice=choice)
        self.save_choice()

    def save_choice(self) -> None:
        """Hands the choice over to be saved, if there is one."""
        if self.value.choice != NO_CHOICE:
            self._storage.set_choice(self.id, self.value.choice)

    def restore_turn(self, before: Conversation) -> None:
        """Brings back the turn that `before` still had, with each turn behind its former parent."""
        restored = _with_turns_of(before, self.value)
        now = {turn.id: turn for turn in self.value.all_turns}
        for turn in restored.all_turns:
            if turn.id in now and now[turn.id].parent != turn.parent and turn.stage.ended:
                self._storage.save_turn(turn)  # it may have been saved with its other parent meanwhile
        self.change(restored)


def _with_turns_of(before: Conversation, conversation: Conversation) -> Conversation:
    """Returns all turns of both: the newest state of each, behind the parent that it has in `before`."""
    now = {turn.id: turn for turn in conversation.all_turns}
    turns = [replace(now.pop(turn.id, turn), parent=turn.parent) for turn in before.all_turns]
    kept = replace(before, given_title=conversation.given_title, choice=conversation.choice)
    return kept.showing((*turns, *now.values()), before.last_turn_id)
