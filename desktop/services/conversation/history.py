"""History: moving between conversations with the workspace of each, and what is done to one of them."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Conversation, Summary, title_of
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.services.conversation.conversation_list import ConversationList
from desktop.services.conversation.conversation_switch import ConversationSwitch
from desktop.services.conversation.draft_saver import DraftSaver
from desktop.services.conversation.open_conversation import OpenConversation
from desktop.services.conversation.pending_deletion import DeletedItem, PendingDeletion
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace


class History(QObject):
    """The list, the open conversation and a pending deletion, kept in step with the workspace and the store."""

    changed = Signal(tuple)  # of Summary, the newest first
    unlisted = Signal()  # the rows of the search could not be read
    opened = Signal(Conversation)  # another one is open now
    grown = Signal(Conversation)  # the open one has changed
    leaving = Signal()  # another one will be opened; what belongs to this one's workspace must be put there now
    found = Signal(str)  # id of a turn of the open conversation that was searched for
    draft_left = Signal(str)  # title of a draft that the user has left for another conversation; it is in the list

    def __init__(self, tasks: Tasks, storage: StorageThread, workspace: Workspace) -> None:
        super().__init__()
        self._restoring = tasks.slot("restore history")
        self._storage = storage
        self._list = ConversationList(tasks, storage)
        self._list.changed.connect(self.changed)
        self._list.unlisted.connect(self.unlisted)
        self._open = OpenConversation(storage, workspace)
        self._open.grown.connect(self.grown)
        self._deletion = PendingDeletion(storage, self._list.refresh)
        self._drafts = DraftSaver(storage, workspace, self._open, self._list)
        self._switch = ConversationSwitch(tasks, storage, workspace, self._open, self._drafts)
        self._switch.opened.connect(self.opened)
        self._switch.leaving.connect(self.leaving)
        self._switch.found.connect(self.found)
        self._switch.draft_left.connect(self.draft_left)

    # the list

    @property
    def summaries(self) -> tuple[Summary, ...]:
        return self._list.summaries

    @property
    def query(self) -> SearchQuery:
        """The search that limits the list."""
        return self._list.query

    @property
    def is_listed(self) -> bool:
        """True if the rows are those of the search; False while they are read."""
        return self._list.is_listed

    def read_more(self) -> None:
        """Reads the next page of the list."""
        self._list.read_more()

    def search(self, search: SearchQuery) -> None:
        """Lists the conversations that match; all of them for an empty query."""
        self._list.search(search)

    def refresh_list(self) -> None:
        """Reads the list again, because other conversations may be there now."""
        self._list.refresh()

    # moving between conversations

    @property
    def conversation(self) -> Conversation:
        """The open conversation."""
        return self._open.value

    @property
    def is_opening(self) -> bool:
        """True while another conversation is being read, to be opened."""
        return self._switch.is_opening or self._restoring.running

    def restore(self) -> None:
        """Brings back the list and the workspace as they were left, unless the user has begun something already."""
        self._drafts.is_restoring = True
        self._restoring.start(self._restore())

    def open(self, conversation_id: str, turn_id: str = "") -> None:
        """Opens another conversation, or shows a turn of it; the workspace of the open one is kept."""
        self._switch.open(conversation_id, turn_id)

    def start_new(self) -> None:
        """Opens a new, empty conversation, unless it is one already."""
        self._switch.start_new()

    def start_over(self) -> None:
        """Begins with another store: a new conversation, the same workspace, and that store's list."""
        self._list.clear()
        self._deletion.forget()  # it is no part of the new store
        self._switch.start_over()
        self._list.refresh()

    def leave(self) -> None:
        """Puts what belongs to the workspace there, and saves its draft: another one or the end will follow."""
        self._switch.leave()

    def save_draft(self) -> None:
        """Hands the workspace's draft over to be saved, now."""
        self._drafts.save()

    def take_draft_out(self) -> None:
        """Takes a draft of which nothing was asked out of the store, because another store takes its place."""
        self._drafts.take_out()

    def return_to(self, conversation_id: str) -> None:
        """Opens the conversation that was left for the open one, with its workspace as it was."""
        self._switch.return_to(conversation_id)

    @property
    def can_undo(self) -> bool:
        """True if `undo` brings something back."""
        return self._switch.can_go_back or self._deletion.is_pending

    def undo(self) -> None:
        """Brings back what the last New, Open or deletion took away."""
        if self._switch.can_go_back:
            self._switch.go_back()
        else:
            self.undo_delete()

    # changes of a conversation

    def update_turn(self, turn: Turn) -> None:
        """Takes in a new state of a turn of the open conversation or of another one."""
        if turn.conversation_id != self._open.id:
            self._open.update_elsewhere(turn, may_forget=not self.is_opening)
            return
        is_new = self._open.update_turn(turn)
        if is_new:
            self._open.save_choice()
        if is_new or turn.stage.ended:
            self._list.update(self._open.value.summary())

    def switch_version(self, turn_id: str, by: int) -> None:
        """Shows another version of a turn, `by` steps on, and what followed it."""
        self._open.change(self._open.value.switched_version(turn_id, by))

    def pin_turn(self, turn_id: str) -> None:
        """Pins a turn, or unpins it."""
        self._open.pin_turn(turn_id)

    def set_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> None:
        """Chooses how an image of the open conversation goes along with later questions."""
        self._open.set_resend_policy(image_id, resend_policy)

    def choose(self, choice: ConversationChoice) -> None:
        """Remembers what the open conversation is asked of."""
        self._open.choose(choice)

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Pins a conversation to the top of the list, or unpins it."""
        self._storage.pin(conversation_id, pinned)
        if conversation_id == self._open.id:
            self._open.value = replace(self._open.value, pinned=pinned)
        self._list.refresh()

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives a conversation the user's own title; an empty one brings its first question back."""
        self._storage.rename(conversation_id, title_of(title))
        if conversation_id == self._open.id:
            self._open.value = self._open.value.titled(title)
        self._list.refresh()

    # deleting

    def delete(self, conversation_id: str) -> None:
        """Deletes a conversation with the images that only it shows. This can be undone for some seconds."""
        self.purge_deleted()
        left = self._switch.take_away(conversation_id)
        self._deletion.start(DeletedItem(conversation_id, left))
        self._list.remove(conversation_id)

    def delete_turn(self, turn_id: str) -> None:
        """Deletes a question with its answer from the open conversation. This can be undone for some seconds.

        With its last question a conversation is deleted, too.
        """
        conversation = self._open.value
        if len(conversation.all_turns) == 1:
            self.delete(conversation.id)
            return
        self.purge_deleted()
        self._switch.forget_left()
        self._deletion.start(DeletedItem(turn_id, before=conversation))
        self._open.change(conversation.without(turn_id))
        self._list.update(self._open.value.summary())

    def undo_delete(self) -> None:
        """Brings back what was deleted last, if it is not too late."""
        item = self._deletion.undo()
        if item is None:
            return
        if item.left is not None:
            self._switch.bring_back(item.left)
        if item.before is not None and item.before.id == self._open.id:
            self._open.restore_turn(item.before)
            self._list.update(self._open.value.summary())
        self._list.refresh()

    def purge_deleted(self) -> None:
        """Deletes from the disk what could still be brought back."""
        self._deletion.purge()

    # in the background

    async def _restore(self) -> None:
        await self._switch.restore()
        await self._list.read_page(0)
