"""Saving the draft in the workspace, some time after each change and whenever the program asks for it."""

from PySide6.QtCore import QObject, QTimer

from desktop.core.workspace.draft import Draft
from desktop.services.conversation.conversation_list import ConversationList
from desktop.services.conversation.open_conversation import OpenConversation
from desktop.services.storage_thread import StorageThread
from desktop.services.workspace import Workspace

DRAFT_AFTER_MS = 400  # from the first change of the workspace until its draft is saved


class DraftSaver(QObject):
    """Hands the workspace's draft over to the store. What the list shows of a draft is kept in step with it.

    While `is_restoring`, an untouched workspace is not saved: it must not take the place of the last draft.
    """

    def __init__(
        self, storage: StorageThread, workspace: Workspace, open_: OpenConversation, list_: ConversationList
    ) -> None:
        super().__init__()
        self._storage = storage
        self._workspace = workspace
        self._open = open_
        self._list = list_
        self.is_restoring = False
        self._listed: tuple[str, str, tuple[str, ...]] | None = None
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.save)
        workspace.changed.connect(lambda _: self._timer.isActive() or self._timer.start())

    @property
    def awaits_last(self) -> bool:
        """True while what was open last may still be brought back: nothing is in the workspace, nothing was asked."""
        return self.is_restoring and not self._open.value.turns and self._workspace.draft == Draft()

    def save(self) -> None:
        """Hands the draft over to be saved, now."""
        self._timer.stop()
        if self.awaits_last:
            return
        draft = self._workspace.draft
        self._storage.save_draft(self._open.id, draft)
        if not self._open.value.all_turns:
            self._open.save_choice()  # the row of a draft comes and goes with what is in it
            self._show_in_list(draft)

    def take_out(self) -> None:
        """Takes a draft of which nothing was asked out of the store, because the workspace goes on with another."""
        if not self._open.value.all_turns:
            self._storage.save_draft(self._open.id, Draft())

    def _show_in_list(self, draft: Draft) -> None:
        listed = self._open.id, draft.title, tuple(image.content_key for image in draft.images)
        if listed != self._listed:
            self._listed = listed
            self._list.refresh()
