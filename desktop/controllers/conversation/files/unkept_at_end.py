"""Asks before the program ends while the history cannot be written: what is in memory alone would go with it."""

from collections.abc import Callable

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.unkept import Unkept
from desktop.core.workspace.draft import Draft
from desktop.log import log
from desktop.messages.conversation import kept_words
from desktop.services.conversation.history import History
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from desktop.services.unkept_at_end import unkept_at_end
from desktop.services.workspace import Workspace
from desktop.ui.main_window import MainWindow
from desktop.ui.notice_bar import Offered


class UnkeptAtEndController:
    """Lets the program end, or asks the user first. A signal and the end of a session ask nobody."""

    def __init__(
        self,
        history: History,
        workspace: Workspace,
        storage: StorageThread,
        window: MainWindow,
        tasks: Tasks,
        notices: ErrorNotices,
        save_draft: Callable[[Draft], None],
    ) -> None:
        """`save_draft` lets the user save a draft as files."""
        self._history = history
        self._workspace = workspace
        self._storage = storage
        self._window = window
        self._looking = tasks.slot("look what would go")
        self._notices = notices
        self._save_draft = save_draft
        self._was_trouble = False

    def connect(self) -> None:
        """Connects the storage."""
        self._storage.write_failed.connect(self._note_trouble)

    def end(self, leave: Callable[[], None]) -> None:
        """Calls `leave`, now or when the user says so. Asked for again, it asks again."""
        if not self._was_trouble:
            leave()
        elif not self._looking.running:  # or the wait for the disk would begin anew with every try to close
            self._looking.start(self._ask(leave))

    def _note_trouble(self) -> None:
        self._was_trouble = True

    async def _ask(self, leave: Callable[[], None]) -> None:
        unkept = await self._find_out()
        if not unkept:
            leave()
            return
        self._window.wants_to_close = False
        self._window.come_to_front()
        export = kept_words.save_conversations_label(), self._window.actions_["export_all"].trigger
        close = kept_words.close_anyway_label(), leave
        offers = *((export,) if unkept.conversations else ()), *self._offer_of_draft(unkept), close
        self._notices.say(kept_words.lost_if_closed(unkept), *offers, passing=False, about_all=True)

    def _offer_of_draft(self, unkept: Unkept) -> tuple[Offered, ...]:
        """Returns the offer to save the open draft, if it goes; others that go are not at hand."""
        open_id, draft = self._history.conversation.id, self._workspace.draft
        if draft.is_empty or not (unkept.is_unknown or open_id in unkept.drafts):
            return ()

        def save() -> None:
            now = self._workspace.draft if self._history.conversation.id == open_id else Draft()
            self._save_draft(draft if now.is_empty else now)

        return ((kept_words.save_draft_label(), save),)

    async def _find_out(self) -> Unkept:
        """Returns what would go; no error keeps the program from ending."""
        is_unknown = False
        try:
            self._history.save_draft()
        except Exception as failed:  # what is typed may not have been handed over
            log.warning("the draft is not saved: %s", type(failed).__name__, exc_info=failed)
            is_unknown = True
        return (await unkept_at_end(self._storage)).joined(Unkept(is_unknown=is_unknown))
