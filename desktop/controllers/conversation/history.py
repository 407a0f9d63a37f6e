"""Conversations: begin, rename, pin, delete and bring back."""

from collections.abc import Awaitable, Callable

from desktop.controllers.error_notices import TAKEN_AWAY, ErrorNotices
from desktop.messages.conversation.kept_words import deleted_conversation
from desktop.messages.notices import offer_labels
from desktop.services.conversation.history import History
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions
from desktop.ui.history.history_panel import HistoryPanel


class HistoryController:
    """Connects the panel of conversations to the history."""

    def __init__(
        self,
        history: History,
        panel: HistoryPanel,
        actions: Actions,
        stop_answer: Callable[[str], Awaitable[None]],
        tasks: Tasks,
        notices: ErrorNotices,
        focus_question: Callable[[], None],
    ) -> None:
        """`stop_answer` stops the answer in a conversation, if there is one, and waits until it has ended."""
        self._history = history
        self._panel = panel
        self._actions = actions
        self._stop_answer = stop_answer
        self._tasks = tasks
        self._notices = notices
        self._focus_question = focus_question

    def connect(self) -> None:
        """Connects the panel and the action."""
        self._actions["new"].triggered.connect(lambda: self._start_new())
        self._panel.new_requested.connect(self._start_new)
        self._panel.rename_requested.connect(self._history.rename)
        self._panel.pin_requested.connect(self._history.pin)
        self._panel.delete_requested.connect(self._delete)

    def _start_new(self) -> None:
        self._history.start_new()
        self._focus_question()

    def _delete(self, conversation_id: str) -> None:
        self._tasks.start("delete", self._delete_when_stopped(conversation_id))

    async def _delete_when_stopped(self, conversation_id: str) -> None:
        title = next((row.title for row in self._history.summaries if row.id == conversation_id), "")
        await self._stop_answer(conversation_id)
        self._history.delete(conversation_id)
        undo = offer_labels.undo(), self._history.undo_delete
        self._notices.say(deleted_conversation(title), undo, about=TAKEN_AWAY, about_all=True)
