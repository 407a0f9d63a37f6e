"""Tells of an answer that ended while nobody was looking: by the desktop, and by a badge in the list."""

from desktop.adapters.files.unseen_answers import UnseenAnswers
from desktop.controllers.notices.answer_notifications import AnswerNotifications
from desktop.core.conversation.turn import Stage, Turn
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.ui.main_window import MainWindow


class AnswerNoticesController:
    """Tells neither of what the user stopped nor of what is seen."""

    def __init__(
        self,
        runner: QuestionRunner,
        history: History,
        window: MainWindow,
        notifications: AnswerNotifications,
        unseen: UnseenAnswers,
    ) -> None:
        """`unseen` keeps the badges for the next run."""
        self._runner = runner
        self._history = history
        self._window = window
        self._notifications = notifications
        self._unseen = unseen
        self._coming: set[str] = set()  # ids of turns whose answers are in progress

    def connect(self) -> None:
        """Connects answers, and conversations that are opened."""
        self._runner.turn_changed.connect(self._turn_changed)
        self._window.history.model.show_new(self._unseen.read())
        self._history.opened.connect(lambda conversation: self._seen(conversation.id))
        self._window.history.delete_requested.connect(self._seen)
        self._window.closed.connect(self._notifications.end)

    def _turn_changed(self, turn: Turn) -> None:
        if not turn.stage.ended:
            self._coming.add(turn.id)
            return
        if turn.id not in self._coming:
            return
        self._coming.discard(turn.id)
        if turn.stage is Stage.STOPPED:
            return
        if turn.conversation_id != self._history.conversation.id:
            self._show(self._window.history.model.new | {turn.conversation_id})
        self._notifications.notify(turn)

    def _seen(self, conversation_id: str) -> None:
        self._show(self._window.history.model.new - {conversation_id})

    def _show(self, ids: frozenset[str]) -> None:
        """Shows the badges of these conversations, and keeps them for the next run."""
        model = self._window.history.model
        if ids != model.new:
            model.show_new(ids)
            self._unseen.keep(ids)
