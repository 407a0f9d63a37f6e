"""Takes back what New, Open and deleting took away: by a key, and by the notice about a draft that was left."""

from desktop.controllers.error_notices import TAKEN_AWAY, ErrorNotices
from desktop.messages.conversation.kept_words import draft_left
from desktop.messages.notices import offer_labels
from desktop.services.conversation.history import History
from desktop.ui.history.undo_key import UndoKey

_DRAFT_LEFT = "draft_left"


class TakingBackController:
    """Connects the key for Undo to the history, and says where a draft has gone."""

    def __init__(self, history: History, undo_key: UndoKey, notices: ErrorNotices) -> None:
        self._history = history
        self._undo_key = undo_key
        self._notices = notices

    def connect(self) -> None:
        """Connects the key and the history."""
        self._undo_key.pressed.connect(self._take_back)
        self._history.draft_left.connect(self._say_left)

    def _say_left(self, title: str) -> None:
        undo = offer_labels.undo(), self._history.undo
        self._notices.say(draft_left(title), undo, about=_DRAFT_LEFT, about_all=True)

    def _take_back(self) -> None:
        self._history.undo()
        self._notices.withdraw(_DRAFT_LEFT)
        if not self._history.can_undo:  # else what was deleted is still away, and its notice has the way back
            self._notices.withdraw(TAKEN_AWAY)
