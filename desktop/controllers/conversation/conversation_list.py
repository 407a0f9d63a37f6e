"""The list of conversations: what it shows of each, and of what has been spent."""

from PySide6.QtCore import SignalInstance

from desktop.core.conversation.conversation import Conversation, Summary
from desktop.core.conversation.turn import Turn
from desktop.services.conversation.history import History
from desktop.services.conversation.thumbnails import Thumbnails
from desktop.ui.history.history_panel import HistoryPanel


class ConversationListController:
    """Shows summaries, thumbnails, the open conversation, and which ones are being answered."""

    def __init__(
        self,
        history: History,
        panel: HistoryPanel,
        thumbnails: Thumbnails,
        turn_changed: SignalInstance,
        spending_changed: SignalInstance,
    ) -> None:
        """`turn_changed` carries every state of a Turn that is being answered, `spending_changed` a Spending."""
        self._history = history
        self._panel = panel
        self._thumbnails = thumbnails
        self._turn_changed = turn_changed
        self._spending_changed = spending_changed

    def connect(self) -> None:
        """Connects what the list shows."""
        self._history.changed.connect(self._show_summaries)
        self._history.opened.connect(self._show_open)
        self._turn_changed.connect(self._show_answering)
        self._spending_changed.connect(self._panel.show_spent)
        self._panel.model.more_wanted.connect(self._history.read_more)
        self._panel.model.thumbnail_wanted.connect(self._thumbnails.want)
        self._panel.model.draft_thumbnail_wanted.connect(self._thumbnails.want_of_draft)
        self._thumbnails.ready.connect(self._panel.model.show_thumbnail)

    def _show_summaries(self, summaries: tuple[Summary, ...]) -> None:
        self._panel.show_summaries(summaries, self._history.conversation.id)
        if self._history.is_listed:
            self._panel.show_listed()

    def _show_open(self, conversation: Conversation) -> None:
        self._panel.show_open(conversation.id)

    def _show_answering(self, turn: Turn) -> None:
        model, changed = self._panel.model, frozenset((turn.conversation_id,))
        model.show_answering(model.answering - changed if turn.stage.ended else model.answering | changed)
