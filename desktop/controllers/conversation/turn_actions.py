"""Actions on turns without a menu: walk through the versions of one, repeat or edit the last."""

from collections.abc import Callable

from desktop.services.conversation.history import History
from desktop.ui.actions import Actions
from desktop.ui.transcript.transcript import TranscriptView


class TurnActions:
    """Connects the transcript and the shortcuts to the history and to asking again."""

    def __init__(
        self,
        history: History,
        transcript: TranscriptView,
        actions: Actions,
        is_busy: Callable[[str], bool],
        ask_again: Callable[[str], None],
        edit_last: Callable[[], None],
    ) -> None:
        """`is_busy` returns True while a question of that conversation is being answered."""
        self._history = history
        self._transcript = transcript
        self._actions = actions
        self._is_busy = is_busy
        self._ask_again = ask_again
        self._edit_last = edit_last

    def connect(self) -> None:
        """Connects the transcript and the shortcuts."""
        self._transcript.version_requested.connect(self._switch_version)
        self._actions["retry"].triggered.connect(lambda: self._retry_last())
        self._actions["edit_last"].triggered.connect(lambda: self._edit_last())

    def _switch_version(self, turn_id: str, by: int) -> None:
        if not self._is_busy(self._history.conversation.id):
            self._history.switch_version(turn_id, by)

    def _retry_last(self) -> None:
        turns = self._history.conversation.turns
        if turns:
            self._ask_again(turns[-1].id)
