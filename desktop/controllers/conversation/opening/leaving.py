"""What leaves with a conversation when another is opened: its notices, the find bar, the tool and the zoom."""

from collections.abc import Callable

from desktop.core.conversation.conversation import Conversation
from desktop.services.conversation.history import History


class LeavingController:
    """Calls what puts things away, once for each change to another conversation.

    The first one that is opened is that of the start, and what is said at the start is about no other; unless the user
    leaves another for it, in which the program began.
    """

    def __init__(self, history: History, put_away: tuple[Callable[[], object], ...]) -> None:
        self._history = history
        self._put_away = put_away
        self._open_id = ""  # until the first is opened or left

    def connect(self) -> None:
        """Connects the history."""
        self._history.leaving.connect(self._note_left)
        self._history.opened.connect(self._follow)

    def _note_left(self) -> None:
        self._open_id = self._history.conversation.id

    def _follow(self, conversation: Conversation) -> None:
        before, self._open_id = self._open_id, conversation.id
        if before and conversation.id != before:
            for put_away in self._put_away:
                put_away()
