"""The pane of the conversation: its head, the transcript, and the composer."""

from PySide6.QtWidgets import QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.panes.conversation_head import ConversationHead
from desktop.ui.panes.pane import Pane
from desktop.ui.theme import Theme

LEAST_UNITS = 350  # width


class ConversationPane(Pane):
    """Places the head and the composer at once, and the transcript with `fill`."""

    def __init__(self, actions: Actions) -> None:
        super().__init__("conversationPane", _("Questions and answers"))
        self.head = ConversationHead(actions)
        self._room = QWidget()  # where the transcript will be
        self.composer = Composer()
        self.column.addWidget(self.head)
        self.column.addWidget(self._room, 1)
        self.column.addWidget(self.composer)

    def fill(self, transcript: QWidget) -> None:
        """Add what the first paint need not wait for."""
        self.column.insertWidget(1, transcript, 1)
        self._room.deleteLater()

    def add_find_bar(self, bar: QWidget) -> None:
        """Put the bar for finding words above the transcript."""
        self.column.insertWidget(1, bar)

    def show_look(self, theme: Theme) -> None:
        """Draw everything in this theme."""
        self.setMinimumWidth(min(theme.px(LEAST_UNITS), 350))
        self.head.show_look(theme)
        self.composer.show_look(theme)
