"""Find in the conversation: the bar above the transcript, and the places that it leads to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.ui.transcript.transcript import TranscriptView

if TYPE_CHECKING:
    from desktop.ui.find_bar import FindBar


class TranscriptSearchController:
    """Owner of the find bar, which is made when it is first needed."""

    def __init__(
        self,
        transcript: TranscriptView,
        action: QAction,
        new_find_bar: Callable[[], "FindBar"],
        focus_question: Callable[[], None],
    ) -> None:
        """`new_find_bar` makes the bar and puts it above the transcript."""
        self._transcript = transcript
        self._action = action
        self._new_find_bar = new_find_bar
        self._focus_question = focus_question
        self._bar: FindBar | None = None

    def connect(self) -> None:
        """Connects the action."""
        self._action.triggered.connect(lambda: self.find())

    def find(self, words: str | None = None, quietly: bool = False) -> None:
        """Shows the bar with `words`, or with what is selected; `quietly` leaves the keyboard focus where it is."""
        if self._bar is None:
            self._bar = self._new_find_bar()
            self._bar.sought.connect(self._transcript.look_for)
            self._bar.moved.connect(self._transcript.look_on)
            self._bar.left.connect(self.close)
            self._transcript.found.connect(self._bar.show_count)
        selected = self._transcript.selected_text
        self._bar.show()
        wanted = words if words is not None else selected if "\n" not in selected else ""
        self._bar.show_words(wanted, focus=not quietly)

    def show_found(self, turn_id: str, words: str) -> None:
        """Brings a turn into view that a search found, with `words` marked."""
        self._transcript.show_turn(turn_id)
        if words:
            self.find(words, quietly=True)

    def close(self) -> None:
        """Hides the bar, removes the marks, and goes on with the question."""
        if self.put_away():
            self._focus_question()

    def put_away(self) -> bool:
        """Hides the bar and removes the marks. Returns True if the bar was shown."""
        if self._bar is None or self._bar.isHidden():
            return False
        self._bar.hide()
        self._transcript.look_for("")
        return True
