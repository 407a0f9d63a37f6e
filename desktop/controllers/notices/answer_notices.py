"""Tells of an answer that ended while nobody was looking: by the desktop, and by a badge in the list."""

from collections.abc import Callable

from desktop.adapters.files.unseen_answers import UnseenAnswers
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.turn import Stage, Turn
from desktop.messages.notices.notification_words import notification_words, unavailable_words
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.ports.notifications import Notifications
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.main_window import MainWindow


class AnswerNoticesController:
    """What the user stopped is no news, and neither is what is seen."""

    def __init__(
        self,
        runner: QuestionRunner,
        history: History,
        settings_service: SettingsService,
        new_notifications: Callable[[], Notifications],
        is_in_front: Callable[[], bool],
        window: MainWindow,
        notices: ErrorNotices,
        unseen: UnseenAnswers,
    ) -> None:
        """`new_notifications` returns what shows them, when the first is shown; `is_in_front` returns True while one of
        the program's windows has the focus. `unseen` keeps the badges for the next run.
        """
        self._runner = runner
        self._history = history
        self._settings_service = settings_service
        self._new_notifications = new_notifications
        self._is_in_front = is_in_front
        self._window = window
        self._notices = notices
        self._unseen = unseen
        self._notifications: Notifications | None = None
        self._is_told = False  # that there is no service
        self._coming: set[str] = set()  # ids of turns whose answers are in progress

    def connect(self) -> None:
        """Connect answers, and conversations that are opened."""
        self._runner.turn_changed.connect(self._turn_changed)
        self._window.history.model.show_new(self._unseen.read())
        self._history.opened.connect(lambda conversation: self._seen(conversation.id))
        self._window.history.delete_requested.connect(self._seen)
        self._window.closed.connect(self._end)

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
        if not self._is_in_front() and self._settings_service.settings.notify_answers:
            self._notify(turn)

    def _seen(self, conversation_id: str) -> None:
        self._show(self._window.history.model.new - {conversation_id})

    def _show(self, ids: frozenset[str]) -> None:
        """Show the badges of these conversations, and keep them for the next run."""
        model = self._window.history.model
        if ids != model.new:
            model.show_new(ids)
            self._unseen.keep(ids)

    def _end(self) -> None:
        if self._notifications is not None:
            self._notifications.end()

    def _notify(self, turn: Turn) -> None:
        if self._notifications is None:
            self._notifications = self._new_notifications()
            self._notifications.opened.connect(self._open)
            self._notifications.unavailable.connect(self._tell_unavailable)
        words = notification_words(turn, self._settings_service.settings.notify_content)
        self._notifications.show(turn.conversation_id, *words)

    def _open(self, conversation_id: str) -> None:
        self._window.come_to_front()
        self._window.history.open_requested.emit(conversation_id, "")

    def _tell_unavailable(self) -> None:
        """Say once that there is no service; who comes back should know why nothing was shown."""
        if not self._is_told:
            self._is_told = True
            self._notices.say(unavailable_words(), passing=False, about_all=True)
