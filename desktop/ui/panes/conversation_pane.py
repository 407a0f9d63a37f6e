"""The pane of the conversation: its head, the transcript, and the composer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.panes.conversation_head import ConversationHead
from desktop.ui.panes.pane import Pane
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.transcript.transcript import TranscriptView

LEAST_UNITS = 350  # width


class ConversationPane(Pane):
    """Places the head and the composer at once, and the transcript with `fill`.

    Where all of it has no room one below the other, as with very large text in a low window, the transcript gives way
    down to the height of the head; then the head goes, whose offers are in the menus, too; then the transcript.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__("conversationPane", _("Questions and answers"))
        self.head = ConversationHead(actions)
        self._room = QWidget()  # where the transcript will be
        self._transcript: TranscriptView | None = None
        self._find_bar: QWidget | None = None
        self.composer = Composer()
        self.column.addWidget(self.head)
        self.column.addWidget(self._room, 1)
        self.column.addWidget(self.composer)

    def fill(self, transcript: "TranscriptView") -> None:
        """Adds what the first paint need not wait for."""
        self.column.insertWidget(1, transcript, 1)
        self._room.deleteLater()
        self._transcript = transcript
        transcript.setMinimumHeight(1)  # it gives way until the head goes, and further then

    def lend(self) -> tuple["TranscriptView", Composer]:
        """Returns the transcript and the composer for another window, which takes them out of this pane."""
        assert self._transcript is not None
        self._transcript.setMinimumHeight(0)  # what it asks for itself
        return self._transcript, self.composer

    def take_back(self) -> None:
        """Puts the transcript and the composer back in their places."""
        assert self._transcript is not None
        self.column.insertWidget(self.column.count(), self._transcript, 1)
        self.column.addWidget(self.composer)
        self._transcript.setMinimumHeight(1)
        self._transcript.show()

    def add_find_bar(self, bar: QWidget) -> None:
        """Puts the bar for finding words above the transcript."""
        self._find_bar = bar
        self.place_find_bar()

    def place_find_bar(self) -> None:
        """Puts the bar, if there is one, above the transcript, in whichever window that is now."""
        above = self._transcript.parentWidget() if self._transcript is not None else None
        column = above.layout() if above is not None else None
        if self._find_bar is not None and self._transcript is not None and isinstance(column, QBoxLayout):
            column.removeWidget(self._find_bar)  # first: it may stand there already, and the places move then
            column.insertWidget(column.indexOf(self._transcript), self._find_bar)

    def show_look(self, theme: Theme) -> None:
        """Draws everything in this theme."""
        self.setMinimumWidth(min(theme.px(LEAST_UNITS), 350))
        self.head.show_look(theme)
        self.composer.show_look(theme)
        self._make_room()

    def _make_room(self) -> None:
        """Shows the head if there is room for it, the other parts, and as much again of the conversation.

        A head with the focus in it stays.
        """
        wide, needed = self.width(), 0
        for at in range(self.column.count()):
            item = self.column.itemAt(at)
            if item is None or item.isEmpty() or item.widget() is self.head:
                continue
            by_width = item.hasHeightForWidth()
            needed += item.minimumHeightForWidth(wide) if by_width else item.minimumSize().height()
        head = max(self.head.minimumHeight(), self.head.minimumSizeHint().height())
        is_roomy = self.height() >= needed + 2 * head or self.head.isAncestorOf(self.window().focusWidget() or self)
        if self.head.isHidden() == is_roomy:
            self.head.setVisible(is_roomy)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return super().event(event)
