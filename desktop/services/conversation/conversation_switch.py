"""Going from one conversation to another with the workspace of each, and back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation
from desktop.core.errors import StorageError
from desktop.core.workspace.draft import Draft
from desktop.services.conversation.draft_saver import DraftSaver
from desktop.services.conversation.open_conversation import OpenConversation
from desktop.services.conversation.stored_conversation import read_conversation, stored_conversation
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LeftConversation:
    """A conversation that the user has left for another one, and what was in its workspace."""

    id: str
    draft: Draft


class ConversationSwitch(QObject):
    """Opens one conversation in the place of another. What the last one had in its workspace can be brought back."""

    opened = Signal(Conversation)
    leaving = Signal()
    found = Signal(str)
    draft_left = Signal(str)

    def __init__(
        self, tasks: Tasks, storage: StorageThread, workspace: Workspace, open_: OpenConversation, drafts: DraftSaver
    ) -> None:
        super().__init__()
        self._opening = tasks.slot("history")
        self._storage = storage
        self._workspace = workspace
        self._open = open_
        self._drafts = drafts
        self._left: LeftConversation | None = None

    @property
    def is_opening(self) -> bool:
        """True while another conversation is being read, to be opened."""
        return self._opening.running

    @property
    def can_go_back(self) -> bool:
        """True if the user has left something for another conversation, and has not gone back yet."""
        return self._left is not None

    def open(self, conversation_id: str, turn_id: str) -> None:
        """Opens a stored conversation, or shows a turn of the open one."""
        self._opening.stop()
        if conversation_id != self._open.id:
            self.leave()
            self._opening.start(self._open_stored(conversation_id, turn_id))
        elif turn_id:
            self._open.change(self._open.value.at_turn(turn_id))
            self.found.emit(turn_id)

    def start_new(self) -> None:
        """Opens a new conversation, unless the open one is empty; what was open last is then not brought back."""
        self._opening.stop()
        if self._drafts.is_restoring:
            self._drafts.is_restoring = False
            self._drafts.save()
        if self._open.value.all_turns or not self._workspace.draft.is_empty:
            self._go_to(Conversation.new(), Draft())

    def start_over(self) -> None:
        """Opens a new conversation with the same workspace."""
        self._left = None
        self._open.value = Conversation.new()
        self.opened.emit(self._open.value)
        self._drafts.save()

    def leave(self) -> None:
        """Puts what belongs to the workspace there, and saves its draft: another one or the end will follow."""
        self.leaving.emit()
        self._drafts.save()

    def go_back(self) -> None:
        """Opens the conversation that was left last, with what was in its workspace."""
        left = self._left
        if left is not None:
            self._left = None
            self.bring_back(left)

    def return_to(self, conversation_id: str) -> None:
        """Opens the conversation from which the user came: with what was in its workspace, if that is still known."""
        left = self._left
        if left is not None and left.id == conversation_id:
            self.go_back()
        elif conversation_id != self._open.id:
            self.open(conversation_id, "")

    def bring_back(self, left: LeftConversation) -> None:
        """Opens a stored conversation with the draft that it had, in which covered pixels are still there."""
        self.leave()
        self._opening.start(self._bring_back(left))

    def take_away(self, conversation_id: str) -> LeftConversation | None:
        """Closes a conversation that will be deleted, if it is open, and returns what was in its workspace."""
        is_open = conversation_id == self._open.id
        if is_open:
            self.leave()
        self._left = None
        self._opening.stop()  # it may be about to be opened
        self._open.forget_elsewhere(conversation_id)
        if not is_open:
            return None
        left = LeftConversation(conversation_id, self._workspace.draft)
        self._show(Conversation.new(), Draft(), self._workspace.open)
        return left

    def forget_left(self) -> None:
        """Forgets the conversation that was left last, because the user has taken away something else since."""
        self._left = None

    async def restore(self) -> None:
        """Opens what was open when the program ended, unless the user has begun something, or wants a new one."""
        try:
            last = await self._storage.query(lambda store: store.last_draft())
            if last and self._drafts.awaits_last:
                conversation = await self._storage.query(lambda store: read_conversation(store, last[0]))
                if self._drafts.awaits_last:
                    self._show(conversation, last[1], self._workspace.restore)
        except StorageError:
            pass  # StorageThread has reported it
        self._drafts.is_restoring = False

    async def _open_stored(self, conversation_id: str, turn_id: str) -> None:
        try:
            conversation, draft = await self._storage.query(lambda store: stored_conversation(store, conversation_id))
        except StorageError:
            return  # StorageThread has reported it
        self._go_to(self._open.with_newest_states(conversation).at_turn(turn_id), draft)
        if turn_id:
            self.found.emit(turn_id)

    async def _bring_back(self, left: LeftConversation) -> None:
        try:
            conversation = await self._storage.query(lambda store: read_conversation(store, left.id))
        except StorageError:
            return
        self.leave()
        self._show(self._open.with_newest_states(conversation), left.draft, self._workspace.open)

    def _go_to(self, conversation: Conversation, draft: Draft) -> None:
        """Shows another conversation by the user's wish, which can be undone."""
        self.leave()
        left, was_asked = LeftConversation(self._open.id, self._workspace.draft), bool(self._open.value.all_turns)
        self._show(conversation, draft, self._workspace.open)
        self._left = left if was_asked or not left.draft.is_empty else None
        if not was_asked and not left.draft.is_empty:
            self.draft_left.emit(left.draft.title)

    def _show(self, conversation: Conversation, draft: Draft, lay_out: Callable[[Draft], None]) -> None:
        self._drafts.is_restoring = False
        self._open.replace(conversation)
        self.opened.emit(conversation)
        lay_out(draft)
        self._drafts.save()
