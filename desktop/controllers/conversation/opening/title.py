"""The title of the open conversation above its text, and the new one that the user gives it there."""

from desktop.services.conversation.history import History
from desktop.ui.panes.conversation_head import ConversationHead


class TitleController:
    """Shows the title of the open conversation as the list has it; before the first question there is none."""

    def __init__(self, history: History, head: ConversationHead) -> None:
        self._history = history
        self._head = head

    def connect(self) -> None:
        """Connects what changes the title, and its field."""
        self._history.changed.connect(lambda _: self.show())
        self._history.opened.connect(lambda _: self.show())
        self._head.renamed.connect(self._rename)

    def show(self) -> None:
        """Shows the title of the conversation that is open now."""
        open_id = self._history.conversation.id
        listed = next((row for row in self._history.summaries if row.id == open_id), None)
        title = listed.title if listed is not None else self._history.conversation.title
        self._head.show_title(title, can_rename=bool(title))

    def _rename(self, title: str) -> None:
        self._history.rename(self._history.conversation.id, title)
