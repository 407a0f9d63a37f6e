"""Notifications of the desktop about answers, while no window of the program is in front."""

from collections.abc import Callable

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.turn import Turn
from desktop.messages.notices.notification_words import notification_words, unavailable_words
from desktop.services.ports.notifications import Notifications
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.main_window import MainWindow


class AnswerNotifications:
    """Shows them where the user wants them; a click opens the conversation."""

    def __init__(
        self,
        settings_service: SettingsService,
        new_notifications: Callable[[], Notifications],
        is_in_front: Callable[[], bool],
        window: MainWindow,
        notices: ErrorNotices,
    ) -> None:
        """`new_notifications` returns what shows them, when the first is shown; `is_in_front` returns True while one of
        the program's windows has the focus.
        """
        self._settings_service = settings_service
        self._new_notifications = new_notifications
        self._is_in_front = is_in_front
        self._window = window
        self._notices = notices
        self._notifications: Notifications | None = None
        self._is_told = False  # that there is no service

    def notify(self, turn: Turn) -> None:
        """Tells of an answer that has ended."""
        settings = self._settings_service.settings
        if self._is_in_front() or not settings.notify_answers:
            return
        if self._notifications is None:
            self._notifications = self._new_notifications()
            self._notifications.opened.connect(self._open)
            self._notifications.unavailable.connect(self._tell_unavailable)
        self._notifications.show(turn.conversation_id, *notification_words(turn, settings.notify_content))

    def end(self) -> None:
        """Takes away those that are shown: the program is being left."""
        if self._notifications is not None:
            self._notifications.end()

    def _open(self, conversation_id: str) -> None:
        self._window.come_to_front()
        self._window.history.open_requested.emit(conversation_id, "")

    def _tell_unavailable(self) -> None:
        """Says once that there is no service; who comes back should know why nothing was shown."""
        if not self._is_told:
            self._is_told = True
            self._notices.say(unavailable_words(), passing=False, about_all=True)
