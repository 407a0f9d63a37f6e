"""The page: the turns of a conversation, laid out around the visible area and kept in step with new states."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.conversation.conversation import Conversation
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.ui.theme import Theme
from desktop.ui.transcript.announcer import AnswerAnnouncer
from desktop.ui.transcript.flat_button import NewTextButton
from desktop.ui.transcript.interaction.turn_buttons import TurnButtons
from desktop.ui.transcript.on_demand import OnDemandContent
from desktop.ui.transcript.streaming import StreamingUpdates
from desktop.ui.transcript.turns.foot_layout import is_waiting
from desktop.ui.transcript.turns.turn_layout import Anchor
from desktop.ui.transcript.turns.turn_list import TurnList
from desktop.ui.transcript.visible_area import VisibleArea


class TranscriptPage(QObject):
    """Changes the turns and lays them out again, so that the reader's place stays where it is."""

    replaced = Signal()  # other turns are shown: positions in the text mean nothing any more
    laid_out = Signal()  # a growing answer has more rows
    settled = Signal()  # what is in view stands where it is painted

    def __init__(
        self,
        turns: TurnList,
        area: VisibleArea,
        content: OnDemandContent,
        buttons: TurnButtons,
        new_text: NewTextButton,
        announcer: AnswerAnnouncer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._turns = turns
        self._area = area
        self._content = content
        self._buttons = buttons
        self._new_text = new_text
        self._announcer = announcer
        self._streaming = StreamingUpdates(area, self._announce, self.settle, self)
        self._streaming.laid_out.connect(self.laid_out)
        self._seconds = QTimer(self, interval=1000)  # of waiting, which a foot counts
        self._seconds.timeout.connect(self._count_seconds)

    @property
    def is_settled(self) -> bool:
        """True if everything that was handed over is on the page."""
        return self._streaming.is_idle

    def show_conversation(self, conversation: Conversation) -> None:
        """Shows another conversation from its end, or a later state of the same one where it is."""
        change = self._turns.show(conversation)
        if change.conversation or change.asked:
            self._area.follows_end = True
        if change.replaced:
            self.replaced.emit()
        if change.conversation or change.asked:
            self._area.let_go_of_foot()
        if change.conversation or change.asked or change.replaced:
            self._area.keep_foot()
        if self._is_waiting and not self._seconds.isActive():
            self._seconds.start()
        if change.conversation:
            self._streaming.reset()
            self._announcer.reset(self._area.items[-1].turn if self._area.items else None)
            self._content.forget_quote_matches()
            self.place()
        else:
            self._streaming.schedule()

    def show_formula(self, formula: Formula, outlines: FormulaOutline | None) -> None:
        """Shows a formula whose outlines have come; None if it cannot be typeset."""
        anchor = self._area.anchor()
        if self._turns.add_formula(formula, outlines):
            self.place(anchor)

    def show_quote_matches(self, turn_id: str, quote_matches: QuoteMatches) -> None:
        """Shows which quotes of a turn are found in its images."""
        anchor = self._area.anchor()
        if self._turns.set_quote_matches(turn_id, quote_matches):
            self.place(anchor)
            if self._area.items[-1].turn.id == turn_id:
                self._announcer.announce_quotes(quote_matches)

    def fold_thinking(self, turn_id: str) -> None:
        """Folds the thinking of a turn, or opens it."""
        anchor = self._area.anchor()
        for item in self._area.items:
            if item.turn.id == turn_id:
                item.fold_thinking()
        self.place(anchor)

    def show_theme(self, theme: Theme) -> None:
        """Shows other colours or another font."""
        anchor = self._area.anchor()
        self._turns.set_theme(theme)
        self.place(anchor)

    def show_width(self) -> None:
        """Lays the turns out for the width of the area, which has changed."""
        anchor = self._area.anchor()
        self._turns.set_width()
        self.place(anchor)

    def go_to_end(self) -> None:
        """Shows the newest text, and follows it."""
        self._area.let_go_of_foot()
        self._area.follows_end = True
        self.place()

    def reveal(self, turn: int, row: int, into: float = 0.0) -> None:
        """Brings a row, or a place in it, into view; given by two indices and the pixels from the row's top."""
        self._area.let_go_of_foot()
        self._area.reveal(turn, row, into)
        self.settle()

    def reveal_turn(self, turn_id: str) -> None:
        """Brings a turn into view, if it is shown."""
        number = next((number for number, item in enumerate(self._area.items) if item.turn.id == turn_id), None)
        if number is not None:
            self.reveal(number, 0)

    def scroll(self) -> None:
        """Takes in that the scroll bar has moved; the view follows new text only from the end."""
        self._area.let_go_of_foot()
        self._area.follows_end = self._area.is_at_end
        self.place()

    def place(self, anchor: Anchor | None = None) -> None:
        """Lays out the rows near the area, which stays where it is, or at an anchor that was taken before a change."""
        self._area.lay_out(anchor)
        self.settle()

    def settle(self) -> None:
        """Brings buttons and requests up to date after any movement, and has the area painted."""
        self._buttons.show()
        y = self._area.y
        for _, item in self._area.visible():
            self._content.request_colors(item, y - item.top, y - item.top + self._area.height)
        is_text_below = not self._area.follows_end and not self._area.is_at_end
        self._new_text.show_if(is_text_below and self._streaming.is_answer_growing)
        self._area.repaint()
        self.settled.emit()

    @property
    def _is_waiting(self) -> bool:
        items = self._area.items
        return bool(items) and is_waiting(items[-1].turn)

    def _count_seconds(self) -> None:
        if self._is_waiting:
            self._area.repaint()
        else:
            self._seconds.stop()

    def _announce(self) -> None:
        if self._area.items:
            self._announcer.announce(self._area.items[-1].turn)
