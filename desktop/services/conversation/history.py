"""History: moving between conversations with the workspace of each, and what is done to one of them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.conversation.conversation import Conversation, Summary, title_of
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.workspace.draft import Draft
from desktop.services.conversation.conversation_list import ConversationList
from desktop.services.conversation.open_conversation import OpenConversation
from desktop.services.conversation.pending_deletion import DeletedItem, PendingDeletion
from desktop.services.conversation.stored_conversation import stored_conversation
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace

DRAFT_AFTER_MS = 400  # from the first change of the workspace until its draft is saved


class History(QObject):
    """The list, the open conversation and a pending deletion, kept in step with the workspace and the store."""

    changed = Signal(tuple)  # of Summary, the newest first
    opened = Signal(Conversation)  # another one is open now
    grown = Signal(Conversation)  # the open one has changed
    leaving = Signal()  # another one will be opened; what belongs to this one's workspace must be put there now
    found = Signal(str)  # id of a turn of the open conversation that was searched for

    def __init__(self, tasks: Tasks, storage: StorageThread, workspace: Workspace) -> None:
        super().__init__()
        self._opening = tasks.slot("history")
        self._restoring = False
        self._storage = storage
        self._workspace = workspace
        self._list = ConversationList(tasks, storage)
        self._list.changed.connect(self.changed)
        self._open = OpenConversation(storage)
        self._open.grown.connect(self.grown)
        self._deletion = PendingDeletion(storage, self._list.refresh)
        self._draft_saver = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_saver.timeout.connect(self.save_draft)
        workspace.changed.connect(lambda _: self._draft_saver.isActive() or self._draft_saver.start())

    # the list

    @property
    def summaries(self) -> tuple[Summary, ...]:
        return self._list.summaries

    @property
    def query(self) -> SearchQuery:
        """The search that limits the list."""
        return self._list.query

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

    def restore(self) -> None:
        """Brings back the list and the workspace as they were left, unless the user has begun something already."""
        self._restoring = True
        self._opening.start(self._restore())

    def open(self, conversation_id: str, turn_id: str = "") -> None:
        """Opens another conversation, or shows a turn of it; the workspace of the open one is kept."""
        if conversation_id != self._open.id:
            self.leaving.emit()
        if conversation_id == self._open.id:
            self._opening.stop()
            if turn_id:
                self._open.change(self._open.value.at_turn(turn_id))
                self.found.emit(turn_id)
        else:
            self.save_draft()
            self._opening.start(self._open_stored(conversation_id, turn_id))

    def start_new(self) -> None:
        """Opens a new, empty conversation. In an empty one only the workspace is cleared, and that can be undone."""
        if not self._open.value.turns:
            self._workspace.clear("New conversation")
            return
        self.leaving.emit()
        self.save_draft()
        self._opening.stop()
        self._show(Conversation.new(), Draft())

    def start_over(self) -> None:
        """Begins with another store: a new conversation, the same workspace, and that store's list."""
        self._list.clear()
        self._deletion.forget()  # it is no part of the new store
        self._open.value = Conversation.new()
        self.opened.emit(self._open.value)
        self._list.refresh()

    def save_draft(self) -> None:
        """Hands the workspace's draft over to be saved, now.

        Until the last draft has been restored, an untouched workspace must not take its place.
        """
        self._draft_saver.stop()
        if self._restoring and self._is_untouched:
            return
        self._storage.save_draft(self._open.id, self._workspace.draft)

    # changes of a conversation

    def update_turn(self, turn: Turn) -> None:
        """Takes in a new state of a turn of the open conversation or of another one."""
        if turn.conversation_id != self._open.id:
            self._open.update_elsewhere(turn, may_forget=not self._opening.running)
            return
        is_new = self._open.update_turn(turn)
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
        was_open = conversation_id == self._open.id
        if was_open:
            self.leaving.emit()
        self.purge_deleted()
        self._opening.stop()  # it may be about to be opened
        self._open.forget_elsewhere(conversation_id)
        if was_open:
            self.save_draft()
            self._show(Conversation.new(), Draft())
        self._deletion.start(DeletedItem(conversation_id, was_open=was_open))
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
        self._deletion.start(DeletedItem(turn_id, before=conversation))
        self._open.change(conversation.without(turn_id))
        self._list.update(self._open.value.summary())

    def undo_delete(self) -> None:
        """Brings back what was deleted last, if it is not too late."""
        item = self._deletion.undo()
        if item is None:
            return
        if item.before is None:
            if item.was_open:
                self.open(item.id)
        elif item.before.id == self._open.id:
            self._open.restore_turn(item.before)
            self._list.update(self._open.value.summary())
        self._list.refresh()

    def purge_deleted(self) -> None:
        """Deletes from the disk what could still be brought back."""
        self._deletion.purge()

    # in the background

    async def _restore(self) -> None:
        try:
            last = await self._storage.query(lambda store: store.last_draft())
            if last and self._is_untouched:
                conversation = await self._storage.query(lambda store: store.conversation(last[0]))
                if self._is_untouched:
                    self._show(conversation, last[1], self._workspace.restore)
        except StorageError:
            pass  # StorageThread has reported it
        self._restoring = False
        await self._list.read_page(0)

    @property
    def _is_untouched(self) -> bool:
        return not self._open.value.turns and self._workspace.draft == Draft()

    async def _open_stored(self, conversation_id: str, turn_id: str = "") -> None:
        try:
            conversation, draft = await self._storage.query(lambda store: stored_conversation(store, conversation_id))
        except StorageError:
            return
        conversation = self._open.with_newest_states(conversation)
        self._show(conversation.at_turn(turn_id), draft)
        if turn_id:
            self.found.emit(turn_id)

    def _show(self, conversation: Conversation, draft: Draft, lay_out: Callable[[Draft], None] | None = None) -> None:
        self._restoring = False
        self._open.replace(conversation)
        self.opened.emit(conversation)
        (lay_out or self._workspace.open)(draft)
        self.save_draft()
