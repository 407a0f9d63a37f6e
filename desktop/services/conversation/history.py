"""History: the list of conversations, the one that is open, and moving between them with the desk of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.conversation.conversation import Conversation, Summary, title_of
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace

PAGE = 100
DRAFT_AFTER_MS = 400
UNDO_MS = 12_500  # a little longer than the notice that offers it


class History(QObject):
    """Owner of the page of conversations and of the open one."""

    changed = Signal(object)  # tuple of Summary, the newest first
    opened = Signal(object)  # Conversation: another one is open now
    grown = Signal(object)  # Conversation: the open one has changed
    leaving = Signal()  # another one will be open; what belongs to this one's desk is put there now
    found = Signal(str)  # a turn of the open conversation that was looked for

    def __init__(self, tasks: Tasks, storage: StorageThread, workspace: Workspace) -> None:
        super().__init__()
        self._tasks = tasks
        self._storage = storage
        self._workspace = workspace
        self._summaries: tuple[Summary, ...] = ()
        self._more = True
        self._search = EMPTY_QUERY
        self._open = Conversation.new()
        self._gone: _Gone | None = None  # what was deleted last and can still be brought back
        self._forgetter = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._forgetter.timeout.connect(self.purge_deleted)
        self._answering: dict[str, Turn] = {}  # newest states of turns in conversations that are not open
        self._draft_saver = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_saver.timeout.connect(self.save_draft)
        workspace.changed.connect(lambda _: self._draft_saver.isActive() or self._draft_saver.start())

    @property
    def conversation(self) -> Conversation:
        return self._open

    @property
    def summaries(self) -> tuple[Summary, ...]:
        return self._summaries

    def restore(self) -> None:
        """Bring back the list and the desk as it was left."""
        self._tasks.replace("history", self._restore())

    def read_more(self) -> None:
        """Read the next page of the list."""
        if self._more and not self._tasks.running("history page"):
            self._tasks.replace("history page", self._read_page(len(self._summaries)))

    def search(self, search: SearchQuery) -> None:
        """List what is found; all, when nothing is sought."""
        if search != self._search:
            self._search = search
            self._tasks.replace("history list", self._refresh(PAGE))

    @property
    def query(self) -> SearchQuery:
        """What the list is limited to."""
        return self._search

    def open(self, conversation_id: str, turn_id: str = "") -> None:
        """Go to another conversation, or to a turn in it; the desk of this one is kept."""
        if conversation_id != self._open.id:
            self.leaving.emit()
        if conversation_id == self._open.id:
            self._tasks.stop("history")
            self._look_at_turn(turn_id)
        else:
            self.save_draft()
            self._tasks.replace("history", self._open_one(conversation_id, turn_id))

    def _look_at_turn(self, turn_id: str) -> None:
        if turn_id:
            self._change(self._open.at_turn(turn_id))
            self.found.emit(turn_id)

    def switch_version(self, turn_id: str, by: int) -> None:
        """Look at another version of a turn, and what followed it."""
        self._change(self._open.switched_version(turn_id, by))

    def _change(self, conversation: Conversation) -> None:
        """Another branch, or other turns, in the open conversation."""
        if conversation.last_turn_id != self._open.last_turn_id:
            self._storage.set_current_branch(conversation.id, conversation.last_turn_id)
        if conversation != self._open:
            self._open = conversation
            self.grown.emit(conversation)

    def pin_turn(self, turn_id: str) -> None:
        """Pin a turn, or no more."""
        turn = next((turn for turn in self._open.turns if turn.id == turn_id), None)
        if turn is not None:
            turn = replace(turn, pinned=not turn.pinned)
            self._storage.save_turn(turn)
            self._change(self._open.with_turn(turn))

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Pin a conversation to the top of the list, or no more."""
        self._storage.pin(conversation_id, pinned)
        if conversation_id == self._open.id:
            self._open = replace(self._open, pinned=pinned)
        self._tasks.replace("history list", self._refresh())

    def start_new(self) -> None:
        """Go to a new, empty conversation. In an empty one only the desk is cleared, and that can be undone."""
        if not self._open.turns:
            self._workspace.clear("New conversation")
            return
        self.leaving.emit()
        self.save_draft()
        self._tasks.stop("history")
        self._show(Conversation.new(), Draft())

    def update_turn(self, turn: Turn) -> None:
        """A turn has changed, in the open conversation or another."""
        if turn.conversation_id == self._open.id:
            mine = next(
                (mine for mine in chain(reversed(self._open.turns), self._open.other_branches) if mine.id == turn.id),
                None,
            )
            known = mine is not None
            if mine is not None and turn.with_user_choices_from(mine) != turn:
                turn = turn.with_user_choices_from(mine)  # chosen while it was being answered
                if turn.stage.ended:
                    self._storage.save_turn(turn)
            self._open = self._open.with_turn(turn)
            self.grown.emit(self._open)
            if not known or turn.stage.ended:
                self._list(self._open.summary())
            return
        self._answering[turn.id] = turn
        if turn.stage.ended and not self._tasks.running("history"):  # by now the keeper has it
            del self._answering[turn.id]

    def rename(self, conversation_id: str, title: str) -> None:
        """Give a conversation the user's own title; an empty one brings its first question back."""
        self._storage.rename(conversation_id, title_of(title))
        if conversation_id == self._open.id:
            self._open = self._open.titled(title)
        self._tasks.replace("history list", self._refresh())

    def delete(self, conversation_id: str) -> None:
        """Delete a conversation with the pictures that only it shows. It can be brought back for some seconds."""
        was_open = conversation_id == self._open.id
        if was_open:
            self.leaving.emit()
        self.purge_deleted()
        self._tasks.stop("history")  # it may be on its way to be opened
        self._answering = {k: t for k, t in self._answering.items() if t.conversation_id != conversation_id}
        if was_open:
            self.save_draft()
            self._show(Conversation.new(), Draft())
        self._let_go(_Gone(conversation_id, was_open=was_open))
        self._summaries = tuple(row for row in self._summaries if row.id != conversation_id)
        self.changed.emit(self._summaries)

    def delete_turn(self, turn_id: str) -> None:
        """Delete a question with its answer from the open conversation. It can be brought back for some seconds.

        With its last question a conversation goes too.
        """
        if len(self._open.all_turns) == 1:
            self.delete(self._open.id)
            return
        self.purge_deleted()
        self._let_go(_Gone(turn_id, before=self._open))
        self._change(self._open.without(turn_id))
        self._list(self._open.summary())

    def _let_go(self, gone: "_Gone") -> None:
        self._gone = gone
        self._storage.mark_deleted((gone.id,))
        self._forgetter.start()

    def undo_delete(self) -> None:
        """What was deleted last is there again, if it is not too late."""
        gone, self._gone = self._gone, None
        self._forgetter.stop()
        if gone is None:
            return
        self._storage.unmark_deleted((gone.id,))
        if gone.before is None:
            if gone.was_open:
                self.open(gone.id)
        elif gone.before.id == self._open.id:
            again = self._with_again(gone.before)
            now = {turn.id: turn for turn in self._open.all_turns}
            for turn in again.all_turns:
                if turn.id in now and now[turn.id].parent != turn.parent and turn.stage.ended:
                    self._storage.save_turn(turn)  # it may have been kept with the other parent meanwhile
            self._change(again)
            self._list(self._open.summary())
        self._tasks.replace("history list", self._refresh())

    def _with_again(self, before: Conversation) -> Conversation:
        """The open conversation with the turn that `before` had, and each turn behind the one that it followed."""
        now = {turn.id: turn for turn in self._open.all_turns}
        turns = []
        for turn in before.all_turns:
            held = replace(now.pop(turn.id, turn), parent=turn.parent)
            turns.append(held)
        return Conversation.of(
            before.id, (*turns, *now.values()), self._open.given_title, before.last_turn_id, before.pinned
        )

    def purge_deleted(self) -> None:
        """Too late for bringing back: what was deleted goes from the disk."""
        gone, self._gone = self._gone, None
        self._forgetter.stop()
        if gone is not None:
            self._storage.delete((gone.id,))
            self._tasks.replace("history list", self._refresh())

    def set_resend_policy(self, image_id: str, resend_policy: ResendPolicy) -> None:
        """What becomes of a picture of the open conversation in later questions."""
        before, self._open = self._open, self._open.with_resend_policy(image_id, resend_policy)
        for old, new in zip(before.all_turns, self._open.all_turns, strict=True):
            if old != new:
                self._storage.save_turn(new)
        self.grown.emit(self._open)

    def refresh_list(self) -> None:
        """Other conversations may be there now."""
        self._tasks.replace("history list", self._refresh())

    def start_over(self) -> None:
        """The store is another now: a new conversation, the same desk, and that store's list."""
        self._summaries, self._more = (), True
        self._gone = None  # it is no part of this store
        self._forgetter.stop()
        self._open = Conversation.new()
        self.opened.emit(self._open)
        self._tasks.replace("history list", self._refresh())

    def save_draft(self) -> None:
        """Hand the desk over to be kept, now."""
        self._draft_saver.stop()
        self._storage.save_draft(self._open.id, self._workspace.draft)

    async def _restore(self) -> None:
        try:
            last = await self._storage.query(lambda store: store.last_draft())
            if last and not self._open.turns and self._workspace.draft == Draft():
                conversation = await self._storage.query(lambda store: store.conversation(last[0]))
                if not self._open.turns and self._workspace.draft == Draft():  # nobody was quicker
                    self._show(conversation, last[1], self._workspace.restore)
        except StorageError:
            pass  # the keeper has said so
        await self._read_page(0)

    async def _open_one(self, conversation_id: str, turn_id: str = "") -> None:
        def read(store: Store) -> tuple[Conversation, Draft | None]:
            conversation = store.conversation(conversation_id)
            return conversation, store.draft(conversation_id) or _workspace_of(store, conversation)

        try:
            conversation, draft = await self._storage.query(read)
        except StorageError:
            return
        for turn in [turn for turn in self._answering.values() if turn.conversation_id == conversation_id]:
            conversation = conversation.with_turn(turn)
            del self._answering[turn.id]
        self._show(conversation.at_turn(turn_id), draft or Draft())
        if turn_id:
            self.found.emit(turn_id)

    def _show(self, conversation: Conversation, draft: Draft, lay_out: Callable[[Draft], None] | None = None) -> None:
        self._answering |= {turn.id: turn for turn in self._open.all_turns if not turn.stage.ended}
        self._open = conversation
        self.opened.emit(conversation)
        (lay_out or self._workspace.open)(draft)
        self.save_draft()

    async def _read_page(self, offset: int) -> None:
        try:
            page = await self._storage.query(lambda store: store.page(offset, PAGE, self._search))
        except StorageError:
            return
        self._more = len(page) == PAGE
        known = {row.id for row in self._summaries}
        self._summaries += tuple(row for row in page if row.id not in known)
        self.changed.emit(self._summaries)

    async def _refresh(self, count: int = 0) -> None:
        count = count or max(PAGE, len(self._summaries))
        search = self._search
        try:
            page = await self._storage.query(lambda store: store.page(0, count, search))
        except StorageError:
            return
        self._more = len(page) == count
        self._summaries = page
        self.changed.emit(page)

    def _list(self, summary: Summary) -> None:
        """Put the open conversation's row where its time says: at the top."""
        mine = next((row for row in self._summaries if row.id == summary.id), None)
        if mine == summary or (mine is None and self._search != EMPTY_QUERY):
            return
        others = tuple(row for row in self._summaries if row.id != summary.id)
        self._summaries = tuple(sorted((summary, *others), key=lambda row: (not row.pinned, -row.updated_at)))
        self.changed.emit(self._summaries)


@dataclass(frozen=True, slots=True)
class _Gone:
    """A conversation that was deleted and was open or not; or a turn, and its conversation before that."""

    id: str
    was_open: bool = False
    before: Conversation | None = None


def _workspace_of(store: Store, conversation: Conversation) -> Draft:
    """The pictures of an old conversation on the desk, as they were sent."""
    found = [(sent, store.image_bytes(sent.id)) for sent in conversation.images]
    images = [
        AnnotatedImage.new(SourceImage(sent.id, data, sent.width, sent.height, sent.mime))
        for sent, data in found
        if data
    ]
    return Draft(images=tuple(images))
