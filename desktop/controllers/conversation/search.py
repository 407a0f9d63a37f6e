"""Search in all conversations: what is found is listed, opened, and marked in the transcript."""

from collections.abc import Awaitable, Callable

from PySide6.QtGui import QAction

from desktop.controllers.conversation.transcript_search import TranscriptSearchController
from desktop.core.conversation.search_query import SearchQuery
from desktop.services.conversation.history import History
from desktop.services.tasks import Tasks
from desktop.ui.history.history_panel import HistoryPanel


class SearchController:
    """Connects the search field and the list of conversations to the history."""

    def __init__(
        self,
        history: History,
        panel: HistoryPanel,
        action: QAction,
        show_side: Callable[[], None],
        list_models: Callable[[], Awaitable[tuple[str, ...]]],
        transcript_search: TranscriptSearchController,
        tasks: Tasks,
    ) -> None:
        """`action` goes to the search field, in the pane that `show_side` unfolds; `list_models` returns the models
        that have answered in stored conversations.
        """
        self._history = history
        self._panel = panel
        self._action = action
        self._show_side = show_side
        self._list_models = list_models
        self._transcript_search = transcript_search
        self._listing = tasks.slot("list models")

    def connect(self) -> None:
        """Connects the panel, the action, and what the history found."""
        self._action.triggered.connect(lambda: self._focus_search())
        self._panel.search_requested.connect(self._seek)
        self._panel.models_wanted.connect(lambda: self._listing.start(self._show_models()))
        self._panel.open_requested.connect(self._open)
        self._history.found.connect(self._show_found)
        self._history.unlisted.connect(lambda: self._panel.show_listed(False))

    def _focus_search(self) -> None:
        self._show_side()
        self._panel.focus_search()

    def _seek(self, search: SearchQuery) -> None:
        self._history.search(search)
        if self._history.is_listed:  # then nothing is read, and nothing will change
            self._panel.show_listed()

    async def _show_models(self) -> None:
        self._panel.show_models(await self._list_models())

    def _open(self, conversation_id: str, turn_id: str) -> None:
        if not turn_id:
            self._transcript_search.close()
        self._history.open(conversation_id, turn_id)

    def _show_found(self, turn_id: str) -> None:
        self._transcript_search.show_found(turn_id, " ".join(self._history.query.parts))
